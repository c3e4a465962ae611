/** The smallest whole widget, for tests of what every widget has, and how to read what it shows. */
import { html } from 'lit'
import type { Right, Site } from '../../bff/api.ts'
import type { Call } from '../../widgets/base/counter.ts'
import en from '../../widgets/base/strings/en.ts'
import fr from '../../widgets/base/strings/fr.ts'
import { Widget } from '../../widgets/base/widget.ts'
import { waitUntil } from '../kit/wait.ts'

export interface Words {
  title: string
}

/** A widget as a feature writes it. */
export class TestWidget extends Widget<Site[], Words> {
  static override feature = 'invoices'
  static override needs: Right = 'invoices.read'
  static override strings = {
    fr: () => Promise.resolve({ default: { title: 'Sites' }, shared: fr }),
    en: () => Promise.resolve({ default: { title: 'Places' }, shared: en }),
  }
  throwing = false

  protected override async load(call: Call): Promise<Site[]> {
    return (await call('GET /sites')).rows
  }

  protected override isEmpty(sites: Site[]): boolean {
    return sites.length === 0
  }

  protected override ready(sites: Site[]): unknown {
    if (this.throwing) throw new Error('drawn wrong')
    return html`<h2>${this.t.title}</h2><ul>${sites.map(({ name }) => html`<li><button>${name}</button></li>`)}</ul>`
  }
}
customElements.define('test-widget', TestWidget)

export const site = (name: string): Site => ({ id: name, name, street: null, postalCode: null, city: null })
export const text = (element: Element) => element.shadowRoot?.querySelector<HTMLElement>('.root')?.innerText ?? ''
export const shows = (element: Element, words: string) =>
  // The client retries for a while before it calls the counter unreachable.
  waitUntil(() => text(element).includes(words), `"${words}" is not shown`)
export const button = (element: Element, name: string) =>
  [...(element.shadowRoot?.querySelectorAll('button') ?? [])].find((one) => one.textContent?.trim() === name)
