/** Real communes with their real postcodes; the streets are ordinary names and the numbers invented. */
export interface Place {
  city: string
  postalCode: string
}

const places = (text: string): Place[] =>
  text
    .trim()
    .split('\n')
    .map((line) => ({ postalCode: line.trim().slice(0, 5), city: line.trim().slice(6) }))

/** Pays de la Loire and its neighbours. */
export const loire = places(`
  49000 Angers
  49100 Angers
  49300 Cholet
  49400 Saumur
  49800 Trélazé
  49240 Avrillé
  49130 Les Ponts-de-Cé
  49600 Beaupréau-en-Mauges
  49500 Segré-en-Anjou Bleu
  72000 Le Mans
  72100 Le Mans
  72200 La Flèche
  72300 Sablé-sur-Sarthe
  72700 Allonnes
  53000 Laval
  53100 Mayenne
  53200 Château-Gontier-sur-Mayenne
  53810 Changé
  44000 Nantes
  44100 Nantes
  44300 Nantes
  44600 Saint-Nazaire
  44800 Saint-Herblain
  44400 Rezé
  44700 Orvault
  44470 Carquefou
  44150 Ancenis-Saint-Géréon
  44110 Châteaubriant
  44120 Vertou
  85000 La Roche-sur-Yon
  85500 Les Herbiers
  85600 Montaigu-Vendée
  85200 Fontenay-le-Comte
  85300 Challans
  79000 Niort
  79300 Bressuire
  79100 Thouars
  86000 Poitiers
  37000 Tours
  37500 Chinon`)

/** Brittany and Normandy. */
export const channel = places(`
  35000 Rennes
  35200 Rennes
  35400 Saint-Malo
  35300 Fougères
  35500 Vitré
  35600 Redon
  35510 Cesson-Sévigné
  35170 Bruz
  22100 Dinan
  22000 Saint-Brieuc
  22300 Lannion
  22200 Guingamp
  22600 Loudéac
  22400 Lamballe-Armor
  29200 Brest
  29000 Quimper
  29600 Morlaix
  29800 Landerneau
  29900 Concarneau
  29270 Carhaix-Plouguer
  56000 Vannes
  56100 Lorient
  56300 Pontivy
  56800 Ploërmel
  56400 Auray
  14000 Caen
  14400 Bayeux
  14100 Lisieux
  14500 Vire Normandie
  14700 Falaise
  14200 Hérouville-Saint-Clair
  50000 Saint-Lô
  50100 Cherbourg-en-Cotentin
  50400 Granville
  50300 Avranches
  50200 Coutances
  61000 Alençon
  61100 Flers
  61200 Argentan
  61300 L’Aigle`)

export const streets = [
  'rue du Commerce',
  'rue de la Gare',
  'rue des Lices',
  'rue du Moulin',
  'rue des Tanneurs',
  'rue Pasteur',
  'rue Jean-Jaurès',
  'rue des Acacias',
  'rue de la Fontaine',
  'avenue de la Libération',
  'avenue du Général-Leclerc',
  'avenue de l’Europe',
  'boulevard de Strasbourg',
  'boulevard Carnot',
  'place du Marché',
  'place de la République',
  'quai des Carmes',
  'chemin des Vignes',
  'route de la Forêt',
  'impasse des Lilas',
]

export const estates = [
  'ZA de la Croix-Rouge',
  'ZI des Alizés',
  'Parc d’activités du Bocage',
  'ZAC des Petits-Prés',
  'Zone artisanale de la Lande',
  'Parc tertiaire des Rives',
]
