/** How a feature writes its columns: one call each, one function a kind, and those that several lists have. */
import type { Right } from '../base/right.ts'
import type { CellKind, Column, Words } from './source.ts'

type Value<Row> = Column<Row>['value']

const ofKind =
  (kind: Exclude<CellKind, 'word' | 'money'>) =>
  /** @param meaning sentence for docs/exports.md · @param width in characters · @param right without it the column is left out */
  <Row>(heading: Words, meaning: string, width: number, value: Value<Row>, right?: Right): Column<Row> => ({
    heading,
    meaning,
    kind,
    width,
    value,
    ...(right !== undefined && { right }),
  })

export const text = ofKind('text')
export const date = ofKind('date')
export const instant = ofKind('instant')
export const integer = ofKind('integer')

/** @param words what the file says for each value */
export const word = <Row>(
  heading: Words,
  meaning: string,
  width: number,
  value: Value<Row>,
  words: Readonly<Record<string, Words>>,
): Column<Row> => ({ heading, meaning, kind: 'word', width, value, words })

export const yesNo = { true: { fr: 'Oui', en: 'Yes' }, false: { fr: 'Non', en: 'No' } }

/** The amounts of a list; one right for all of them. */
export const money =
  (right: Right) =>
  <Row>(heading: Words, meaning: string, value: Value<Row>): Column<Row> => ({
    heading,
    meaning,
    kind: 'money',
    right,
    width: 14,
    value,
  })

type Of<Name extends string> = Record<Name, string | null>

/** @param what a row of the list, in English */
export const numberOf = (what: string) =>
  text<Of<'number'>>(
    { fr: 'Numéro', en: 'Number' },
    `Number of the ${what}, as the vendor writes it.`,
    16,
    (row) => row.number,
  )

export const placeOf = (meaning: string) =>
  text<Of<'place_name'>>({ fr: 'Site', en: 'Site' }, meaning, 24, (row) => row.place_name)

export const referenceOf = (meaning: string) =>
  text<Of<'reference'>>({ fr: 'Votre référence', en: 'Your reference' }, meaning, 20, (row) => row.reference)

export const currency = text<Of<'currency'>>(
  { fr: 'Devise', en: 'Currency' },
  'ISO 4217 code of the amounts.',
  8,
  (row) => row.currency,
)
