import { type CSSResultGroup, html, nothing, type TemplateResult } from 'lit'
import type { Api, Domain, InterventionFile, InterventionRow, InterventionSheet, PendingReply } from '../../bff/api.ts'
import type { Call } from '../base/counter.ts'
import { define } from '../base/define.ts'
import { Delivery } from '../base/delivery.ts'
import { type Elsewhere, followElsewhere, reachable } from '../base/elsewhere.ts'
import { Leaving } from '../base/leaving.ts'
import type { Listing } from '../base/list-shape.ts'
import { ListWidget } from '../base/list-widget.ts'
import type { StringLoaders } from '../base/locale.ts'
import { empty } from '../parts/empty.ts'
import { listSheets } from '../parts/list-sheets.ts'
import { notice } from '../parts/notice.ts'
import { InterventionOpenedEvent, ReplySentEvent } from './events.ts'
import type { Face } from './face.ts'
import { filters } from './filters.ts'
import { interventionsStyles } from './guichet-interventions.styles.ts'
import { iconWork } from './state-icons.ts'
import { list, sortField } from './list.ts'
import * as model from './model.ts'
import { pendingRequests } from './pending.ts'
import type { Reply } from './reply.ts'
import { requestLink } from './request-link.ts'
import type { InterventionStrings } from './strings/fr.ts'
import { totals } from './totals.ts'
import { titleOf } from './words.ts'

type Page = Api['GET /interventions']['reply']
type Drawing = typeof import('./detail.ts')

const strings: StringLoaders<InterventionStrings> = {
  fr: () => import('./strings/fr.ts'),
  en: () => import('./strings/en.ts'),
}

/**
 * Interventions of the signed-in customer: what was asked for and what is done about it. Search and filters, what is
 * open and what waits for an answer, requests that are on their way with their receipts, and the sheet of each with its
 * steps, visits, files and messages. Filters and the open sheet live in the page's hash, so they can be linked.
 *
 * @attr {string} state - states shown at first, comma separated: waiting, received, planned, in_progress, done, cancelled, refused; `open` for the first four
 * @attr {string} site - id of the site shown at first
 * @attr {string} equipment - id of the machine shown at first
 * @attr {string} request-href - page with `<guichet-request>`, where it is not on this page
 * @attr {number} page-size - rows per page, 1 to 100; default 20
 * @attr {number} heading-level - level of the title in the page's outline; default 2
 * @attr {string} route - name of its segment in the hash, default `interventions`; empty = no deep links
 * @slot header - replaces the title
 * @slot footer - stands beneath the list
 * @slot empty - replaces what is said when there is no intervention at all
 * @fires {InterventionOpenedEvent} guichet-intervention-opened - the sheet of an intervention is shown
 * @fires {ReplySentEvent} guichet-reply-sent - a message to the vendor has been taken
 * @csspart totals - the two figures
 * @csspart figure - one figure; also `figure-open`, `figure-waiting`
 * @csspart request - the link to a new request
 * @csspart pending - what was sent and is not in the list yet
 * @csspart filters - search and filters
 * @csspart more-filters - the panel of further filters
 * @csspart chips - the filters in force
 * @csspart table - the table of a wide widget
 * @csspart row - a row of it
 * @csspart cards - the list of a narrow widget
 * @csspart card - a card of it
 * @csspart badge - a state
 * @csspart news - what says that the rows have changed elsewhere, and shows them
 * @csspart pager - the end of the list
 * @csspart sheet - the panel of one intervention
 * @csspart steps - where it stands
 * @csspart visits - the visits
 * @csspart thread - the messages
 * @csspart reply - the form to write one
 * @csspart export-open - the button for taking the list away
 * @csspart export - the panel of an export
 * @calls GET /interventions
 * @calls GET /interventions/:id
 * @calls POST /interventions/:id/replies
 * @calls POST /documents/:id/ticket
 * @calls POST /uploads
 * @calls DELETE /uploads/:id
 * @calls GET /natures
 * @calls GET /changes
 * @calls POST /interventions/exports
 * @calls GET /exports/:id
 * @calls DELETE /exports/:id
 * @calls POST /exports/:id/ticket
 * @calls GET /sites
 */
export class GuichetInterventions extends ListWidget<
  Page,
  model.View,
  InterventionStrings,
  InterventionSheet,
  Drawing,
  typeof import('./more-filters.ts')
> {
  static override feature = 'interventions'
  static override needs = 'interventions.read' as const
  static override strings = strings
  static override styles: CSSResultGroup = [
    ...(ListWidget.styles as CSSResultGroup[]),
    ...listSheets,
    interventionsStyles,
  ]
  static override properties = {
    ...ListWidget.properties,
    state: {},
    equipment: {},
    requestHref: { attribute: 'request-href' },
  }

  /** States shown at first, comma separated. */
  declare state: string | undefined
  /** Id of the machine shown at first. */
  declare equipment: string | undefined
  /** Page with `<guichet-request>`, where it is not on this page. */
  declare requestHref: string | undefined
  protected override readonly starters = ['state', 'site', 'equipment', 'route']
  protected override readonly lists = ['interventions'] as const
  readonly #files = new Delivery()
  #printFailed = false
  #natures: readonly Domain[] | undefined
  #reply: Reply | undefined

  readonly #leaving = new Leaving(this, () => ({
    call: this.call,
    shared: this.shared,
    language: this.language,
    address: this.counter?.address ?? location.href,
    what: this.may('interventions.export')
      ? { key: 'POST /interventions/exports', query: model.toQuery(this.place.view, new Date()) }
      : undefined,
  }))

  constructor() {
    super({
      grammar: model,
      route: 'interventions',
      fetch: (call, id, signal) => call('GET /interventions/:id', { params: { id } }, { signal }),
      drawing: () => import('./detail.ts'),
      moreFilters: () => import('./more-filters.ts'),
      cleared: model.withoutFilters,
    })
  }

  protected override get start(): model.View {
    const { state = '', site = '', equipment = '' } = this
    return { ...model.everything, states: model.readStates(state), site, equipment }
  }

  protected override ask(call: Call, view: model.View, limit: number, after?: string): Promise<Page> {
    const query = { ...model.toQuery(view, new Date()), limit, ...(after && { after }) }
    return call('GET /interventions', { query })
  }

  override connectedCallback(): void {
    super.connectedCallback()
    // A request that was sent by another widget of the page.
    document.addEventListener('guichet-request-sent', this.#onSent)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    document.removeEventListener('guichet-request-sent', this.#onSent)
  }

  protected override sessionChanged(): void {
    super.sessionChanged()
    // What was written is kept on the device, unless the person has signed out.
    if (this.counter?.session.state === 'signed-out') {
      this.#reply?.uploads.leave()
      this.#reply = undefined
    }
  }

  protected override filtered(view: model.View): boolean {
    return model.filtersOf(view).length > 0
  }

  protected override noRows(): TemplateResult {
    const face = this.#face()
    return html`${this.data ? pendingRequests(this.data.pending, face) : nothing}
    ${empty({ icon: iconWork, title: this.t.none, text: this.t.noneHint, actions: html`${requestLink(face)}` })}`
  }

  protected override above({ totals: counts }: Listing<Page>): TemplateResult {
    const face = this.#face()
    return html`<div class="title-end">${totals(counts, face)} ${requestLink(face)}</div>`
  }

  protected override filters(): TemplateResult {
    if (this.form.expanded) void this.#nameNatures()
    return filters(this.#face(), this.form, this.shared)
  }

  protected override notices({ pending }: Listing<Page>): unknown {
    return pendingRequests(pending, this.#face())
  }

  protected override beneathCount({ totals: { count } }: Listing<Page>): unknown {
    return this.#leaving.panel(count)
  }

  protected override order(): TemplateResult {
    return html`${this.#leaving.button()}${sortField(this.#face())}`
  }

  protected override rows({ rows }: Listing<Page>): TemplateResult {
    return list(rows, this.busy, this.#face())
  }

  protected override sheetTitle(known: InterventionRow | undefined): string | TemplateResult {
    return known ? titleOf(known, this.t) : this.t.title
  }

  protected override sheetBody(intervention: InterventionSheet, drawing: Drawing): TemplateResult {
    const { started } = this.#files
    const reply = this.#reply
    const receipt = reply?.receipt
    // Outside the sheet everything is inert while it is open: what is to be heard stands inside.
    const said = receipt ? this.t.replySent(receipt) : started && this.t.downloadStarted(started)
    return html`${drawing.detail(intervention, this.#face(), {
      reply: reply && { state: reply, shared: this.shared, onSend: () => void this.#send(intervention, reply) },
      onPrint: () => void this.#print(intervention, drawing),
      onAnswer: () => this.shadowRoot?.getElementById('reply')?.focus(),
      problem: this.#problem(),
    })}
      <div class="visually-hidden" role="status">${said}</div>`
  }

  protected override shown({ id, number, mayReply }: InterventionSheet): void {
    if (mayReply) this.#takeUpReply(id)
    this.dispatchEvent(new InterventionOpenedEvent({ id, number }))
  }

  protected override left(): void {
    this.#files.clear()
    this.#reply?.settle()
    this.#printFailed = false
  }

  #face(): Face {
    return {
      t: this.t,
      format: this.format,
      view: this.place.view,
      rows: this.data?.rows ?? [],
      sites: this.data?.sites ?? [],
      natures: this.#mayAsk ? (this.#natures ?? []) : [],
      level: this.headingLevel,
      request: this.#requestWay(),
      downloading: (id) => this.#files.busy(id),
      change: (next) => this.change(next(this.place.view)),
      open: (id) => this.open(id),
      download: (file) => void this.#download(file),
      follow: followElsewhere,
    }
  }

  get #mayAsk(): boolean {
    return this.may('requests.create') && (this.counter?.session.portal?.features.includes('requests') ?? false)
  }

  /** For the machine or the site that is shown, when there is one. */
  #requestWay(): Elsewhere | undefined {
    const target = { widget: 'request', href: this.requestHref }
    if (!this.#mayAsk || !reachable(target)) return undefined
    const { equipment } = this.place.view
    return { ...target, route: equipment ? `/?${new URLSearchParams({ equipment })}` : '/' }
  }

  #problem(): unknown {
    const { problem } = this.#files
    if (problem)
      return notice({
        tone: 'danger',
        title: this.t.downloadFailed,
        text: this.shared.problems[problem.code],
        role: 'alert',
      })
    return this.#printFailed ? notice({ tone: 'danger', title: this.t.printFailed, role: 'alert' }) : nothing
  }

  /** Names of what a request may be about, asked for when the filters are opened. Without them one filter is missing. */
  async #nameNatures(): Promise<void> {
    if (this.#natures || !this.#mayAsk) return
    this.#natures = []
    try {
      const { domains } = await this.call('GET /natures')
      this.#natures = domains
      this.requestUpdate()
    } catch {
      this.#natures = undefined
    }
  }

  readonly #onSent = (): void => {
    if (this.data) void this.renew()
  }

  /** Goes on with the message that was begun about this intervention. */
  #takeUpReply(id: string): void {
    const { counter } = this
    const { drawing } = this.opened
    if (!counter || !drawing || this.#reply?.isOf(id, counter)) return
    this.#reply?.leave()
    this.#reply = new drawing.Reply(id, { call: this.call, counter, changed: () => this.requestUpdate() })
  }

  async #send({ id, number }: InterventionSheet, reply: Reply): Promise<void> {
    const body = reply.text.trim()
    const receipt = await reply.send()
    if (!receipt) {
      if (reply.fault === 'empty') this.shadowRoot?.getElementById('reply')?.focus()
      return
    }
    this.dispatchEvent(new ReplySentEvent({ id, number, receipt: receipt.receipt }))
    const { row } = this.opened
    if (row?.id !== id) return
    const sent: PendingReply = { ...receipt, body, author: this.session?.name ?? null }
    const pending = [...row.pending.filter((one) => one.id !== sent.id), sent]
    this.opened.row = { ...row, pending }
    // That it was sent is no news.
    this.news.note()
    this.requestUpdate()
  }

  async #download({ id }: InterventionFile): Promise<void> {
    const ask = () => this.call('POST /documents/:id/ticket', { params: { id }, body: {} })
    const sent = this.#files.fetch(id, ask, this.counter?.address ?? location.href)
    this.requestUpdate()
    await sent
    this.requestUpdate()
  }

  async #print({ number, title }: InterventionSheet, { printed }: Drawing): Promise<void> {
    const body = this.shadowRoot?.querySelector('.detail')
    if (!body) return
    this.#printFailed = false
    try {
      await printed({
        body,
        head: [
          this.counter?.session.portal?.name ?? '',
          this.session?.customer.name ?? '',
          this.t.printedOn(this.format.date(new Date().toISOString(), 'instant')),
        ],
        title: `${this.t.sheet} ${number} – ${title}`,
        language: this.language,
        styles: this.shadowRoot?.adoptedStyleSheets ?? [],
      })
    } catch {
      this.#printFailed = true
    }
    this.requestUpdate()
  }
}

define('guichet-interventions', GuichetInterventions)

declare global {
  interface HTMLElementTagNameMap {
    'guichet-interventions': GuichetInterventions
  }
}
