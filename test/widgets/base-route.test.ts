import { expect } from '@open-wc/testing'
import { readRoute, writeRoute } from '../../widgets/base/hash.ts'
import { navigate, watchRoute } from '../../widgets/base/route.ts'
import { takeSecret } from '../../widgets/base/secrets.ts'

/** A small deterministic generator: a failing case can be run again. */
function randomly(seed: number) {
  let state = seed
  return (below: number) => {
    state = (state * 1664525 + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

const home = location.pathname + location.search

describe('hash grammar', () => {
  beforeEach(() => history.replaceState(null, '', home))
  after(() => history.replaceState(null, '', home))

  it('reads a route beside foreign segments', () => {
    expect(readRoute('invoices', '#section-2&guichet.invoices=%2F42')).to.equal('/42')
    expect(readRoute('invoices', '#guichet.invoicesx=%2F42')).to.equal(null)
    expect(readRoute('invoices', '#')).to.equal(null)
    expect(readRoute('invoices', '#guichet.invoices=%E0%A4%A')).to.equal(null)
  })

  it('what is written is read back, and foreign segments stay byte for byte, in 2,000 random hashes', () => {
    const next = randomly(42)
    const foreign = ['a', 'tab=2', '/app/route?x=1', 'x=%26', '', 'guichet', 'é', 'b=c=d', '!/spa']
    const names = ['invoices', 'orders', 'fleet']
    const letters = ['/', '?', '&', '=', '#', '%', ' ', 'é', '«', 'a', '4', '+', '😀']
    for (let round = 0; round < 2000; round++) {
      const own = new Map<string, string>()
      const segments: string[] = []
      for (let i = next(5); i > 0; i--) segments.push(foreign[next(foreign.length)] as string)
      let hash = segments.some(Boolean) || segments.length > 1 ? `#${segments.join('&')}` : ''
      const kept = hash.length > 1 ? hash.slice(1).split('&') : []
      for (let i = next(4); i > 0; i--) {
        const name = names[next(names.length)] as string
        const route = Array.from({ length: next(8) }, () => letters[next(letters.length)]).join('')
        if (next(4) === 0) own.delete(name)
        else own.set(name, route)
        hash = writeRoute(name, own.get(name) ?? null, hash)
      }
      for (const name of names) expect(readRoute(name, hash), hash).to.equal(own.get(name) ?? null)
      const left = (hash.length > 1 ? hash.slice(1).split('&') : []).filter((part) => !part.startsWith('guichet.'))
      expect(left, hash).to.deep.equal(kept)
    }
  })

  it('tells a widget of its own route only, by us, by back and by the page', async () => {
    const heard: (string | null)[] = []
    const stop = watchRoute('invoices', (route) => heard.push(route))
    navigate(document, 'invoices', '/1')
    navigate(document, 'orders', '/9')
    navigate(document, 'invoices', '/2')
    history.back()
    await new Promise((go) => window.addEventListener('popstate', go, { once: true }))
    location.hash = '#guichet.invoices=%2F7'
    await new Promise((go) => window.addEventListener('hashchange', go, { once: true }))
    stop()
    navigate(document, 'invoices', '/8')
    expect(heard).to.deep.equal(['/1', '/2', '/1', '/7'])
  })

  it('asks the page first, and changes nothing when the page takes over', () => {
    const asked: unknown[] = []
    const router = (event: Event) => {
      event.preventDefault()
      asked.push((event as CustomEvent).detail)
    }
    document.addEventListener('guichet-navigate-request', router)
    navigate(document.body, 'invoices', '/42')
    document.removeEventListener('guichet-navigate-request', router)
    expect(location.hash).to.equal('')
    expect(asked).to.deep.equal([{ widget: 'invoices', route: '/42', url: `${home}#guichet.invoices=%2F42` }])
  })

  it("keeps the page's own history state", () => {
    history.replaceState({ router: 7 }, '', `${home}#top`)
    navigate(document, 'invoices', '/1', { replace: true })
    expect(history.state).to.deep.equal({ router: 7 })
    expect(location.hash).to.equal('#top&guichet.invoices=%2F1')
  })

  it('takes a secret out of the address, once, and leaves the rest', () => {
    history.replaceState(null, '', `${home}#top&guichet.code=cp_ABC&guichet.invoices=%2F1`)
    expect(takeSecret('code')).to.equal('cp_ABC')
    expect(location.hash).to.equal('#top&guichet.invoices=%2F1')
    expect(takeSecret('code')).to.equal(null)
  })
})
