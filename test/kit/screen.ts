/** A page as a person uses it: by what can be read, through shadow roots, with real keys and presses, in any engine. */
import { setTimeout as sleep } from 'node:timers/promises'
import type { ElementHandle, Page } from 'puppeteer-core'

/** As long as a busy machine may need. Milliseconds. */
const patience = 20_000

type Kind = 'press' | 'field'

/** Runs in the page: the visible elements of the open shadow roots too; the last one shown wins, a dialog above all. */
function find(kind: Kind, name: string): Element | null {
  const plain = (text: string | null | undefined) => (text ?? '').replace(/[\s\u00a0\u202f]+/g, ' ').trim()
  const found: Element[] = []
  const walk = (root: Document | ShadowRoot | Element): void => {
    for (const one of root.querySelectorAll('*')) {
      if (one.shadowRoot) walk(one.shadowRoot)
      // The kind first: whether something shows is asked of the style engine.
      if (!one.matches(kind === 'press' ? 'button, a[href], summary' : 'input')) continue
      if (!one.checkVisibility({ visibilityProperty: true })) continue
      if (kind === 'press') {
        const told = one.cloneNode(true) as Element
        for (const unsaid of told.querySelectorAll('[aria-hidden=true]')) unsaid.remove()
        const own = plain(one.getAttribute('aria-label') ?? told.textContent)
        if (own === name || own.startsWith(`${name} `)) found.push(one)
      }
      if (kind === 'field' && one instanceof HTMLInputElement) {
        if ([...(one.labels ?? [])].some((label) => plain(label.textContent) === name)) found.push(one)
      }
    }
  }
  walk(document)
  return found.find((one) => one.closest('dialog[open]')) ?? found[0] ?? null
}

/** Runs in the page: all that can be read. */
function read(): string {
  const texts: string[] = []
  const walk = (node: Node): void => {
    if (node instanceof Element && !node.checkVisibility({ visibilityProperty: true })) return
    if (node instanceof Text) texts.push(node.data)
    if (node instanceof Element && node.shadowRoot) walk(node.shadowRoot)
    for (const child of node.childNodes) walk(child)
  }
  walk(document.body)
  return texts.join(' ').replace(/[\s\u00a0\u202f]+/g, ' ')
}

export class Screen {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  open(address: string): Promise<unknown> {
    return this.page.goto(address)
  }

  text(): Promise<string> {
    return this.page.evaluate(read)
  }

  async reads(words: string): Promise<void> {
    await this.#until(`«${words}» can be read`, async () => (await this.text()).includes(words))
  }

  /** Presses what has this name, or whose name begins with it. */
  async press(name: string): Promise<void> {
    // What is drawn anew between the look and the press takes no press: the next one is looked for.
    await this.#until(`«${name}» can be pressed`, async () => {
      const element = await this.#find('press', name)
      await element?.scrollIntoView()
      await element?.click()
      return element !== null
    })
  }

  async fill(label: string, value: string): Promise<void> {
    await this.#until(`«${label}» can be filled in`, async () => {
      const element = await this.#find('field', label)
      await element?.click({ count: 3 })
      return element !== null
    })
    await this.page.keyboard.type(value)
  }

  async has(name: string): Promise<boolean> {
    return (await this.#find('press', name)) !== null
  }

  async #find(kind: Kind, name: string): Promise<ElementHandle | null> {
    const handle = await this.page.evaluateHandle(find, kind, name)
    return handle.asElement() as ElementHandle | null
  }

  async #until(what: string, holds: () => Promise<boolean>): Promise<void> {
    const end = Date.now() + patience
    // What comes at once is seen at once; a page that works on is not asked ten times a second what it says.
    for (let pause = 50; ; pause = Math.min(pause * 2, 250)) {
      // A page that is just being left answers nothing.
      let cause: unknown
      const held = await holds().catch((thrown: unknown) => {
        cause = thrown
        return false
      })
      if (held) return
      if (Date.now() > end) throw new Error(`not true that ${what}: ${(await this.text()).slice(0, 600)}`, { cause })
      await sleep(pause)
    }
  }
}
