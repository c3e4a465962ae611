/** Everything once more before it goes: each part with the way back to it. */
import { html, nothing, type TemplateResult } from 'lit'
import { button } from '../parts/button.ts'
import { iconWarning } from '../parts/icons.ts'
import type { Face } from './face.ts'
import { addressOf, domainOf, natureOf, siteOf, type Step, stepsOf } from './model.ts'

type Line = [label: string, value: unknown]

export function stepRecap(face: Face): TemplateResult {
  const { t, form, draft, format, go } = face
  const domain = domainOf(form.natures, draft.domain)
  const nature = natureOf(form.natures, draft)
  const place = siteOf(draft, form)
  const wish = [draft.wishOn && format.date(draft.wishOn, 'long'), draft.wishOn && draft.wishAt && t.at(draft.wishAt)]
    .filter(Boolean)
    .join(' ')
  const machine =
    draft.by === 'fleet' && draft.machine
      ? [draft.machine.label, draft.machine.serialNumber && t.serialIs(draft.machine.serialNumber)]
          .filter(Boolean)
          .join(' · ')
      : draft.by === 'serial' && draft.serial
        ? t.serialIs(draft.serial)
        : t.byNone
  const parts: Record<Exclude<Step, 'recap'>, Line[]> = {
    what: [
      [
        t.steps.what,
        nature ? [domain !== nature && domain?.label, nature.label].filter(Boolean).join(' › ') : t.unsure,
      ],
    ],
    machine: [[t.steps.machine, machine]],
    details: [
      [t.description, html`<span class="said">${draft.description.trim()}</span>`],
      ...(draft.urgent
        ? ([[t.urgentShort, html`<span class="is-urgent">${iconWarning}${t.yes}</span>`]] as Line[])
        : []),
      ...(wish ? ([[t.wish, draft.wishFirm ? `${wish}, ${t.firm}` : wish]] as Line[]) : []),
      ...(draft.files.length > 0 ? ([[t.files.label, draft.files.map(({ name }) => name).join(', ')]] as Line[]) : []),
    ],
    where: [
      ...(place ? ([[t.site, place.name]] as Line[]) : []),
      [t.address, draft.address?.trim() || addressOf(place) || t.notSaid],
      [
        t.contact,
        [draft.contactName, draft.contactPhone]
          .map((text) => text.trim())
          .filter(Boolean)
          .join(', ') || t.notSaid,
      ],
      [t.replyTo, draft.replyTo.trim() || t.notSaid],
    ],
  }
  const asked = stepsOf(draft, form).filter((step) => step !== 'recap')
  return html`<div class="recap" part="recap">
    ${asked.map(
      (step) => html`<section class="recap-part">
        <dl>
          ${parts[step].map(([label, value]) => html`<div class="recap-line"><dt>${label}</dt><dd>${value}</dd></div>`)}
        </dl>
        ${button({ label: t.edit, name: t.editStep(t.steps[step]), kind: 'quiet', part: 'edit', onClick: () => go(step) })}
      </section>`,
    )}
    ${face.uploads.ready ? nothing : html`<p class="muted small" role="status">${t.filesOnTheirWay}</p>`}
  </div>`
}
