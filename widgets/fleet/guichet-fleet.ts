import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit'
import type { Api, DocumentRow, EquipmentRow, EquipmentSheet, EquipmentState, EquipmentWork } from '../../bff/api.ts'
import type { Call } from '../base/counter.ts'
import { define } from '../base/define.ts'
import { Delivery } from '../base/delivery.ts'
import { type Elsewhere, followElsewhere } from '../base/elsewhere.ts'
import { readRoute } from '../base/hash.ts'
import { Leaving } from '../base/leaving.ts'
import type { Listing } from '../base/list-shape.ts'
import { ListWidget } from '../base/list-widget.ts'
import type { StringLoaders } from '../base/locale.ts'
import { Problem } from '../base/problem.ts'
import { empty } from '../parts/empty.ts'
import { listSheets } from '../parts/list-sheets.ts'
import { notice } from '../parts/notice.ts'
import type { Desk } from './detail.ts'
import { DocumentDownloadedEvent, EquipmentOpenedEvent } from './events.ts'
import type { Face } from './face.ts'
import { figures } from './figures.ts'
import { filters } from './filters.ts'
import { fleetStyles } from './guichet-fleet.styles.ts'
import { iconMachine } from './machine-icons.ts'
import { list, order, siteWays } from './list.ts'
import { chosenLook, keepLook, type Look } from './look.ts'
import * as model from './model.ts'
import type { FleetStrings } from './strings/fr.ts'
import { waysOf } from './ways.ts'

type Reply = Api['GET /equipment']['reply']

interface Families {
  /** Whose they are; undefined while it is not known who is asking. */
  customer: string | undefined
  rows: Face['families']
}

const strings: StringLoaders<FleetStrings> = {
  fr: () => import('./strings/fr.ts'),
  en: () => import('./strings/en.ts'),
}

/**
 * The machines of the signed-in customer, as tiles or as a table: pictures, both numbers, place, date of installation,
 * cover, and how many interventions and orders are under way; from each one the way to a request, to its consumables,
 * and to its sheet with history and papers.
 *
 * Ways lead to the widgets on the same page, or to the pages that the page's head names, e.g.
 * `<link rel="guichet-request" href="/demande">`; a way that leads nowhere is not offered.
 *
 * @attr {string} state - states shown at first, comma separated: in_service, out_of_service, removed; default: all but removed
 * @attr {string} look - `tiles` (default) or `table`, until the person chooses
 * @attr {string} site - id of the site shown at first
 * @attr {number} page-size - rows per page, 1 to 100; default 20
 * @attr {number} heading-level - level of the title in the page's outline; default 2
 * @attr {string} route - name of its segment in the hash, default `fleet`; empty = no deep links
 * @attr {string} request-href - page with the request form
 * @attr {string} catalogue-href - page with the catalogue
 * @attr {string} interventions-href - page with the interventions
 * @attr {string} orders-href - page with the orders
 * @slot header - replaces the title
 * @slot footer - stands beneath the list
 * @slot empty - replaces what is said when there is no machine at all
 * @fires {EquipmentOpenedEvent} guichet-equipment-opened - the sheet of a machine is shown
 * @fires {DocumentDownloadedEvent} guichet-document-downloaded - the browser was handed the address of a file
 * @fires {NavigateRequestEvent} guichet-navigate-request - another place is asked for; cancel it to go there by a router of your own
 * @csspart totals - the figures
 * @csspart figure - one figure; also `figure-interventions`, `figure-orders`, `figure-stopped`
 * @csspart filters - search and filters
 * @csspart more-filters - the panel of further filters
 * @csspart chips - the filters in force
 * @csspart looks - the choice between tiles and table
 * @csspart table - the table of a wide widget
 * @csspart row - a row of it
 * @csspart cards - the tiles
 * @csspart card - a tile
 * @csspart picture - the picture of a machine
 * @csspart counter - a count of what is under way; also `counter-interventions`, `counter-orders`
 * @csspart actions - what can be done about a machine
 * @csspart badge - a state
 * @csspart news - what says that the rows have changed elsewhere, and shows them
 * @csspart pager - the end of the list
 * @csspart sheet - the panel of one machine
 * @csspart export-open - the button for taking the list away
 * @csspart export - the panel of an export
 * @calls GET /equipment
 * @calls GET /changes
 * @calls GET /equipment/families
 * @calls GET /equipment/:id
 * @calls POST /documents/:id/ticket
 * @calls POST /equipment/exports
 * @calls GET /exports/:id
 * @calls DELETE /exports/:id
 * @calls POST /exports/:id/ticket
 * @calls GET /sites
 */
export class GuichetFleet extends ListWidget<
  Reply,
  model.View,
  FleetStrings,
  EquipmentSheet,
  typeof import('./detail.ts'),
  typeof import('./more-filters.ts')
> {
  static override feature = 'fleet'
  static override needs = 'fleet.read' as const
  static override strings = strings
  static override styles: CSSResultGroup = [...(ListWidget.styles as CSSResultGroup[]), ...listSheets, fleetStyles]
  static override properties = {
    ...ListWidget.properties,
    state: {},
    look: {},
    requestHref: { attribute: 'request-href' },
    catalogueHref: { attribute: 'catalogue-href' },
    interventionsHref: { attribute: 'interventions-href' },
    ordersHref: { attribute: 'orders-href' },
  }

  /** States shown at first, comma separated: in_service, out_of_service, removed; default: all but removed. */
  declare state: string | undefined
  /** `tiles` (default) or `table`, until the person chooses. */
  declare look: Look
  /** Page with the request form. */
  declare requestHref: string | undefined
  /** Page with the catalogue. */
  declare catalogueHref: string | undefined
  /** Page with the interventions. */
  declare interventionsHref: string | undefined
  /** Page with the orders. */
  declare ordersHref: string | undefined

  protected override readonly starters = ['state', 'site', 'route']
  protected override readonly lists = ['fleet'] as const
  readonly #file = new Delivery()
  #look = chosenLook()
  #families: Families | undefined
  #openOnly: Desk['openOnly'] = { interventions: true, orders: true }

  readonly #leaving = new Leaving(this, () => ({
    call: this.call,
    shared: this.shared,
    language: this.language,
    address: this.counter?.address ?? location.href,
    what: this.may('fleet.export')
      ? { key: 'POST /equipment/exports', query: model.toQuery(this.place.view, this.#works) }
      : undefined,
  }))

  constructor() {
    super({
      grammar: model,
      route: 'fleet',
      fetch: (call, id, signal) => call('GET /equipment/:id', { params: { id } }, { signal }),
      drawing: () => import('./detail.ts'),
      moreFilters: () => import('./more-filters.ts'),
      cleared: model.withoutFilters,
    })
    this.look = 'tiles'
  }

  protected override get start(): model.View {
    const wanted = this.state?.split(',').map((each) => each.trim())
    const states = model.states.filter((state: EquipmentState) => wanted?.includes(state))
    return { ...model.everything, states, site: this.site ?? '' }
  }

  protected override async ask(call: Call, view: model.View, limit: number, after?: string): Promise<Reply> {
    this.#askFamilies(call)
    const ask = (works: ReadonlySet<EquipmentWork>) =>
      call('GET /equipment', { query: { ...model.toQuery(view, works), limit, ...(after && { after }) } })
    if (this.session) return ask(this.#works)
    // The first question leaves together with the one who is asking: the counter says what may not be filtered by.
    try {
      return await ask(new Set(model.works))
    } catch (thrown) {
      if (!(thrown instanceof Problem) || thrown.code !== 'column-hidden') throw thrown
      return ask(new Set())
    }
  }

  /** In the tick of the list, so in its batch. Without their names one filter is missing; the machines are what was asked for. */
  #askFamilies(call: Call): void {
    const customer = this.session?.customer.id
    if (this.#families && this.#families.customer === undefined) this.#families.customer = customer
    if (this.#families && this.#families.customer === customer) return
    const families: Families = { customer, rows: [] }
    this.#families = families
    call('GET /equipment/families').then(
      ({ rows }) => {
        families.rows = rows
        this.requestUpdate()
      },
      () => {
        if (this.#families === families) this.#families = undefined
      },
    )
  }

  protected override filtered(view: model.View): boolean {
    return model.filtersOf(view).length > 0
  }

  protected override noRows(): TemplateResult {
    return empty({ icon: iconMachine, title: this.t.nothing, text: this.t.nothingHint })
  }

  protected override above({ totals }: Listing<Reply>): unknown {
    return figures(totals, this.#face())
  }

  protected override filters(): TemplateResult {
    return filters(this.#face(), this.form, this.shared)
  }

  protected override notices(): unknown {
    return siteWays(this.#face())
  }

  protected override beneathCount({ totals: { count } }: Listing<Reply>): unknown {
    return this.#leaving.panel(count)
  }

  protected override order(): TemplateResult {
    return html`${this.#leaving.button()}${order(this.#face())}`
  }

  protected override rows({ rows }: Listing<Reply>): TemplateResult {
    return list(rows, this.busy, this.#face())
  }

  protected override sheetTitle(known: EquipmentRow | undefined): string | TemplateResult {
    if (!known) return this.t.equipment
    const { label, brand } = known
    return html`${label}${brand && !label.includes(brand) ? html`<span class="second">${brand}</span>` : nothing}`
  }

  protected override sheetBody(machine: EquipmentSheet, drawing: typeof import('./detail.ts')): TemplateResult {
    // Outside the sheet everything is inert while it is open: what is to be heard stands inside.
    const said = this.#file.started && this.t.downloadStarted(this.#file.started)
    return html`${drawing.detail(machine, this.#face(), this.#desk())}
      <div class="visually-hidden" role="status">${said}</div>`
  }

  protected override shown({ id, label }: EquipmentSheet): void {
    this.dispatchEvent(new EquipmentOpenedEvent({ id, label }))
  }

  protected override left(): void {
    this.#file.clear()
    this.#openOnly = { interventions: true, orders: true }
  }

  get #works(): ReadonlySet<EquipmentWork> {
    return new Set(model.works.filter((work) => this.may(`${work}.read`)))
  }

  #face(): Face {
    const now = new Date()
    return {
      t: this.t,
      format: this.format,
      view: this.place.view,
      look: this.#look ?? (this.look === 'table' ? 'table' : 'tiles'),
      works: this.#works,
      sites: this.data?.sites ?? [],
      families: this.#families?.rows ?? [],
      // sv prints ISO dates, on the reader's own calendar.
      today: now.toLocaleDateString('sv'),
      level: this.headingLevel,
      change: (next) => this.change(next(this.place.view)),
      open: (id) => this.open(id),
      setLook: (look) => this.#setLook(look),
      follow: (event, target) => this.#follow(event, target),
      ways: waysOf(
        {
          request: this.requestHref,
          catalogue: this.catalogueHref,
          interventions: this.interventionsHref,
          orders: this.ordersHref,
        },
        (right) => this.may(right),
        this.counter?.session.portal?.features ?? [],
      ),
    }
  }

  #desk(): Desk {
    return {
      openOnly: this.#openOnly,
      setOpenOnly: (work, only) => {
        this.#openOnly = { ...this.#openOnly, [work]: only }
        this.requestUpdate()
      },
      downloading: (id) => this.#file.busy(id),
      download: (document) => void this.#download(document),
      notice: this.#notice(),
    }
  }

  #setLook(look: Look): void {
    this.#look = look
    keepLook(look)
    this.requestUpdate()
  }

  /** Another widget on this page cannot be seen behind an open sheet: it closes, without a step back in the history. */
  #follow(event: MouseEvent, target: Elsewhere): void {
    followElsewhere(event, target)
    const { view } = this.place
    if (view.open !== null && readRoute(target.widget) === target.route) this.place.change({ ...view, open: null })
  }

  #notice(): unknown {
    const { problem } = this.#file
    if (!problem) return nothing
    const text = this.shared.problems[problem.code]
    return notice({ tone: 'danger', title: this.t.downloadFailed, text, role: 'alert' })
  }

  async #download({ id }: DocumentRow): Promise<void> {
    const ask = () => this.call('POST /documents/:id/ticket', { params: { id }, body: {} })
    const sent = this.#file.fetch(id, ask, this.counter?.address ?? location.href)
    this.requestUpdate()
    const fileName = await sent
    this.requestUpdate()
    if (fileName === undefined) return
    this.announce(this.t.downloadStarted(fileName))
    this.dispatchEvent(new DocumentDownloadedEvent({ id, fileName }))
  }
}

define('guichet-fleet', GuichetFleet)

declare global {
  interface HTMLElementTagNameMap {
    'guichet-fleet': GuichetFleet
  }
}
