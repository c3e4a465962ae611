/** The page inside the frame: the widget alone, under a strict policy, in a style sheet that is not ours. */
import { gallery } from '../gallery/states.ts'
import { stubKey } from '../gallery/stub.ts'
import { type Html, html } from '../html.ts'
import { type Choice, writeChoice } from './choice.ts'
import { json } from './json.ts'
import type { Way } from './people.ts'

/** A state of the gallery, as the stage brings it about. */
export interface StageState {
  /** Key of the stub's portal. */
  portal: string
  signedIn: boolean
  day: string
  cart: unknown
}

export interface StageData {
  counter: string
  portal: string
  /** States of this widget, by id. */
  states: Readonly<Record<string, StageState>>
  /** Who -> how he comes in. */
  ways: Readonly<Record<string, Way>>
  events: readonly string[]
}

export const stagePath = '/playground/stage'

export function statesOf(widget: string): Record<string, StageState> {
  const states = gallery[`guichet-${widget}`] ?? []
  return Object.fromEntries(
    states.map((state) => [
      state.id,
      {
        portal: stubKey(state),
        signedIn: state.signedIn,
        day: state.insecure ? 'insecure' : (state.network ?? ''),
        cart: state.cart ?? null,
      },
    ]),
  )
}

/** The same situation for another widget: a state that it does not have becomes its first. */
function elsewhere(choice: Choice, widget: string): string {
  const states = Object.keys(statesOf(widget))
  const data = choice.data === 'live' || states.includes(choice.data) ? choice.data : (states[0] ?? 'live')
  return `${stagePath}?${writeChoice({ ...choice, widget, data, attributes: {} }, null)}`
}

export function stagePage(choice: Choice, data: StageData): Html {
  const others = Object.keys(gallery).map((tag) => tag.replace('guichet-', ''))
  return html`<!doctype html>
<html lang="${choice.lang}" dir="${choice.dir}">
<head>
<meta charset="utf-8">
<title>guichet-${choice.widget}</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/playground/stage.css">
<script type="module" src="${data.counter}/${data.portal}/guichet.js"></script>
${others
  .filter((widget) => widget !== choice.widget)
  .map(
    (widget) => html`<link rel="guichet-${widget}" href="${elsewhere(choice, widget)}">
`,
  )}<script type="application/json" id="data">${json(data)}</script>
<script type="module" src="/playground/stage.js"></script>
</head>
<body><main><h1>guichet-${choice.widget}</h1><div id="place"></div></main></body>
</html>
`
}
