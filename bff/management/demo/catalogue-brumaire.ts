/** What Brumaire sells: heating and air conditioning. In dwellings 10 % and 5.5 %, elsewhere 20 %. */
import { quarterOf } from './calendar.ts'
import { heading, item, remark, type Scenario, type Situation, subtotal } from './scenarios.ts'

/** Maintenance and repair of a dwelling older than two years; energy renovation of the same. */
const repairRate = ({ person }: Situation) => (person ? '0.1' : '0.2')
const energyRate = ({ person }: Situation) => (person ? '0.055' : '0.2')

export const brumaireMachines = [
  'Chaudière gaz à condensation Auréval 24',
  'Chaudière gaz à condensation Auréval 35',
  'Chaudière collective Thermance 180',
  'Pompe à chaleur air/eau Boréale 11',
  'Pompe à chaleur air/eau Boréale 16',
  'Climatiseur réversible Zéphise bi-split',
  'Groupe de climatisation Zéphise VRV 28',
  'Chauffe-eau thermodynamique Cumulance 250',
  'Centrale de traitement d’air Ventaris 4000',
  'Adoucisseur Limpiance 20',
  'Poêle à granulés Âtrelle 9',
]

export const brumaireScenarios: readonly Scenario[] = [
  {
    name: 'maintenance',
    weight: 36,
    operation: 'services',
    title: ({ person, day }) => (person ? 'Entretien annuel' : `Contrat d’entretien, ${quarterOf(day)}`),
    lines: (of) => [
      ...of.machines
        .slice(0, 5)
        .flatMap((machine) => [
          item(
            'ENT',
            `Entretien\u00a0: ${machine.label}`,
            1,
            'forfait',
            of.person ? '129.0910' : '168.5000',
            repairRate(of),
          ),
        ]),
      ...(of.machines.length === 0
        ? [item('ENT', 'Entretien de chaudière', 1, 'forfait', '129.0910', repairRate(of))]
        : []),
      ...(of.random.chance(0.5)
        ? [item('ANA', 'Analyse de combustion et attestation', 1, 'pièce', '18.1800', repairRate(of))]
        : []),
      remark('Attestation d’entretien remise à l’occupant.'),
    ],
  },
  {
    name: 'repair',
    weight: 30,
    operation: 'both',
    title: ({ machines }) => `Dépannage\u00a0: ${machines[0]?.label ?? 'chauffage'}`,
    lines: (of) => [
      ...(of.machines[0] ? [remark(`Appareil n° ${of.machines[0].serial}`)] : []),
      item(
        'MO',
        'Main-d’œuvre',
        of.random.pick(['0.500', '1.000', '1.750', '2.500']),
        'heure',
        '62.5000',
        repairRate(of),
      ),
      item('DEP', 'Déplacement', of.random.int(6, 48), 'km', '0.6650', repairRate(of)),
      item('PCE-CIR', 'Circulateur à haut rendement', 1, 'pièce', '214.3700', energyRate(of)),
      ...(of.random.chance(0.5)
        ? [item('PCE-SON', 'Sonde de température', 2, 'pièce', '23.4150', repairRate(of))]
        : []),
    ],
  },
  {
    name: 'filters',
    weight: 18,
    operation: 'goods',
    title: () => 'Filtres et produits',
    lines: ({ random }) => [
      item('FIL-G4', 'Filtre G4 592 × 592', random.int(2, 16), 'pièce', '11.8500', '0.2'),
      item('FIL-F7', 'Filtre à poches F7', random.int(1, 8), 'pièce', '38.2600', '0.2'),
      item('SEL-25', 'Sel régénérant, sac de 25 kg', random.int(1, 10), 'sac', '9.1250', '0.2'),
    ],
  },
  {
    name: 'leak',
    weight: 10,
    operation: 'services',
    title: () => 'Contrôle d’étanchéité',
    lines: (of) => [
      item(
        'ETA',
        'Contrôle d’étanchéité et fiche d’intervention',
        Math.max(1, of.machines.length),
        'circuit',
        '74.0000',
        repairRate(of),
      ),
      item('R32', 'Fluide R32', of.random.pick(['0.350', '0.800', '1.250']), 'kg', '86.4000', '0.2'),
    ],
  },
  {
    name: 'installation',
    weight: 6,
    operation: 'both',
    instalments: true,
    title: ({ machines }) => `Remplacement\u00a0: ${machines[0]?.label ?? brumaireMachines[0]}`,
    lines: (of) => [
      heading('Fourniture'),
      item(
        'MAT',
        of.machines[0]?.label ?? 'Chaudière gaz à condensation Auréval 24',
        1,
        'pièce',
        `${of.random.int(2_150, 9_800)}.0000`,
        energyRate(of),
      ),
      item('THERM', 'Thermostat connecté', 1, 'pièce', '187.9200', '0.2'),
      subtotal('Sous-total fourniture'),
      heading('Pose'),
      item(
        'POSE',
        'Dépose, pose et raccordements',
        of.random.pick(['1.500', '2.000', '3.000']),
        'jour',
        '485.0000',
        energyRate(of),
      ),
      item('EVAC', 'Évacuation de l’ancien appareil', 1, 'forfait', '63.6400', repairRate(of)),
      subtotal('Sous-total pose'),
      remark('Mise en service comprise. Logement de plus de deux ans\u00a0: attestation conservée.'),
    ],
  },
]
