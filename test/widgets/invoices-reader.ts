/** Reads a widget as a person does: by role and name, and only what shows. */
import { html } from 'lit'
import type { Right } from '../../bff/api.ts'
import type { GuichetInvoices } from '../../widgets/invoices/guichet-invoices.ts'
import '../../widgets/invoices/guichet-invoices.ts'
import { allRights, sessionView, StubBff } from '../kit/stub-bff.ts'
import { answers } from './invoices-rows.ts'
import { waitUntil } from '../kit/wait.ts'

const selectors = {
  button: 'button',
  row: 'tbody tr',
  columnheader: 'thead th',
  textbox: 'input:not([type=checkbox])',
  combobox: 'select',
  checkbox: 'input[type=checkbox]',
  dialog: 'dialog[open]',
  alert: '[role=alert]',
  heading: '[role=heading]',
  listitem: 'li',
}

type Role = keyof typeof selectors

/** Text as it stands on screen, blocks and cells apart. */
export const words = (node: Element | null | undefined) =>
  (node instanceof HTMLElement && node.checkVisibility() ? node.innerText : (node?.textContent ?? ''))
    .replace(/\s+/g, ' ')
    .trim()

function nameOf(element: Element): string {
  const label = element.getAttribute('aria-label')
  if (label) return label
  if (element instanceof HTMLInputElement || element instanceof HTMLSelectElement) return words(element.labels?.[0])
  return words(element)
}

export class Reader {
  readonly element: GuichetInvoices

  constructor(element: GuichetInvoices) {
    this.element = element
  }

  get root(): ShadowRoot {
    return this.element.shadowRoot as ShadowRoot
  }

  /** Everything of a role that shows, in the sheet when one is open. */
  all(role: Role, name?: string | RegExp): HTMLElement[] {
    // While a sheet is open the rest is inert: nobody meets it.
    const sheet = role === 'row' || role === 'dialog' ? null : this.root.querySelector('dialog[open]')
    const shown = [...(sheet ?? this.root).querySelectorAll<HTMLElement>(selectors[role])].filter((each) =>
      each.checkVisibility(),
    )
    return shown.filter((each) => {
      const own = nameOf(each)
      return name === undefined || (typeof name === 'string' ? own === name : name.test(own))
    })
  }

  get<E extends HTMLElement = HTMLElement>(role: Role, name?: string | RegExp): E {
    const found = this.all(role, name)[0]
    if (!found) throw new Error(`no ${role} ${name ?? ''}; there are: ${this.all(role).map(nameOf).join(' | ')}`)
    return found as E
  }

  async find<E extends HTMLElement = HTMLElement>(role: Role, name?: string | RegExp): Promise<E> {
    await waitUntil(() => this.all(role, name).length > 0, `${role} ${name ?? ''}`)
    return this.get<E>(role, name)
  }

  async gone(role: Role, name?: string | RegExp): Promise<void> {
    await waitUntil(() => this.all(role, name).length === 0, `still there: ${role} ${name ?? ''}`)
  }

  /** What the live region says now. */
  get said(): string {
    return words(this.root.querySelector('.root > [role=status]'))
  }

  /** What has the keyboard inside the widget. */
  get focused(): string {
    const at = this.root.activeElement
    return at ? nameOf(at) : ''
  }

  /** Types into a field as a person: value, then the events. */
  type(field: HTMLElement, value: string, leave = true): void {
    ;(field as HTMLInputElement).value = value
    field.dispatchEvent(new InputEvent('input', { bubbles: true, composed: true }))
    if (leave) field.dispatchEvent(new Event('change', { bubbles: true }))
  }
}

export interface Mounted {
  bff: StubBff
  reader: Reader
  element: GuichetInvoices
}

interface Options {
  amounts?: boolean
  rights?: Right[]
  lang?: 'fr' | 'en'
  /** Route in the hash when the widget comes. */
  route?: string
  width?: number
  prepare?: (bff: StubBff) => void
  signedIn?: boolean
}

let open: StubBff | undefined

/** The widget with somebody signed in. `restore` in `afterEach` cleans up. */
export async function mount(options: Options = {}): Promise<Mounted> {
  const { amounts = true, lang = 'fr', width = 1200, signedIn = true } = options
  const rights = options.rights ?? (amounts ? allRights : (['invoices.read'] as Right[]))
  history.replaceState(null, '', options.route ? `#guichet.invoices=${encodeURIComponent(options.route)}` : '#')
  const bff = new StubBff(answers({ amounts }))
  open = bff
  options.prepare?.(bff)
  if (signedIn) await bff.signIn(sessionView({ rights }))
  const box = await bff.mount<HTMLElement>(html`<div><guichet-invoices></guichet-invoices></div>`, { lang })
  // Set by script: the width of the widget is what matters, not that of the window.
  box.style.inlineSize = `${width}px`
  const element = box.firstElementChild as GuichetInvoices
  return { bff, element, reader: new Reader(element) }
}

export async function restore(): Promise<void> {
  await open?.restore()
  open = undefined
  history.replaceState(null, '', '#')
}
