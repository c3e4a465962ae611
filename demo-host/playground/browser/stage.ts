/** The page that a widget stands on: brings about who is signed in, puts the tag there, and tells the shell what happens. */
import { type Choice, readChoice, writeChoice } from '../choice.ts'
import { calm, type Day, dayOf } from '../day.ts'
import { declarationsOf, tagOf } from '../snippet.ts'
import type { StageData, StageState } from '../stage.ts'

interface Session {
  readonly state: string
  readonly view: { kind: string; login: string | null; customer: { id: string } } | null
  start(): Promise<void>
  signIn(way: { key: string; body: object }): Promise<unknown>
  signOut(): Promise<void>
}

const data = JSON.parse(document.getElementById('data')?.textContent ?? '') as StageData
const shell = window.parent
const tell = (message: object) => shell.postMessage(message, location.origin)
let choice = readChoice(location.search.slice(1))
/** Nothing befalls the preparations. */
let prepared = false

navigator.serviceWorker?.addEventListener('message', ({ data: message, ports }: MessageEvent) => {
  const day: Day = prepared ? dayOf(choice) : calm
  if (message === 'day') ports[0]?.postMessage(day)
  else tell(message as object)
})
navigator.serviceWorker?.startMessages()

for (const name of data.events) {
  document.addEventListener(name, (event) => {
    tell({ kind: 'event', name, detail: plain((event as CustomEvent).detail), wish: event.cancelable })
  })
}

/** What can be sent to another page: a detail may hold anything. */
function plain(detail: unknown): unknown {
  try {
    return JSON.parse(JSON.stringify(detail ?? null))
  } catch {
    return String(detail)
  }
}

/** What the browser itself would say on such a day: no page can take the network away. */
function lie(object: object, name: string, value: unknown, yes: boolean): void {
  if (yes) Object.defineProperty(object, name, { configurable: true, value })
  else delete (object as Record<string, unknown>)[name]
}

function setOffline(yes: boolean): void {
  if (navigator.onLine === !yes) return
  lie(navigator, 'onLine', false, yes)
  dispatchEvent(new Event(yes ? 'offline' : 'online'))
}

let declared: string[] = []

/** Everything that changes under a widget that stands. */
function dress(element: Element | null): void {
  const { style } = document.documentElement
  for (const name of declared) style.removeProperty(name)
  const declarations = declarationsOf(choice)
  declared = declarations.map(([name]) => name)
  for (const [name, value] of declarations) style.setProperty(name, value)
  document.documentElement.lang = choice.lang
  document.documentElement.dir = choice.dir
  element?.removeAttribute('dir')
  for (const [name, value] of tagOf(choice).attributes) element?.setAttribute(name, value)
}

/** The counter that the page, or the host in it, provides: as a widget would ask for it. */
function sessionOf(place: Element): Promise<Session> {
  return new Promise((resolve) => {
    const request = new Event('context-request', { bubbles: true, composed: true })
    const child = place.appendChild(document.createElement('span'))
    const callback = ({ session }: { session: Session }) => resolve(session)
    Object.assign(request, {
      context: Symbol.for('guichet-counter-1'),
      contextTarget: child,
      callback,
      subscribe: false,
    })
    child.dispatchEvent(request)
    child.remove()
  })
}

/** @returns where the tag belongs */
async function prepareState(place: Element, state: StageState): Promise<Element> {
  const host = document.createElement('guichet-host')
  host.setAttribute('portal', state.portal)
  host.setAttribute('origin', `${location.origin}/stub/guichet-${choice.widget}`)
  place.append(host)
  await customElements.whenDefined('guichet-host')
  await (host as unknown as { updateComplete: Promise<unknown> }).updateComplete
  if (state.day === 'offline') setOffline(true)
  if (state.day === 'insecure') lie(crypto, 'subtle', undefined, true)
  if (!state.signedIn) return host
  const session = await sessionOf(host)
  await session.start()
  if (session.state === 'signed-out') {
    await session.signIn({ key: 'POST /session', body: { login: 'demo', password: 'demo' } })
  }
  if (state.cart && session.view) {
    const { kind, login, customer } = session.view
    const name = `guichet-${state.portal}-cart ${JSON.stringify([kind, login, customer.id])}`
    localStorage.setItem(name, JSON.stringify(state.cart))
  }
  return host
}

const signedIn = ({ state, view }: Session): string => {
  if (state !== 'signed-in' || !view) return 'nobody'
  return view.kind === 'code' ? 'link' : (view.login ?? 'nobody')
}

async function prepareLive(place: Element): Promise<Element> {
  const script = (await import(`${data.counter}/${data.portal}/guichet.js`)) as { ready: Promise<unknown> }
  await script.ready
  const session = await sessionOf(document.body)
  await session.start()
  if (signedIn(session) === choice.who) return place
  if (session.state === 'signed-in') await session.signOut()
  const way = Object.hasOwn(data.ways, choice.who) && data.ways[choice.who]
  if (way && session.state === 'signed-out') await session.signIn(way)
  return place
}

async function show(): Promise<void> {
  const place = document.getElementById('place') as HTMLElement
  dress(null)
  tell({ kind: 'here', choice: writeChoice(choice, null), controlled: Boolean(navigator.serviceWorker?.controller) })
  const state = Object.hasOwn(data.states, choice.data) && data.states[choice.data]
  const into = await (state ? prepareState(place, state) : prepareLive(place))
  if (choice.offline === 'yes') setOffline(true)
  prepared = true
  const element = document.createElement(tagOf(choice).name)
  dress(element)
  into.append(element)
}

window.addEventListener('message', ({ source, origin, data: message }: MessageEvent) => {
  const { choice: text } = message as { choice?: unknown }
  // Opened by itself, without a frame, the stage hears what it tells.
  if (source !== shell || origin !== location.origin || typeof text !== 'string') return
  const next: Choice = readChoice(text)
  if (next.offline !== choice.offline) setOffline(next.offline === 'yes')
  choice = next
  dress(document.querySelector(tagOf(choice).name))
})

show().catch((failure: unknown) => tell({ kind: 'failed', text: String(failure) }))
