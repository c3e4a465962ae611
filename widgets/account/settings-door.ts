/** Opens the account's sheet: its code and its words are fetched at the first press. */
import { nothing } from 'lit'
import { type Loaders, loadStrings, stringsNow } from '../base/locale.ts'
import { Problem } from '../base/problem.ts'
import type { Office } from './settings/part.ts'
import type { Settings } from './settings/settings.ts'
import type { SettingsStrings } from './settings/strings/fr.ts'

const words: Loaders<{ default: SettingsStrings }> = {
  fr: () => import('./settings/strings/fr.ts'),
  en: () => import('./settings/strings/en.ts'),
}

/** What the menu gives: everything but the words of the sheet. */
export type Desk = Omit<Office, 't'> & { readonly t: object; readonly root: ShadowRoot | null }

export class SettingsDoor {
  readonly #desk: Desk
  readonly #office: Office
  #settings: Settings | undefined
  #words: SettingsStrings | undefined
  #open = false
  #fetching = false

  constructor(desk: Desk) {
    this.#desk = desk
    this.#office = Object.create(desk, { t: { get: () => ({ ...this.#words, ...desk.t }) } }) as Office
  }

  /** Fetching, or showing its list. */
  get busy(): boolean {
    return this.#fetching
  }

  /** @throws Problem when it cannot be fetched */
  async open(): Promise<void> {
    if (this.#fetching) return
    this.#fetching = true
    this.#desk.redraw()
    try {
      const [{ Settings: Sheet, settingsSheets }] = await Promise.all([import('./settings/settings.ts'), this.#speak()])
      const { root } = this.#desk
      const sheets = settingsSheets.flatMap(({ styleSheet }) => styleSheet ?? [])
      if (root) root.adoptedStyleSheets = [...new Set([...root.adoptedStyleSheets, ...sheets])]
      this.#settings = new Sheet()
      this.#open = true
      void this.#settings.load(this.#office)
    } catch (cause) {
      throw new Problem(navigator.onLine ? 'unreachable' : 'offline', undefined, { cause })
    } finally {
      this.#fetching = false
      this.#desk.redraw()
    }
  }

  /** Whoever comes next sees nothing of this one's. */
  forget(): void {
    this.#settings = undefined
    this.#open = false
  }

  draw(): unknown {
    if (!this.#settings) return nothing
    const spoken = stringsNow(words, this.#desk.language)?.default
    // Until another language has come, the former one stays.
    if (spoken) this.#words = spoken
    else void this.#speak().then(this.#desk.redraw, () => {})
    return this.#settings.draw(this.#office, this.#open, () => {
      this.#open = false
      this.#desk.redraw()
      // What opened it stands in the panel, which has closed.
      void this.#desk.focus('.opener')
    })
  }

  async #speak(): Promise<void> {
    await loadStrings(words, this.#desk.language)
    this.#words = stringsNow(words, this.#desk.language)?.default
  }
}
