/** The panel of an export and what it needs: words in the language on screen, the course of the export, its look. */
import type { Language } from '../../bff/api.ts'
import type { ExportHost, Surroundings } from '../base/leaving.ts'
import { Exporting } from './exporting.ts'
import { panel } from './panel.ts'
import { panelStyles } from './panel.styles.ts'
import type { ExportStrings } from './strings/fr.ts'

const strings = { fr: () => import('./strings/fr.ts'), en: () => import('./strings/en.ts') }

export class Drawer {
  readonly #host: ExportHost
  readonly #around: () => Surroundings
  readonly #onClose: () => void
  readonly #exporting: Exporting
  #words: { language: Language; t: ExportStrings }

  /** Resolves when the words are there. */
  static async open(host: ExportHost, around: () => Surroundings, onClose: () => void): Promise<Drawer> {
    const { language } = around()
    const { default: t } = await strings[language]()
    return new Drawer(host, around, onClose, { language, t })
  }

  private constructor(
    host: ExportHost,
    around: () => Surroundings,
    onClose: () => void,
    words: { language: Language; t: ExportStrings },
  ) {
    this.#host = host
    this.#around = around
    this.#onClose = onClose
    this.#words = words
    const style = panelStyles.styleSheet
    const sheets = host.shadowRoot?.adoptedStyleSheets
    if (style && sheets && !sheets.includes(style)) sheets.push(style)
    this.#exporting = new Exporting({
      call: around().call,
      changed: () => host.requestUpdate(),
      ready: (fileName) => {
        if (fileName !== undefined) host.announce(this.#words.t.started(fileName))
      },
      address: () => around().address,
    })
  }

  draw(count: number): unknown {
    const { language, shared, what } = this.#around()
    if (language !== this.#words.language) void this.#speak(language)
    const { t } = this.#words
    return panel({
      t,
      shared,
      exporting: this.#exporting,
      count,
      onFormat: (format) => what && void this.#exporting.begin(what, format, language),
      onClose: this.#onClose,
    })
  }

  drop(): void {
    this.#exporting.clear()
  }

  async #speak(language: Language): Promise<void> {
    const { default: t } = await strings[language]()
    this.#words = { language, t }
    this.#host.requestUpdate()
  }
}
