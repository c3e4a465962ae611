/**
 * The loader as a page gets it: a module whose address holds origin and portal key, with the list of chunks filled in.
 * Here the chunks are small modules of data, and the page's host a recorder.
 */
import { expect } from '@open-wc/testing'
import { setViewport } from '@web/test-runner-commands'
import { takeSecret } from '../../widgets/base/secrets.ts'
import { openPage } from '../../widgets/host/page.ts'
import { waitUntil } from '../kit/wait.ts'

interface Copy {
  ready: Promise<unknown>
  session(): Promise<unknown>
  signOut(): Promise<unknown>
}
interface Opening {
  origin: string
  portal: string
  held: Promise<unknown>
  secret: [string, string] | null
}

/** What the loader's copies did, in order. */
const page = window as unknown as { loaderLog: string[]; opened: Opening[]; copies: Record<string, Copy> }
page.loaderLog = []
page.opened = []
page.copies = {}

const address = (code: string) => `data:text/javascript,${encodeURIComponent(code)}`
let copies = 0

/** Runs the real source of the loader under an address of a portal, with these chunks. */
async function load(
  chunks: Record<string, string[]>,
  portal = 'pk_stub_aaaaaaaaaaaaaaaa',
  english: Record<string, string[]> = {},
): Promise<Copy> {
  const source = await (await fetch('/widgets/loader.ts')).text()
  const name = `copy${copies++}`
  const host = address(`export const openPage = (opening) => {
    opened.push(opening)
    return { session: async () => 'nobody', signOut: async () => { loaderLog.push('signed out') }, words() {} }
  }`)
  const code = source
    .replaceAll('import.meta.url', JSON.stringify(`${location.origin}/test/${portal}/guichet.js`))
    .replaceAll(
      '__GUICHET_CHUNKS__',
      JSON.stringify({ en: { page: [host], ...english }, fr: { page: [host], ...chunks } }),
    )
    // Chunk files stand at `<origin>/a/`; in this test a file's name says what its module does.
    .replace(/import\(`\$\{origin\}\/a\/\$\{.*?\}`\)/, 'import(file)')
  const module = `${code}\n;copies[${JSON.stringify(name)}] = { ready, session, signOut }`
  expect(code).to.contain('import(file)')
  const script = document.createElement('script')
  script.type = 'module'
  script.textContent = module
  document.head.append(script)
  await waitUntil(() => page.copies[name])
  script.remove()
  return page.copies[name] as Copy
}

const defines = (tag: string) =>
  address(
    `loaderLog.push('${tag}'); customElements.get('${tag}') || customElements.define('${tag}', class extends HTMLElement {})`,
  )
const notes = (word: string) => address(`loaderLog.push('${word}')`)
let tags = 0
const newTag = () => `guichet-t${tags++}`
const put = (tag: string, style = '') => {
  const element = document.createElement(tag)
  element.setAttribute('style', `display:block;inline-size:10px;block-size:10px;${style}`)
  document.body.append(element)
  return element
}
const soon = () => new Promise((go) => setTimeout(go, 150))

describe('loader', () => {
  before(() => setViewport({ width: 800, height: 600 }))
  beforeEach(() => {
    page.loaderLog.length = 0
    page.opened.length = 0
    document.documentElement.lang = 'fr'
  })
  afterEach(() => document.body.replaceChildren())

  it('fetches a tag with all its chunks', async () => {
    const tag = newTag()
    put(tag)
    await load({ [tag]: [defines(tag), notes(`${tag} shared`)] })
    await waitUntil(() => page.loaderLog.length >= 2)
    expect([...page.loaderLog].sort()).to.deep.equal([tag, `${tag} shared`].sort())
  })

  it('fetches the chunks of the page’s language, and stays with it when the page changes', async () => {
    const [tag, later] = [newTag(), newTag()]
    document.documentElement.lang = 'en-GB'
    put(tag)
    const french = { [tag]: [defines(tag), notes('fr')], [later]: [notes('fr')] }
    const english = { [tag]: [defines(tag), notes('en')], [later]: [defines(later), notes('en later')] }
    await load(french, undefined, english)
    await waitUntil(() => page.loaderLog.length >= 2)
    document.documentElement.lang = 'fr'
    put(later)
    await waitUntil(() => page.loaderLog.length >= 4)
    expect([...page.loaderLog].sort()).to.deep.equal(['en', 'en later', later, tag].sort())
  })

  it('reads origin and portal key from its own address', async () => {
    const copy = await load({}, 'pk_armoise_demodemodemodemo')
    await copy.ready
    const [{ origin, portal }] = page.opened as [Opening]
    expect({ origin, portal }).to.deep.equal({
      origin: `${location.origin}/test`,
      portal: 'pk_armoise_demodemodemodemo',
    })
    expect(await copy.session()).to.equal('nobody')
  })

  it('finds tags that come later, deep in what was added, and after a move', async () => {
    const [one, two] = [newTag(), newTag()]
    await load({ [one]: [defines(one)], [two]: [defines(two)] })
    const box = document.createElement('section')
    box.innerHTML = `<div><${one}></${one}></div>`
    document.body.append(box)
    await customElements.whenDefined(one)
    const element = document.createElement(two)
    const far = document.createElement('div')
    far.append(element)
    document.body.append(far)
    await customElements.whenDefined(two)
  })

  it('loads nothing for a tag far below, until it comes near', async () => {
    const tag = newTag()
    const element = put(tag, 'margin-block-start:4000px')
    await load({ [tag]: [defines(tag)] })
    await soon()
    expect(page.loaderLog).to.deep.equal([])
    element.scrollIntoView()
    await customElements.whenDefined(tag)
    scrollTo(0, 0)
  })

  it('loads nothing for a hidden tag, until it is shown', async () => {
    const tag = newTag()
    const element = put(tag, 'display:none')
    await load({ [tag]: [defines(tag)] })
    await soon()
    expect(page.loaderLog).to.deep.equal([])
    element.style.display = 'block'
    await customElements.whenDefined(tag)
  })

  it('leaves tags alone that are not ours', async () => {
    put('other-thing')
    await load({ [newTag()]: [notes('never')] })
    await soon()
    expect(page.loaderLog).to.deep.equal([])
  })

  it('takes a secret out of the address before anything is fetched, and hands it over', async () => {
    const before = location.pathname + location.search
    for (const [hash, left] of [
      ['#guichet.code=cp_A%2FB', ''],
      ['#top&guichet.code=cp_A%2FB', '#top'],
      ['#guichet.code=cp_A%2FB&top', '#top'],
      ['#a&guichet.code=cp_A%2FB&guichet.invoices=%2F1', '#a&guichet.invoices=%2F1'],
    ] as const) {
      history.replaceState({ mine: 1 }, '', before + hash)
      page.opened.length = 0
      const copy = await load({})
      expect(location.hash).to.equal(left)
      expect(history.state).to.deep.equal({ mine: 1 })
      await copy.ready
      expect(page.opened[0]?.secret).to.deep.equal(['code', 'cp_A%2FB'])
    }
    history.replaceState(null, '', before)
  })

  it('a mangled secret leaves the address too, and the page’s counter works', async () => {
    const before = location.pathname + location.search
    history.replaceState(null, '', `${before}#guichet.password=%E0%A4%A`)
    page.opened.length = 0
    const copy = await load({})
    expect(location.hash).to.equal('')
    await copy.ready
    expect(page.opened).to.have.length(1)
    openPage({
      origin: location.origin,
      portal: 'pk_stub_aaaaaaaaaaaaaaaa',
      need() {},
      held: Promise.resolve(),
      secret: ['password', '%E0%A4%A'],
    })
    expect(takeSecret('password')).to.equal('%E0%A4%A')
    history.replaceState(null, '', before)
  })

  it('two copies, two portals: nothing throws, and the tag is defined once', async () => {
    const tag = newTag()
    put(tag)
    const failures: unknown[] = []
    const note = (event: ErrorEvent) => failures.push(event.message)
    window.addEventListener('error', note)
    const chunks = { [tag]: [defines(tag)] }
    const both = await Promise.all([load(chunks, 'pk_one_aaaaaaaaaaaaaaaa'), load(chunks, 'pk_two_aaaaaaaaaaaaaaaa')])
    await Promise.all(both.map(({ ready }) => ready))
    await customElements.whenDefined(tag)
    window.removeEventListener('error', note)
    expect(failures).to.deep.equal([])
  })

  it('says one line when a chunk cannot be loaded, and tries again with the next tag', async () => {
    const tag = newTag()
    const { warn } = console
    const lines: unknown[] = []
    console.warn = (line: unknown) => lines.push(line)
    try {
      put(tag)
      await load({ [tag]: ['data:text/javascript,throw new Error("gone")'] })
      await waitUntil(() => lines.length > 0)
      expect(lines).to.deep.equal([`guichet: <${tag}> could not be loaded`])
    } finally {
      console.warn = warn
    }
  })

  it('adds no global', async () => {
    const before = new Set(Object.keys(window))
    await (await load({})).ready
    expect(Object.keys(window).filter((name) => !before.has(name))).to.deep.equal([])
  })
})
