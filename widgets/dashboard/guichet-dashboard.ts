import { type CSSResultGroup, html, nothing, type PropertyValues, type TemplateResult } from 'lit'
import type { Api } from '../../bff/api.ts'
import type { Call } from '../base/counter.ts'
import { define } from '../base/define.ts'
import { addressOf, followElsewhere, reachable } from '../base/elsewhere.ts'
import type { StringLoaders } from '../base/locale.ts'
import { number } from '../base/money.ts'
import { News } from '../base/news.ts'
import { Widget } from '../base/widget.ts'
import { buttonStyles } from '../parts/button.ts'
import { emptyStyles } from '../parts/empty.ts'
import { heading, headingStyles } from '../parts/heading.ts'
import { iconStyles } from '../parts/icon.ts'
import { newsStyles } from '../parts/news.ts'
import { noticeStyles } from '../parts/notice.ts'
import { skeleton, skeletonStyles } from '../parts/skeleton.ts'
import type { ChartOptions } from './chart.ts'
import { chartPanels, labelsOf } from './chart-panels.ts'
import { Charts } from './charts.ts'
import type { Face } from './face.ts'
import { dashboardStyles } from './guichet-dashboard.styles.ts'
import { heights, kindsOf, moneyOf, workOf } from './model.ts'
import { actions, company, figures, recent, tasks } from './sections.ts'
import type { DashboardStrings } from './strings/fr.ts'

type View = Api['GET /dashboard']['reply']

const strings: StringLoaders<DashboardStrings> = {
  fr: () => import('./strings/fr.ts'),
  en: () => import('./strings/en.ts'),
}

/**
 * What waits for the signed-in customer, his last twelve months in figures and two charts, quick actions, the latest
 * documents and his company. Each figure and row leads to its widget, on this page or on the page that the head names.
 *
 * @attr {number} heading-level - level of the title in the page's outline; default 2
 * @slot header - replaces the title
 * @slot highlight - information or an advertisement of the vendor's own, beneath the title
 * @slot footer - stands beneath
 * @csspart tasks - what waits for the customer
 * @csspart task - one of it
 * @csspart actions - the quick actions
 * @csspart action - one of them
 * @csspart figures - the figures
 * @csspart figure - one of them
 * @csspart chart - a chart with its table
 * @csspart recent - the latest rows
 * @csspart recent-row - one of them
 * @csspart company - the company block
 * @csspart news - what says that something has changed meanwhile, and shows it
 * @calls GET /dashboard
 * @calls GET /changes
 */
export class GuichetDashboard extends Widget<View, DashboardStrings> {
  static override feature = 'dashboard'
  static override strings = strings
  static override styles: CSSResultGroup = [
    ...(Widget.styles as CSSResultGroup[]),
    iconStyles,
    headingStyles,
    buttonStyles,
    newsStyles,
    noticeStyles,
    emptyStyles,
    skeletonStyles,
    dashboardStyles,
  ]
  static override properties = {
    ...Widget.properties,
    headingLevel: { type: Number, attribute: 'heading-level' },
  }

  /** Level of the title in the page's outline. */
  declare headingLevel: number

  readonly #news = new News(this, {
    lists: () => ['invoices', 'interventions', 'fleet', 'orders'],
    counter: () => this.counter,
    changed: () => {
      this.#news.waiting = true
      this.requestUpdate()
    },
  })
  #chartsFailed = false
  readonly #charts = new Charts(
    (name) => this.#chart(name),
    () => {
      this.#chartsFailed = true
      this.requestUpdate()
    },
  )
  readonly #dark = matchMedia('(prefers-color-scheme: dark)')

  constructor() {
    super()
    this.headingLevel = 2
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#dark.addEventListener('change', this.#redraw)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#dark.removeEventListener('change', this.#redraw)
    this.#charts.leave()
  }

  readonly #redraw = (): void => this.requestUpdate()

  protected override async load(call: Call): Promise<View> {
    this.#news.note()
    const view = await call('GET /dashboard')
    this.#news.waiting = false
    return view
  }

  protected override skeleton(): TemplateResult {
    return html`<div class="dashboard">
      ${skeleton(['title', 'row', 'row', 'control', 'row', 'row', 'row'], this.shared?.loading)}
    </div>`
  }

  protected override ready(view: View): TemplateResult {
    const face = this.#face(view)
    const { t } = this
    const title = view.title?.[this.language] ?? t.hello(this.session?.name ?? '')
    return html`<div class="dashboard">
      <div class="welcome">
        <slot name="header">${heading(this.headingLevel, title, undefined, 'title')}</slot>
        ${view.text ? html`<p class="text">${view.text[this.language]}</p>` : nothing}
        <slot name="highlight"></slot>
      </div>
      <div>
        ${this.#news.line(this.shared, () => void this.reload())}
        <div class="columns">
          <div class="main">
            ${tasks(face)} ${figures(face)}
            <div class="charts">${chartPanels(face, this.#chartsFailed)}</div>
            ${recent(face)}
          </div>
          <div class="aside">${actions(face)} ${company(face)}</div>
        </div>
      </div>
      <slot name="footer"></slot>
    </div>`
  }

  protected override updated(changed: PropertyValues): void {
    super.updated(changed)
    this.#charts.follow(this.shadowRoot?.querySelectorAll('canvas') ?? [])
  }

  #face(view: View): Face {
    return {
      t: this.t,
      format: this.format,
      language: this.language,
      view,
      level: this.headingLevel,
      address: (place) => (reachable(place) ? addressOf(place) : undefined),
      follow: followElsewhere,
    }
  }

  /** What a chart shows now; colours are read from the legend, which has them from the tokens. */
  #chart(name: string): ChartOptions | undefined {
    const view = this.data
    const root = this.shadowRoot?.querySelector('.root')
    if (!view || !root) return undefined
    const face = this.#face(view)
    const swatch = (kind: string) => {
      const found = this.shadowRoot?.querySelector(`.swatch.${kind}`)
      return found ? getComputedStyle(found).color : 'gray'
    }
    const style = getComputedStyle(this.shadowRoot?.querySelector('.canvas') ?? root)
    const common = {
      ink: { text: style.color, line: style.outlineColor, font: style.fontFamily },
      still: matchMedia('(prefers-reduced-motion: reduce)').matches,
    }
    const money = moneyOf(view.months)
    if (name === 'money' && money) {
      const euros = { currency: view.currency, style: 'currency', maximumFractionDigits: 0 } as const
      return {
        ...common,
        labels: labelsOf(face, money),
        words: (value) => number(this.language, value, euros),
        bars: [
          {
            label: this.t.invoicedChart,
            values: heights(money.map(({ invoiced }) => invoiced)),
            colour: swatch('money'),
          },
        ],
      }
    }
    const work = workOf(view.months)
    if (name !== 'work' || !work) return undefined
    return {
      ...common,
      labels: labelsOf(face, work),
      words: (value) => number(this.language, value),
      bars: kindsOf(work).map((kind) => ({
        label: this.t[kind],
        values: work.map((month) => month[kind] ?? 0),
        colour: swatch(kind),
      })),
    }
  }
}

define('guichet-dashboard', GuichetDashboard)

declare global {
  interface HTMLElementTagNameMap {
    'guichet-dashboard': GuichetDashboard
  }
}
