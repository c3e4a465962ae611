/** The shell: settings beside a stage, with the code, the events and the requests beneath it. */
import { gallery } from '../gallery/states.ts'
import { type Html, html } from '../html.ts'
import type { Language } from '../site.ts'
import { narrowest, start, widest, widths } from './choice.ts'
import { failures } from './day.ts'
import { json } from './json.ts'
import type { Described } from './manifest.ts'
import { palettes } from './palettes.ts'
import type { Person } from './people.ts'
import { texts } from './words.ts'

export interface ShellData {
  counter: string
  portal: string
  /** Who stands there at first. */
  who: string
  /** Id -> who that is. */
  people: Readonly<Record<string, string>>
  /** Widget -> what can be chosen for it alone. */
  widgets: Readonly<
    Record<string, { states: [id: string, title: string][]; calls: string[]; attributes: [string, string][] }>
  >
}

interface Shell {
  language: Language
  counter: string
  portal: string
  people: readonly Person[]
  tags: ReadonlyMap<string, Described>
}

function dataOf({ language, counter, portal, people, tags }: Shell): ShellData {
  const widgets = Object.entries(gallery).map(([tag, states]) => {
    const { calls = [], attributes = [] } = tags.get(tag) ?? {}
    return [
      tag.replace('guichet-', ''),
      {
        states: states.map(({ id, title }) => [id, title[language]]),
        calls,
        attributes: attributes.map(({ name, about }) => [name, about]),
      },
    ] as const
  })
  return {
    counter,
    portal,
    who: people[0]?.id ?? start.who,
    people: Object.fromEntries(people.map(({ id, about }) => [id, about[language]])),
    widgets: Object.fromEntries(widgets) as ShellData['widgets'],
  }
}

const option = (value: string, text: string) => html`<option value="${value}">${text}</option>`

/** One of few, side by side. */
const oneOf = (name: string, legend: string, choices: readonly (readonly [value: string, text: string])[]) =>
  html`<fieldset class="one-of"><legend>${legend}</legend><div>${choices.map(
    ([value, text]) => html`<label><input type="radio" name="${name}" value="${value}"><span>${text}</span></label>`,
  )}</div></fieldset>`

const select = (name: string, label: string, options: Html | Html[], more: Html | '' = '') =>
  html`<p class="field"><label for="${name}">${label}</label><select id="${name}" name="${name}">${options}</select>${more}</p>`

const range = (name: string, label: string, most: number, step: number) =>
  html`<p class="field range"><label for="${name}">${label}</label><output for="${name}" id="${name}-says"></output>
<input type="range" id="${name}" name="${name}" min="0" max="${most}" step="${step}"></p>`

function settings({ language, people }: Shell): Html {
  const t = texts[language]
  const say = (words: { fr: string; en: string }) => words[language]
  const tags = Object.keys(gallery)
  return html`<form id="settings" aria-label="${t.settings}">
<section>
${select(
  'widget',
  t.widget,
  tags.map((tag) => option(tag.replace('guichet-', ''), tag)),
)}
<details id="attributes"><summary>${t.attributes}</summary><p class="hint">${t.attributesHint}</p><div></div></details>
</section>
<section><h2>${t.data}</h2>
${select('data', t.situation, html`${option('live', t.live)}<optgroup label="${t.fixed}" id="states"></optgroup>`)}
${select(
  'who',
  t.who,
  people.map(({ id, name }) => option(id, say(name))),
  html`<span class="hint" id="who-says"></span>`,
)}
</section>
<section><h2>${t.look}</h2>
${oneOf('lang', t.lang, [
  ['fr', 'Français'],
  ['en', 'English'],
])}
${oneOf('scheme', t.scheme, [
  ['light', t.light],
  ['dark', t.dark],
  ['auto', t.auto],
])}
${select(
  'palette',
  t.palette,
  palettes.map(({ id, name }) => option(id, say(name))),
)}
${oneOf('dir', t.dir, [
  ['ltr', t.ltr],
  ['rtl', t.rtl],
])}
</section>
<section><h2>${t.network}</h2>
<fieldset class="plain" id="network"><legend class="unseen">${t.network}</legend>
<p class="hint" id="no-worker" hidden>${t.noWorker}</p>
${range('delay', t.delay, 5000, 100)}
${select('fail', t.fail, [
  option('none', t.none),
  option('cut', t.cut),
  ...Object.entries(failures).map(([code, status]) => option(code, `${status} ${code}`)),
])}
<div id="aim">
${range('share', t.share, 100, 5)}
${select(
  'calls',
  t.calls,
  html`${option('all', t.all)}${option('reads', t.reads)}${option('writes', t.writes)}<optgroup label="${t.endpoints}" id="endpoints"></optgroup>`,
)}
</div>
<label class="tick"><input type="checkbox" name="offline" value="yes"><span>${t.offline}</span></label>
</fieldset>
</section>
<p class="ends"><button type="button" id="copy-link">${t.link}</button><button type="button" id="reset" class="quiet">${t.reset}</button></p>
</form>`
}

const tab = (id: string, text: string, count: boolean) =>
  html`<button type="button" role="tab" id="tab-${id}" aria-controls="panel-${id}" aria-selected="false" tabindex="-1">${text}${count ? html` <span class="count" id="count-${id}">0</span>` : ''}</button>`

export function shellPage(shell: Shell): Html {
  const { language } = shell
  const t = texts[language]
  const log = (id: string, name: string) =>
    html`<div role="tabpanel" id="panel-${id}" aria-labelledby="tab-${id}" tabindex="0" hidden><p class="actions"><button type="button" class="quiet" data-clear="${id}">${t.clear}</button></p><div role="log" aria-label="${name}"><ol id="${id}"></ol></div></div>`
  return html`<!doctype html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<title>${t.title} · Guichet</title>
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<link rel="icon" href="/icon.svg" type="image/svg+xml">
<link rel="stylesheet" href="/playground/shell.css">
<link rel="stylesheet" href="/playground/bench.css">
<script type="application/json" id="data">${json(dataOf(shell))}</script>
<script type="module" src="/playground/shell.js"></script>
</head>
<body>
<a class="skip" href="#stage">${t.skip}</a>
<header><h1><span>Guichet</span> ${t.title}</h1>
<button type="button" id="settings-button" aria-expanded="false" aria-controls="settings">${t.settings}</button>
<nav aria-label="${t.title}"><a href="${language === 'en' ? '/en/' : '/'}">${t.site}</a><a href="${language === 'en' ? '/en/widgets' : '/widgets'}">${t.states}</a><a id="other" href="${language === 'en' ? '/playground' : '/en/playground'}" lang="${language === 'en' ? 'fr' : 'en'}" hreflang="${language === 'en' ? 'fr' : 'en'}">${t.other}</a></nav>
</header>
<main>
${settings(shell)}
<section class="bench" aria-label="${t.preview}">
<div class="ruler">${html`<fieldset class="one-of"><legend class="unseen">${t.width}</legend><div>${widths.map(
    (width) =>
      html`<label><input type="radio" name="width" value="${width}" form="settings"><span>${width}</span></label>`,
  )}</div></fieldset>`}<output id="size"></output><p id="trouble" role="alert"></p></div>
<div class="canvas" id="stage" tabindex="-1"><div class="sheet"><iframe title="${t.preview}"></iframe><div id="handle" role="separator" tabindex="0" aria-orientation="vertical" aria-label="${t.drag}" aria-valuemin="${narrowest}" aria-valuemax="${widest}"></div></div></div>
</section>
<section class="drawer" aria-label="${t.code}">
<div role="tablist">${tab('code', t.code, false)}${tab('events', t.events, true)}${tab('requests', t.requests, true)}</div>
<div role="tabpanel" id="panel-code" aria-labelledby="tab-code" tabindex="0" hidden><p class="actions"><button type="button" id="copy-code">${t.copyCode}</button></p><pre><code id="code"></code></pre></div>
${log('events', t.events)}
${log('requests', t.requests)}
</section>
</main>
<p class="unseen" role="status" id="said"></p>
</body>
</html>
`
}
