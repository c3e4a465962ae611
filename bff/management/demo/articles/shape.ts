/** How a vendor's range of articles is told by hand, before any row: families and articles with all that hangs on them. */
import type { DemoRow } from '../rows.ts'
import type { PictureName } from '../pictures/pictures.ts'

export interface FamilyDraft {
  key: string
  label: string
  /** Key of the family above. */
  parent?: string
}

export type Colour = NonNullable<DemoRow<'article'>['colour']>

/** Days from the day on which the data ends; absent = unbounded. */
interface Period {
  from?: number
  until?: number
}

export interface PromotionDraft extends Period {
  price: string
  fromQuantity?: string
  /** Price list; absent = everybody. */
  list?: string
}

export interface ArticleDraft {
  code: string
  /** Key of its family. */
  family: string
  label: string
  /** Price of one for everybody; bounds `[from quantity, price]`; null = on request; absent = no price row at all. */
  price?: string | null | readonly (readonly [string, string])[]
  /** True: no list and no customer has another price. */
  fixed?: true
  brand?: string
  manufacturerCode?: string
  description?: string
  colour?: Colour
  unit?: string
  decimals?: number
  min?: string
  pack?: string
  max?: string
  /** VAT rate, `0.2` unless told. */
  rate?: string
  picture: PictureName
  /** More pictures, for its page. */
  gallery?: readonly PictureName[]
  properties?: readonly (readonly [label: string, value: string])[]
  /** Quantity in each of the vendor's depots; absent = never kept in stock. */
  stock?: readonly [string, string]
  /** Days that each supplier needs; null = not known. */
  delays?: readonly (number | null)[]
  /** Makes it a kit: `[code, quantity, optional]`. */
  parts?: readonly (readonly [code: string, quantity: string, optional: boolean])[]
  /** Codes of the machines that it fits. */
  fits?: readonly string[]
  /** The maker's own consumable, against others that fit too. */
  preferred?: true
  promotions?: readonly PromotionDraft[]
  /** Comes with a data sheet. */
  sheet?: true
}

/** A vendor's whole range. */
export interface Range {
  depots: readonly [string, string]
  families: readonly FamilyDraft[]
  articles: readonly ArticleDraft[]
  /** Families that a customer with a limited catalogue is offered. */
  listed: readonly string[]
}
