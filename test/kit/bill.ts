/** Bills for tests of the PDF copy. */
import type { Bill, BillLine } from '../../bff/pdf/bill.ts'

export function lineOf(index: number, more: Partial<BillLine> = {}): BillLine {
  return {
    kind: 'line',
    reference: `ART-${String(index).padStart(4, '0')}`,
    label: `Cartouche d’encre noire n° ${index}`,
    quantity: '2.000',
    unit: 'u',
    unitPrice: '41.5000',
    amount: '83.00',
    rate: '0.2000',
    category: 'S',
    ...more,
  }
}

export function billOf(more: Partial<Bill> = {}): Bill {
  return {
    kind: 'invoice',
    cancelled: false,
    number: 'FA-2026-00042',
    issuedOn: '2026-10-15',
    suppliedOn: '2026-10-12',
    dueOn: '2026-11-30',
    title: 'Maintenance du parc d’impression, 3e trimestre',
    reference: 'BC-7781',
    operation: 'both',
    vatOnDebits: true,
    paymentTerms: '45 jours fin de mois',
    currency: 'EUR',
    seller: {
      name: 'Armoise Bureautique',
      legalForm: 'SAS au capital de 50 000 €',
      street: '12 rue des Lices',
      postalCode: '49000',
      city: 'Angers',
      country: 'FR',
      registrationNumber: '732829320',
      registry: 'RCS Angers 732 829 320',
      vatNumber: 'FR44732829320',
      email: 'factures@armoise.example',
      phone: '02 61 91 00 10',
      iban: 'FR7630006000011234567890189',
      bic: 'AGRIFRPP',
      latePenalty: 'Pénalités de retard : trois fois le taux d’intérêt légal.',
      earlyDiscount: 'Pas d’escompte pour paiement anticipé.',
    },
    buyer: {
      name: 'Mairie de Saint-Œlin',
      kind: 'company',
      code: 'C00017',
      street: 'Place de l’Hôtel de Ville\nService comptabilité',
      postalCode: '49300',
      city: 'Cholet',
      country: 'FR',
      registrationNumber: '214900999',
      vatNumber: 'FR12214900999',
    },
    delivery: {
      name: 'École Jules-Ferry',
      street: '4 rue de la Paix',
      postalCode: '49300',
      city: 'Cholet',
      country: 'FR',
    },
    lines: [
      lineOf(0, { kind: 'title', label: 'Copies', quantity: null, unitPrice: null, amount: null, rate: null }),
      lineOf(1, {
        label: 'Copies noir et blanc',
        quantity: '12450.000',
        unit: 'page',
        unitPrice: '0.0045',
        amount: '56.03',
      }),
      lineOf(2, {
        label:
          'Copies couleur du copieur A3 de l’accueil, relevé du compteur le 30 septembre par le responsable du site',
        quantity: '1830.000',
        unit: 'page',
        unitPrice: '0.0420',
        amount: '76.86',
      }),
      lineOf(3, { kind: 'subtotal', label: 'Sous-total copies', amount: '132.89' }),
      lineOf(4, { kind: 'comment', label: 'Intervention du 12 octobre : remplacement du module de transfert.' }),
      lineOf(5, { label: 'Module de transfert', quantity: '1', unitPrice: '310.00', amount: '310.00' }),
      lineOf(6, {
        label: 'Formation à l’usage',
        quantity: '1.5',
        unit: 'h',
        unitPrice: '80',
        amount: '120.00',
        rate: '0.1',
      }),
    ],
    taxes: [
      { rate: '0.2000', label: null, base: '442.89', amount: '88.58' },
      { rate: '0.1000', label: null, base: '120.00', amount: '12.00' },
    ],
    totalExclTax: '562.89',
    totalTax: '100.58',
    totalInclTax: '663.47',
    remaining: '363.47',
    dues: [
      { dueOn: '2026-10-31', amount: '300.00', settled: true },
      { dueOn: '2026-11-30', amount: '363.47', settled: false },
    ],
    payments: [{ paidOn: '2026-10-30', amount: '300.00', method: 'Virement' }],
    original: null,
    ...more,
  }
}
