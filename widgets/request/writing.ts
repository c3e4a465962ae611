/** The request that is being written: what was typed, its files, what is known of its machine, and its place on the device. */
import type { OpenRequest, RequestForm } from '../../bff/api.ts'
import type { Call, Counter } from '../base/counter.ts'
import { Drafts } from '../base/draft.ts'
import { Uploads } from '../base/uploads.ts'
import { MachineSearch } from './machine-search.ts'
import * as model from './model.ts'

interface Options {
  call: Call
  changed: () => void
  /** So many machines were found. */
  found: (count: number) => void
}

export class Writing {
  draft: model.Draft | undefined
  /** A request was begun before, and something else is asked for now: the person says which. */
  begun: model.Draft | undefined
  readonly uploads: Uploads
  readonly search: MachineSearch
  readonly #options: Options
  #drafts: Drafts<model.Draft> | undefined
  #form: RequestForm | undefined
  #open: { machine: string; rows: readonly OpenRequest[] } = { machine: '', rows: [] }

  constructor(options: Options) {
    this.#options = options
    this.uploads = new Uploads({ call: options.call, changed: () => this.#filesChanged() })
    this.search = new MachineSearch(options)
  }

  /** Open on the machine that was chosen. */
  get open(): readonly OpenRequest[] {
    return this.draft?.machine && this.draft.machine.id === this.#open.machine ? this.#open.rows : []
  }

  get touched(): boolean {
    return this.draft !== undefined && model.isTouched(this.draft)
  }

  /**
   * Goes on with what was begun, unless something else is asked for.
   * @returns true when a draft has come back from the device
   */
  async takeUp(counter: Counter, form: RequestForm, start: model.Start, signal: AbortSignal): Promise<boolean> {
    const drafts = new Drafts<model.Draft>(counter, 'request')
    const same = drafts.key === this.#drafts?.key
    if (!same) this.forget()
    const kept = same && this.draft ? this.draft : await drafts.read()
    if (signal.aborted) return false
    this.#drafts = drafts
    this.#form = form
    if (form.machine) this.#open = { machine: form.machine.id, rows: form.open }
    this.begun = undefined
    const asks = start.equipment !== '' || start.nature !== '' || start.site !== ''
    if (!kept || !model.isTouched(kept)) {
      this.#set(kept && !asks ? model.revived(kept, form) : this.#blank(start))
      return false
    }
    const revived = model.revived(kept, form)
    if (form.machine && kept.machine?.id !== form.machine.id) {
      this.begun = revived
      this.#set(this.#blank(start))
      return false
    }
    this.#set(revived)
    void this.uploads.send()
    return !same
  }

  change(change: Partial<model.Draft>): void {
    if (!this.draft) return
    this.draft = { ...this.draft, ...change }
    if (change.machine) void this.#lookForOpen(change.machine.id)
    if (change.step || change.by) this.#arrive()
    this.#keep()
    this.#options.changed()
  }

  resume(): void {
    if (!this.begun) return
    this.#set(this.begun)
    this.begun = undefined
    void this.uploads.send()
  }

  /** From the beginning; what was written goes, here and on the device. */
  startAnew(start: model.Start): void {
    for (const { id } of [...(this.draft?.files ?? []), ...(this.begun?.files ?? [])]) this.uploads.remove(id)
    void this.#drafts?.erase()
    this.begun = undefined
    if (this.#form && start === model.blank) this.#form = { ...this.#form, machine: null }
    this.#set(this.#blank(start))
  }

  /** It has been sent. */
  async sent(): Promise<void> {
    this.draft = undefined
    this.uploads.restore([])
    await this.#drafts?.erase()
  }

  /** Another person, or nobody. */
  forget(): void {
    this.uploads.restore([])
    this.search.forget()
    this.draft = this.begun = this.#drafts = this.#form = undefined
    this.#open = { machine: '', rows: [] }
  }

  /** Writes to the device what waits. */
  settle(): void {
    void this.#drafts?.settle()
  }

  #blank(start: model.Start): model.Draft {
    return model.newDraft(this.#form as RequestForm, start, crypto.randomUUID())
  }

  #set(draft: model.Draft): void {
    this.draft = draft
    this.uploads.restore(draft.files)
    this.#arrive()
    this.#options.changed()
  }

  /** What the step of the machine needs when it comes up. */
  #arrive(): void {
    const draft = this.draft
    if (draft?.step !== 'machine' || draft.by !== 'fleet' || !this.#form?.fleet) return
    if (!this.search.rows) void this.search.ask()
  }

  #keep(): void {
    if (this.draft && this.touched) this.#drafts?.keep(this.draft)
  }

  #filesChanged(): void {
    if (this.draft) this.draft = { ...this.draft, files: this.uploads.files }
    this.#keep()
    this.#options.changed()
  }

  async #lookForOpen(machine: string): Promise<void> {
    if (this.#open.machine === machine) return
    this.#open = { machine, rows: [] }
    const found = await this.#options.call('GET /requests/form', { query: { equipment: machine } }).catch(() => null)
    // Another one may have been chosen meanwhile. Without the hint the request goes just as well.
    if (found && this.#open.machine === machine) this.#open = { machine, rows: found.open }
    this.#options.changed()
  }
}
