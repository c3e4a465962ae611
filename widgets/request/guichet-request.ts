import { type CSSResultGroup, html, type PropertyValues } from 'lit'
import type { CommandReceipt, RequestForm } from '../../bff/api.ts'
import type { Call } from '../base/counter.ts'
import { define } from '../base/define.ts'
import { adopt } from '../base/dom.ts'
import { addressOf, followElsewhere, goElsewhere, reachable } from '../base/elsewhere.ts'
import { readRoute } from '../base/hash.ts'
import type { Problem } from '../base/problem.ts'
import { navigate, watchRoute } from '../base/route.ts'
import { problemState } from '../base/states.ts'
import { Widget } from '../base/widget.ts'
import { fieldStyles } from '../parts/field.ts'
import { heading, headingStyles } from '../parts/heading.ts'
import { noticeStyles } from '../parts/notice.ts'
import { skeleton } from '../parts/skeleton.ts'
import { RequestSentEvent } from './events.ts'
import type { Face } from './face.ts'
import { draftQuestion, type FileTrouble, type Frame, wizard } from './frame.ts'
import { requestStyles } from './guichet-request.styles.ts'
import * as model from './model.ts'
import type { RequestStrings } from './strings/fr.ts'
import { askForm, known } from './asking.ts'
import { Writing } from './writing.ts'

type Later = typeof import('./steps.ts')

/**
 * A request for an intervention, step by step: what it is about in the vendor's own words, which machine, what happens
 * (with photos and documents), where and whom to meet, everything once more, and one send with a receipt number. Only
 * the description is mandatory. What is being written stays on the device, through a reload, a lost session and offline,
 * until it is sent or the person signs out.
 *
 * @attr {string} equipment - id of the machine that it is about
 * @attr {string} nature - id of a nature or domain
 * @attr {string} site - id of the site
 * @attr {string} interventions-href - page that holds `guichet-interventions`, where the page's head does not say
 * @attr {number} heading-level - level of the title in the page's outline; default 2
 * @attr {string} route - name of its segment in the hash, default `request`; empty = no deep links
 * @slot header - replaces the title
 * @slot footer - stands beneath the form
 * @fires {RequestSentEvent} guichet-request-sent - the counter has the request; `detail.receipt` is its receipt
 * @fires {NavigateRequestEvent} guichet-navigate-request - somebody goes to the list of interventions
 * @csspart steps - the line of steps of a wide widget
 * @csspart progress - where one is, in a narrow one
 * @csspart panel - the step on screen
 * @csspart options - a choice drawn as cards
 * @csspart option - one card
 * @csspart machines - the search in the fleet
 * @csspart already-open - the hint that something is open on the same machine
 * @csspart files - files that go along
 * @csspart file - one of them
 * @csspart recap - everything once more
 * @csspart actions - back and forward
 * @csspart draft - the question about a request that was begun
 * @csspart done - what stands after sending
 * @csspart receipt - the receipt number
 * @calls GET /requests/form
 * @calls GET /equipment
 * @calls POST /uploads
 * @calls DELETE /uploads/:id
 * @calls POST /requests
 */
export class GuichetRequest extends Widget<RequestForm, RequestStrings> {
  static override feature = 'requests'
  static override needs = 'requests.create' as const
  static override strings = { fr: () => import('./strings/fr.ts'), en: () => import('./strings/en.ts') }
  static override styles: CSSResultGroup = [
    ...(Widget.styles as CSSResultGroup[]),
    headingStyles,
    fieldStyles,
    noticeStyles,
    requestStyles,
  ]
  static override properties = {
    ...Widget.properties,
    equipment: {},
    nature: {},
    site: {},
    route: {},
    interventionsHref: { attribute: 'interventions-href' },
    headingLevel: { type: Number, attribute: 'heading-level' },
  }

  declare equipment: string | undefined
  declare nature: string | undefined
  declare site: string | undefined
  declare route: string
  declare interventionsHref: string | undefined
  declare headingLevel: number

  readonly #writing = new Writing({
    call: this.call,
    changed: () => this.#written(),
    found: (count) => this.announce(this.t.found(count)),
  })
  #faults: model.Faults = {}
  #problem: Problem | undefined
  #fileTrouble: FileTrouble
  #machineGone = false
  #sending = false
  #receipt: CommandReceipt | undefined
  #urgent = false
  #later: Later | undefined
  #unwatch: (() => void) | undefined

  constructor() {
    super()
    this.route = 'request'
    this.headingLevel = 2
  }

  protected override async load(call: Call, signal: AbortSignal): Promise<RequestForm> {
    const start = this.#start
    this.#fetchLater()
    const { form, gone } = await askForm(call, start.equipment)
    this.#machineGone = gone
    if (this.counter) await known(this.counter.session)
    if (this.counter && (await this.#writing.takeUp(this.counter, form, start, signal))) {
      this.announce(this.t?.resumed ?? '')
    }
    return form
  }

  override connectedCallback(): void {
    super.connectedCallback()
    this.#watch()
    window.addEventListener('online', this.#backOnline)
    window.addEventListener('pagehide', this.#keepNow)
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback()
    this.#unwatch?.()
    window.removeEventListener('online', this.#backOnline)
    window.removeEventListener('pagehide', this.#keepNow)
    this.#keepNow()
    queueMicrotask(() => {
      if (!this.isConnected) this.#writing.uploads.leave()
    })
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (this.hasUpdated && ['equipment', 'nature', 'site'].some((name) => changed.has(name))) this.#started()
    super.willUpdate(changed)
  }

  protected override sessionChanged(): void {
    // The receipt of one person is nobody else's.
    if (this.counter?.session.epoch === 0) this.#receipt = undefined
    super.sessionChanged()
  }

  protected override skeleton(): unknown {
    const bars = skeleton(['title', 'short', 'control', 'control', 'control'], this.shared?.loading)
    return html`<div class="request">${bars}</div>`
  }

  protected override failed(problem: Problem): unknown {
    return html`<div class="request">
      ${this.#title()} ${problemState(this.shared, problem, () => this.retry())}
    </div>`
  }

  protected override ready(form: RequestForm): unknown {
    const { draft, begun } = this.#writing
    if (this.#receipt && this.#later) return this.#done(this.#receipt, this.#later)
    if (!draft) return this.skeleton()
    return html`<div class="request">
      ${this.#title()}
      ${
        begun
          ? draftQuestion(
              this.t,
              begun,
              () => this.#resume(),
              () => this.#startAnew(this.#start),
            )
          : wizard(this.#face(form, draft), this.#frame)
      }
      <slot name="footer"></slot>
    </div>`
  }

  get #start(): model.Start {
    const given = { equipment: this.equipment ?? '', nature: this.nature ?? '', site: this.site ?? '' }
    return model.readStart(this.route ? readRoute(this.route) : null, given)
  }

  get #list() {
    return { widget: 'interventions', route: '/', href: this.interventionsHref }
  }

  /** The steps behind the first. What cannot be fetched now is asked for again when it is gone to. */
  #fetchLater(): void {
    if (this.#later) return
    import('./steps.ts').then(
      (later) => {
        this.#later = later
        for (const styles of later.laterStyles) adopt(this.shadowRoot, styles)
        this.requestUpdate()
      },
      () => {},
    )
  }

  #watch(): void {
    this.#unwatch = this.route ? watchRoute(this.route, () => this.#started()) : undefined
  }

  /** Another machine, nature or site is asked for by the page or by a tile. */
  #started(): void {
    if (!this.data) return
    this.#receipt = undefined
    void this.reload()
  }

  #written(): void {
    if (this.#writing.uploads.ready) this.#fileTrouble = undefined
    this.requestUpdate()
  }

  #change(change: Partial<model.Draft>): void {
    // What is being mended is no longer wrong until it is looked at again.
    const mended: readonly string[] = [...Object.keys(change), ...('by' in change ? ['machine', 'serial'] : [])]
    this.#faults = Object.fromEntries(Object.entries(this.#faults).filter(([field]) => !mended.includes(field)))
    this.#writing.change(change)
  }

  #face(form: RequestForm, draft: model.Draft): Face {
    const { uploads, search, open } = this.#writing
    return {
      t: this.t,
      format: this.format,
      form,
      draft,
      faults: this.#faults,
      level: this.headingLevel + 1,
      uploads,
      search,
      open,
      listReachable: reachable(this.#list),
      sending: this.#sending,
      change: (change) => this.#change(change),
      go: (step) => void this.#go(step),
      send: () => void this.#send(),
      showOpen: (event, id) => followElsewhere(event, { ...this.#list, route: `/${id}` }),
      addressOfOpen: (id) => addressOf({ ...this.#list, route: `/${id}` }),
    }
  }

  get #frame(): Frame {
    return {
      later: this.#later,
      shared: this.shared,
      trouble: {
        problem: this.#problem,
        files: this.#fileTrouble,
        machineGone: this.#machineGone,
        // The first one arrived as it was then; this one is another.
        sendAsNew: () => {
          this.#change({ key: crypto.randomUUID() })
          void this.#send()
        },
      },
      next: this.#next,
      drop: this.#writing.touched ? () => this.#startAnew(model.blank, this.t.dropped) : undefined,
    }
  }

  #title(): unknown {
    return html`<slot name="header">${heading(this.headingLevel, this.t.title, undefined, 'title')}</slot>`
  }

  #done(receipt: CommandReceipt, later: Later): unknown {
    const list = this.#list
    return html`<div class="request">
      ${later.doneView({
        t: this.t,
        level: this.headingLevel,
        receipt,
        vendor: this.counter?.session.portal?.name ?? '',
        urgent: this.#urgent,
        follow: reachable(list) ? () => goElsewhere(this, list) : undefined,
        again: () => this.#startAnew(model.blank),
      })}
      <slot name="footer"></slot>
    </div>`
  }

  readonly #next = (event: SubmitEvent): void => {
    event.preventDefault()
    const [form, draft] = [this.data, this.#writing.draft]
    // Enter in a field of the last step is no wish to send.
    if (!form || !draft || draft.step === 'recap') return
    const faults = model.faultsOf(draft.step, draft, form, model.timeOf(new Date()))
    if (Object.keys(faults).length > 0) return void this.#showFaults(faults)
    const all = model.stepsOf(draft, form)
    const following = all[all.indexOf(draft.step) + 1]
    if (following) void this.#go(following)
  }

  async #go(step: model.Step): Promise<void> {
    this.#faults = {}
    this.#problem = undefined
    this.#machineGone = false
    this.#fetchLater()
    const { draft } = this.#writing
    // Whoever has a fleet is offered it first.
    const first = step === 'machine' && draft?.by === 'none' && this.data?.fleet
    this.#change({ step, ...(first && { by: 'fleet' as const }) })
    await this.#focusStep()
  }

  /** A new step begins at its title: the keyboard and a screen reader start there. */
  async #focusStep(): Promise<void> {
    await this.updateComplete
    this.shadowRoot?.querySelector<HTMLElement>('[data-step]')?.focus({ preventScroll: true })
    const { top } = this.getBoundingClientRect()
    if (top < 0 || top > innerHeight) this.scrollIntoView({ block: 'start' })
  }

  async #showFaults(faults: model.Faults): Promise<void> {
    this.#faults = faults
    this.requestUpdate()
    await this.updateComplete
    this.shadowRoot?.querySelector<HTMLElement>('[aria-invalid], fieldset[aria-describedby$="-error"] input')?.focus()
  }

  async #send(): Promise<void> {
    const [form, later] = [this.data, this.#later]
    if (!form || !later || this.#sending) return
    this.#sending = true
    this.#problem = this.#fileTrouble = undefined
    this.requestUpdate()
    const { urgent = false } = this.#writing.draft ?? {}
    const { receipt, problem, files, mend } = await later.sendRequest(this.call, this.#writing, form)
    this.#sending = false
    if (receipt) return this.#sent(receipt, urgent)
    if (mend) await this.#go(mend.step)
    this.#problem = problem
    this.#fileTrouble = files
    await this.#showFaults(mend?.faults ?? {})
  }

  async #sent(receipt: CommandReceipt, urgent: boolean): Promise<void> {
    this.#receipt = receipt
    this.#urgent = urgent
    this.#leaveRoute()
    this.requestUpdate()
    this.announce(this.t.sent(receipt.receipt))
    this.dispatchEvent(new RequestSentEvent(receipt))
    await this.#focusStep()
  }

  #resume(): void {
    this.#leaveRoute()
    this.#writing.resume()
    void this.#focusStep()
  }

  #startAnew(start: model.Start, said?: string): void {
    this.#receipt = this.#problem = this.#fileTrouble = undefined
    this.#faults = {}
    if (start === model.blank) this.#leaveRoute()
    if (said) this.announce(said)
    this.#writing.startAnew(start)
    void this.#focusStep()
  }

  /** The tile that was pressed has done its part. A step of our own begins nothing anew. */
  #leaveRoute(): void {
    if (!this.route || readRoute(this.route) === null) return
    this.#unwatch?.()
    navigate(this, this.route, null, { replace: true })
    this.#watch()
  }

  readonly #keepNow = (): void => this.#writing.settle()

  readonly #backOnline = (): void => {
    const { uploads } = this.#writing
    for (const { id, failure } of uploads.files) if (failure === 'offline') void uploads.retry(id)
    if (this.#problem?.code !== 'offline') return
    this.#problem = undefined
    this.announce(this.t.backOnline)
  }
}

define('guichet-request', GuichetRequest)

declare global {
  interface HTMLElementTagNameMap {
    'guichet-request': GuichetRequest
  }
}
