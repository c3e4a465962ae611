/** «Export» beside the count of a list. What it opens is fetched when it is first pressed. */
import type { ReactiveController, ReactiveControllerHost, TemplateResult } from 'lit'
import { nothing } from 'lit'
import type { Key, Language } from '../../bff/api.ts'
import type { Drawer } from '../exporting/drawer.ts'
import { button } from '../parts/button.ts'
import { iconDownload } from '../parts/icons-rows.ts'
import type { Call } from './counter.ts'
import type { SharedStrings } from './strings/fr.ts'

/** What a list widget says of its export. */
export interface Exportable {
  key: Key & `POST /${string}/exports`
  /** Filters and order on screen. */
  query: object
}

/** What the widget around it has. */
export interface Surroundings {
  call: Call
  shared: SharedStrings
  language: Language
  /** Of the counter. */
  address: string
  /** Undefined without the right. */
  what: Exportable | undefined
}

export type ExportHost = ReactiveControllerHost & HTMLElement & { announce(text: string): void }

export class Leaving implements ReactiveController {
  readonly #host: ExportHost
  readonly #around: () => Surroundings
  #drawer: Drawer | undefined
  #opening = false

  constructor(host: ExportHost, around: () => Surroundings) {
    this.#host = host
    this.#around = around
    host.addController(this)
  }

  hostDisconnected(): void {
    // A move is not a removal: what is under way goes on.
    queueMicrotask(() => {
      if (!this.#host.isConnected) this.close()
    })
  }

  /** Nothing for who may not take the list away. */
  button(): TemplateResult | typeof nothing {
    const { shared, what } = this.#around()
    if (!what) return nothing
    return button({
      id: 'leave',
      label: shared.exportList,
      icon: iconDownload,
      kind: 'quiet',
      className: 'leave',
      busy: this.#opening,
      expanded: this.#drawer !== undefined,
      controls: this.#drawer && 'export',
      onClick: () => void this.#toggle(),
      part: 'export-open',
    })
  }

  /** @param count rows of the list on screen */
  panel(count: number): unknown {
    return this.#around().what ? (this.#drawer?.draw(count) ?? nothing) : nothing
  }

  close(): void {
    this.#drawer?.drop()
    this.#drawer = undefined
    this.#host.requestUpdate()
  }

  async #toggle(): Promise<void> {
    if (this.#drawer) return this.close()
    this.#opening = true
    this.#host.requestUpdate()
    try {
      const { Drawer } = await import('../exporting/drawer.ts')
      this.#drawer = await Drawer.open(this.#host, this.#around, () => this.#closed())
    } finally {
      this.#opening = false
      this.#host.requestUpdate()
    }
  }

  /** The button that closes goes with the panel: the keyboard goes on where it came from. */
  #closed(): void {
    this.close()
    this.#host.shadowRoot?.getElementById('leave')?.focus()
  }
}
