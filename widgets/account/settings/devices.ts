/** Where the person is signed in: each device can be signed out from here. */
import { html, nothing, type TemplateResult } from 'lit'
import type { OwnSession } from '../../../bff/api.ts'
import { date } from '../../base/dates.ts'
import { asProblem, type Problem } from '../../base/problem.ts'
import { badge } from '../../parts/badge.ts'
import { button } from '../../parts/button.ts'
import { iconCheck } from '../../parts/icons.ts'
import { iconComputer, iconPhone } from '../../parts/icons-devices.ts'
import { notice } from '../../parts/notice.ts'
import { skeleton } from '../../parts/skeleton.ts'
import { ago } from './ago.ts'
import { inWords, type Office, part } from './part.ts'

const portable = /android|ios|iphone|ipad/i

export class DevicesPart {
  #rows: OwnSession[] | undefined
  #next: string | null = null
  #problem: Problem | undefined
  /** Id of the session that is being ended; `others`, `all`. */
  #ending: string | undefined
  #alert: string | undefined
  #done: string | undefined

  /** Asks for the list; what is on screen stays until it is there. */
  async load(office: Office, after?: string): Promise<void> {
    this.#problem = undefined
    office.redraw()
    try {
      const { rows, next } = await office.call('GET /sessions', { query: { limit: 20, ...(after && { after }) } })
      this.#rows = after ? [...(this.#rows ?? []), ...rows] : rows
      this.#next = next
    } catch (thrown) {
      this.#problem = asProblem(thrown)
    }
    office.redraw()
  }

  draw(office: Office): TemplateResult {
    const { t } = office
    return part('devices', t.devices, this.#inside(office))
  }

  #inside(office: Office): TemplateResult {
    const { t, shared } = office
    if (this.#problem && !this.#rows) {
      const actions = button({ label: shared.retry, onClick: () => void this.load(office) })
      return notice({ tone: 'danger', text: inWords(office, this.#problem), role: 'alert', actions })
    }
    if (!this.#rows) return skeleton(['row', 'row'], shared.loading)
    const next = this.#next
    const others = this.#rows.some(({ current }) => !current)
    return html`${this.#alert ? notice({ tone: 'danger', text: this.#alert, role: 'alert' }) : nothing}
      ${this.#done ? notice({ tone: 'success', text: this.#done }) : nothing}
      <p class="muted">${others ? t.devicesHint : t.noOthers}</p>
      <ul class="devices">
        ${this.#rows.map((row) => this.#row(office, row))}
      </ul>
      <div class="row">
        ${next === null ? nothing : button({ label: t.more, onClick: () => void this.load(office, next) })}
        ${others ? this.#button(office, 'others', t.endOthers, () => void this.#endOthers(office)) : nothing}
        ${this.#button(office, 'all', t.endAll, () => void this.#endAll(office))}
      </div>`
  }

  #row(office: Office, row: OwnSession): TemplateResult {
    const { t, language } = office
    const { id, system, network, origin, current, kind, createdAt, lastSeenAt } = row
    const name = deviceName(office, row)
    const seen = ago(language, lastSeenAt, Date.now())
    const details = [!current && t.seen(seen ?? t.now), new URL(origin).host, network && t.network(network)]
      .filter(Boolean)
      .map(
        (words, at, all) =>
          html`<span class="device-fact">${words}${at < all.length - 1 ? ' ·' : nothing}</span>${' '}`,
      )
    return html`<li class="device" part="device">
      ${portable.test(system ?? '') ? iconPhone : iconComputer}
      <div class="device-text">
        <p class="device-name"><span>${name}</span>${current ? badge(t.thisDevice, iconCheck, 'success') : nothing}</p>
        <p class="small muted">${details}</p>
        <p class="small muted">${t.since(date(language, createdAt, 'instant'))} ${t.ways[kind]}</p>
      </div>
      ${current ? nothing : this.#button(office, id, t.end, () => void this.#end(office, row), t.endNamed(name))}
    </li>`
  }

  #button(_office: Office, id: string, label: string, onClick: () => void, name?: string): TemplateResult {
    return button({ label, name, busy: this.#ending === id, onClick })
  }

  async #end(office: Office, row: OwnSession): Promise<void> {
    await this.#work(office, row.id, async () => {
      await office.call('DELETE /sessions/:id', { params: { id: row.id } })
      this.#rows = this.#rows?.filter(({ id }) => id !== row.id)
      return office.t.ended(deviceName(office, row))
    })
  }

  async #endOthers(office: Office): Promise<void> {
    await this.#work(office, 'others', async () => {
      const { ended } = await office.call('DELETE /sessions', { query: {} })
      this.#rows = this.#rows?.filter(({ current }) => current)
      this.#next = null
      return office.t.othersEnded(ended)
    })
  }

  /** All others first: whatever becomes of the network then, this device forgets its key by itself. */
  async #endAll(office: Office): Promise<void> {
    await this.#work(office, 'all', async () => {
      await office.call('DELETE /sessions', { query: {} })
      await office.signOut()
      return undefined
    })
  }

  async #work(office: Office, ending: string, run: () => Promise<string | undefined>): Promise<void> {
    if (this.#ending) return
    this.#ending = ending
    this.#alert = this.#done = undefined
    office.redraw()
    try {
      this.#done = await run()
      if (this.#done) office.announce(this.#done)
    } catch (thrown) {
      this.#alert = inWords(office, asProblem(thrown))
    }
    this.#ending = undefined
    office.redraw()
    if (this.#done) await office.focus('#devices-title')
  }
}

function deviceName({ t }: Office, { browser, system }: OwnSession): string {
  return browser && system ? t.device(browser, system) : (browser ?? system ?? t.unknownDevice)
}
