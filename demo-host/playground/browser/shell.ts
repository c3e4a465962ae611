/** The shell of the playground: one choice, in the address and in the form, shown by the stage and told by the drawer. */
import type { Language } from '../../site.ts'
import { type Choice, readChoice, samePage, start, writeChoice } from '../choice.ts'
import type { ShellData } from '../page.ts'
import { snippetOf } from '../snippet.ts'
import { texts } from '../words.ts'
import { openBench } from './bench.ts'
import { openDrawer } from './drawer.ts'
import { byId } from './find.ts'
import { openForm } from './form.ts'

const language: Language = document.documentElement.lang === 'en' ? 'en' : 'fr'
const t = texts[language]
const data = JSON.parse(byId('data').textContent) as ShellData
/** On a phone the page begins as wide as a phone. */
const width = matchMedia('(min-width: 960px)').matches ? start.width : '390'
const begin: Choice = { ...start, who: data.who, lang: language, width }

/** The address of the page holds the choice: what a field does not know goes back to the start. */
function chosen(): Choice {
  const choice = readChoice(location.hash.slice(1), begin)
  const widget = Object.hasOwn(data.widgets, choice.widget) ? choice.widget : begin.widget
  const states = data.widgets[widget]?.states.map(([id]) => id) ?? []
  return {
    ...choice,
    widget,
    data: states.includes(choice.data) ? choice.data : 'live',
    who: Object.hasOwn(data.people, choice.who) ? choice.who : begin.who,
  }
}

let choice = chosen()
const drawer = openDrawer(t)
const form = openForm(data, t, (next) => change(next))
const bench = openBench(t, {
  resized: (width) => change({ ...choice, width: String(width) }),
  /** A link inside the stage has led to another widget. */
  moved: (text) => {
    const there = readChoice(text, begin)
    if (!samePage(there, choice)) adopt({ ...choice, widget: there.widget, data: there.data, attributes: {} })
  },
  heard: (name, detail, wish) => {
    drawer.event(name, detail, wish)
    follow(name, detail)
  },
  asked: (told) => drawer.request(told),
  uncontrolled: () => form.noWorker(),
})

/** Takes over what has happened on the stage itself. */
function adopt(next: Choice): void {
  choice = next
  tell()
}

/** Somebody has signed in or out, or chosen a language, inside the widget. */
function follow(name: string, detail: unknown): void {
  if (choice.data !== 'live') return
  const told = detail as { language?: string; session?: { kind: string; login: string | null } } | null
  if (name === 'guichet-signed-out') adopt({ ...choice, who: 'nobody' })
  if (name === 'guichet-signed-in' && told?.session) {
    const who = told.session.kind === 'code' ? 'link' : (told.session.login ?? '')
    if (Object.hasOwn(data.people, who)) adopt({ ...choice, who })
  }
  if (name === 'guichet-language-changed' && told?.language) change({ ...choice, lang: told.language })
}

function tell(): void {
  const hash = writeChoice(choice, begin)
  history.replaceState(null, '', hash ? `#${hash}` : location.pathname)
  byId<HTMLAnchorElement>('other').hash = hash
  form.show(choice)
  drawer.code(snippetOf(choice, data.counter, data.portal))
}

function change(next: Choice): void {
  const other = !samePage(next, choice)
  // What was chosen for one widget means nothing for another.
  const states = data.widgets[next.widget]?.states.map(([id]) => id) ?? []
  const known = next.data === 'live' || states.includes(next.data)
  const moved = next.widget !== choice.widget
  choice = { ...next, data: known ? next.data : 'live', ...(moved && { attributes: {}, calls: 'all' }) }
  tell()
  bench.show(choice, other)
}

window.addEventListener('hashchange', () => {
  const next = chosen()
  const other = !samePage(next, choice)
  choice = next
  tell()
  bench.show(choice, other)
})

form.copies('copy-link', () => location.href)
form.copies('copy-code', () => snippetOf(choice, data.counter, data.portal))
byId('reset').addEventListener('click', () => change(begin))
tell()
await bench.prepare()
bench.show(choice, true)
