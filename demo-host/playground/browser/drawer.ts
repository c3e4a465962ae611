/** Beneath the stage: the code to paste, the events, the requests. */
import type { Told } from '../day.ts'
import type { texts } from '../words.ts'
import { byId } from './find.ts'

export interface Drawer {
  code(text: string): void
  event(name: string, detail: unknown, wish: boolean): void
  request(told: Told): void
}

const most = 200

export function openDrawer(t: (typeof texts)['fr']): Drawer {
  const tabs = [...document.querySelectorAll<HTMLElement>('[role=tab]')]

  function open(tab: HTMLElement, focus = false): void {
    for (const one of tabs) {
      const chosen = one === tab
      one.setAttribute('aria-selected', String(chosen))
      one.tabIndex = chosen ? 0 : -1
      byId(one.getAttribute('aria-controls') ?? '').hidden = !chosen
    }
    if (focus) tab.focus()
  }
  tabs.forEach((tab, n) => {
    tab.addEventListener('click', () => open(tab))
    tab.addEventListener('keydown', (press) => {
      const step = { ArrowRight: 1, ArrowLeft: -1 }[press.key]
      if (step) open(tabs[(n + step + tabs.length) % tabs.length] as HTMLElement, true)
    })
  })
  open(tabs[0] as HTMLElement)

  const texts = { events: t.noEvents, requests: t.noRequests }
  function clear(id: 'events' | 'requests'): void {
    const nothing = document.createElement('li')
    nothing.className = 'nothing'
    nothing.textContent = texts[id].replaceAll('`', '')
    byId(id).replaceChildren(nothing)
    byId(`count-${id}`).textContent = '0'
  }
  clear('events')
  clear('requests')
  for (const button of document.querySelectorAll<HTMLElement>('[data-clear]')) {
    button.addEventListener('click', () => clear(button.dataset.clear as 'events'))
  }

  /** The newest stands first: it is what was just done. */
  function add(id: 'events' | 'requests', parts: readonly (readonly [name: string, text: string])[], mark = ''): void {
    const list = byId(id)
    list.querySelector('.nothing')?.remove()
    const line = document.createElement('li')
    if (mark) line.className = mark
    for (const [name, text] of parts) {
      const part = document.createElement('span')
      part.className = name
      part.textContent = text
      line.append(part)
    }
    list.prepend(line)
    while (list.children.length > most) list.lastElementChild?.remove()
    byId(`count-${id}`).textContent = String(list.children.length)
  }

  const now = () => new Date().toLocaleTimeString(document.documentElement.lang)

  return {
    code(text) {
      byId('code').textContent = text
    },
    event(name, detail, wish) {
      const told = detail === null ? '' : JSON.stringify(detail, null, 1).replaceAll(/\n\s*/g, ' ')
      add('events', [['time', now()], ['name', name], ...(wish ? [['tag', t.wish] as const] : []), ['detail', told]])
    },
    request({ key, status, took, made }) {
      const parts = [
        ['time', now()],
        ['name', key],
        ['status', status === 0 ? t.noAnswer : String(status)],
        ['took', `${took} ms`],
      ] as const
      add('requests', made ? [...parts, ['tag', t.made]] : parts, status === 0 || status >= 400 ? 'bad' : '')
    },
  }
}
