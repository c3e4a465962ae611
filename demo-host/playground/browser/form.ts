/** The settings: a plain form that shows a choice and tells of another. */
import { type Choice, fields } from '../choice.ts'
import type { ShellData } from '../page.ts'
import type { texts } from '../words.ts'
import { byId } from './find.ts'

type Texts = (typeof texts)['fr']

export interface Form {
  show(choice: Choice): void
  /** The network cannot be acted on here. */
  noWorker(): void
  /** A press of this button puts the text on the clipboard and says so. */
  copies(id: string, text: () => string): void
}

export function openForm(data: ShellData, t: Texts, changed: (choice: Choice) => void): Form {
  const form = byId<HTMLFormElement>('settings')
  const button = byId('settings-button')
  let shown: Choice | undefined

  const options = (id: string, all: readonly (readonly [value: string, text: string])[]) =>
    byId(id).replaceChildren(...all.map(([value, text]) => new Option(text, value)))

  function attributes(choice: Choice): void {
    const all = data.widgets[choice.widget]?.attributes ?? []
    const details = byId('attributes')
    details.hidden = all.length === 0
    details.querySelector('div')?.replaceChildren(
      ...all.map(([name, about]) => {
        const line = document.createElement('p')
        line.className = 'field'
        const label = document.createElement('label')
        label.htmlFor = `a.${name}`
        label.textContent = name
        const input = Object.assign(document.createElement('input'), {
          id: `a.${name}`,
          name: `a.${name}`,
          type: 'text',
        })
        input.spellcheck = false
        input.autocomplete = 'off'
        const hint = document.createElement('span')
        hint.className = 'hint'
        hint.lang = 'en'
        hint.id = `about-${name}`
        hint.textContent = about
        input.setAttribute('aria-describedby', hint.id)
        line.append(label, input, hint)
        return line
      }),
    )
  }

  function read(): Choice {
    const said = new FormData(form)
    const choice = { ...(shown as Choice), attributes: {} as Record<string, string> }
    for (const field of fields) {
      const value = said.get(field)
      if (typeof value === 'string') choice[field] = value
    }
    choice.offline = said.get('offline') === 'yes' ? 'yes' : 'no'
    for (const [name, value] of said) if (name.startsWith('a.')) choice.attributes[name.slice(2)] = String(value).trim()
    return choice
  }

  form.addEventListener('submit', (event) => event.preventDefault())
  // The widths stand above the stage, outside the form that they belong to.
  document.addEventListener('change', ({ target }) => {
    const field = target as HTMLInputElement | HTMLSelectElement
    if (field.form === form) changed(read())
  })
  form.addEventListener('input', ({ target }) => {
    if (target instanceof HTMLInputElement && target.type === 'range') says(read())
  })
  button.addEventListener('click', () => {
    button.setAttribute('aria-expanded', String(form.classList.toggle('open')))
  })

  function says(choice: Choice): void {
    byId('delay-says').textContent = `${choice.delay} ms`
    byId('share-says').textContent = `${choice.share} %`
  }

  return {
    show(choice) {
      if (choice.widget !== shown?.widget) {
        const widget = data.widgets[choice.widget]
        options('states', widget?.states ?? [])
        options('endpoints', widget?.calls.map((key) => [key, key] as const) ?? [])
        attributes(choice)
      }
      shown = choice
      for (const element of form.elements) {
        if (element instanceof HTMLSelectElement) element.value = choice[element.name as 'widget']
        if (!(element instanceof HTMLInputElement)) continue
        if (element.name.startsWith('a.')) element.value = choice.attributes[element.name.slice(2)] ?? ''
        else if (element.type === 'range') element.value = choice[element.name as 'delay']
        else if (element.type === 'checkbox') element.checked = choice[element.name as 'offline'] === 'yes'
        else element.checked = choice[element.name as 'lang'] === element.value
      }
      const live = choice.data === 'live'
      byId<HTMLSelectElement>('who').disabled = !live
      byId('who-says').textContent = live ? (data.people[choice.who] ?? '') : t.whoFixed
      byId('aim').hidden = choice.fail === 'none'
      says(choice)
    },
    noWorker() {
      byId<HTMLFieldSetElement>('network').disabled = true
      byId('no-worker').hidden = false
    },
    copies(id, text) {
      const button = byId(id)
      const before = button.textContent
      button.addEventListener('click', () => {
        const said = (words: string) => {
          byId('said').textContent = words
          button.textContent = words
          setTimeout(() => (button.textContent = before), 2000)
        }
        navigator.clipboard.writeText(text()).then(
          () => said(t.copied),
          () => said(t.notCopied),
        )
      })
    },
  }
}
