/** Which machine: of the fleet, by its number, or none. */
import { html, nothing, type TemplateResult } from 'lit'
import type { EquipmentRow, RequestMachine } from '../../bff/api.ts'
import { textField } from '../parts/field.ts'
import { notice } from '../parts/notice.ts'
import { skeleton } from '../parts/skeleton.ts'
import type { Face } from './face.ts'
import { natureOf } from './model.ts'
import { type Option, options } from './options.ts'

export function stepMachine(face: Face): TemplateResult {
  const { t, form, draft, faults, change } = face
  const required = natureOf(form.natures, draft)?.equipment === 'required'
  const ways: Option[] = [
    ...(form.fleet || draft.machine ? [{ value: 'fleet', label: t.byFleet }] : []),
    { value: 'serial', label: t.bySerial, hint: t.bySerialHint },
    ...(required ? [] : [{ value: 'none', label: t.byNone }]),
  ]
  return html`
    ${options({
      name: 'by',
      legend: t.machineLegend,
      options: ways,
      value: draft.by,
      error: faults.machine && t.faults[faults.machine],
      onChange: (by) => change({ by: by as typeof draft.by }),
    })}
    ${draft.by === 'fleet' ? pick(face) : nothing}
    ${
      draft.by === 'serial'
        ? textField({
            id: 'serial',
            label: t.serial,
            hint: t.serialHint,
            value: draft.serial,
            maxLength: 60,
            correction: 'off',
            error: faults.serial && t.faults[faults.serial],
            onInput: (serial) => change({ serial }),
          })
        : nothing
    }
    ${draft.by === 'fleet' ? alreadyOpen(face) : nothing}
  `
}

function pick({ t, form, draft, search, change }: Face): TemplateResult {
  const rows = search.rows?.filter(({ id }) => id !== draft.machine?.id).map(machineOf) ?? []
  const machines = [...(draft.machine ? [{ ...draft.machine, siteName: undefined }] : []), ...rows]
  const siteName = ({ siteId }: RequestMachine) => form.sites.find(({ id }) => id === siteId)?.name
  const chosen = (id: string) => {
    const machine = machines.find((one) => one.id === id)
    if (!machine) return
    const { siteName: _, ...kept } = machine
    // Where the machine stands is where somebody goes, until told otherwise.
    change({ machine: kept, ...(kept.siteId && { site: kept.siteId, address: null }) })
  }
  return html`<div class="pick" part="machines">
    ${
      form.fleet
        ? textField({
            id: 'machine-search',
            label: t.search,
            type: 'search',
            inputMode: 'search',
            correction: 'off',
            maxLength: 100,
            placeholder: t.searchHint,
            value: search.typed,
            onInput: (text) => search.type(text),
          })
        : nothing
    }
    ${
      search.rows === undefined && form.fleet && !search.problem
        ? skeleton(['control', 'control', 'control'])
        : machines.length === 0
          ? html`<p class="muted">${search.problem ? t.searchFailed : t.nothingFound}</p>`
          : options({
              name: 'machine',
              legend: t.machineList,
              legendHidden: true,
              value: draft.machine?.id ?? '',
              options: machines.map((machine) => ({
                value: machine.id,
                label: machine.label,
                hint: factsOf(
                  machine.serialNumber && t.serialIs(machine.serialNumber),
                  machine.providerNumber && t.labelIs(machine.providerNumber),
                  [machine.siteName ?? siteName(machine), machine.place].filter(Boolean).join(', '),
                ),
              })),
              onChange: chosen,
            })
    }
    ${search.rows && search.count > search.rows.length ? html`<p class="muted small">${t.more(search.count - search.rows.length)}</p>` : nothing}
  </div>`
}

/** A number stays in one piece: a line may break after a hyphen. */
function factsOf(...facts: (string | null | undefined)[]): TemplateResult {
  const known = facts.filter(Boolean)
  return html`${known.map((fact, at) => html`<span class="option-fact">${fact}${at < known.length - 1 ? ' ·' : nothing}</span>${' '}`)}`
}

const machineOf = (row: EquipmentRow): RequestMachine & { siteName: string | undefined } => ({
  id: row.id,
  label: row.label,
  serialNumber: row.serialNumber,
  providerNumber: row.providerNumber,
  place: row.place,
  siteId: row.site?.id ?? null,
  siteName: row.site?.name,
})

/** Somebody may have asked already. */
function alreadyOpen({
  t,
  format,
  open,
  listReachable,
  showOpen,
  addressOfOpen,
}: Face): TemplateResult | typeof nothing {
  if (open.length === 0) return nothing
  return notice({
    tone: 'info',
    role: 'status',
    part: 'already-open',
    title: t.alreadyOpen(open.length),
    text: html`<ul class="open-list">
      ${open.map(({ id, number, title, state, requestedAt }) => {
        const words = `${number} · ${title}`
        return html`<li>
          ${listReachable ? html`<a href=${addressOfOpen(id)} @click=${(event: MouseEvent) => showOpen(event, id)}>${words}</a>` : words}
          <span class="muted small">${t.openState[state]}, ${format.date(requestedAt.slice(0, 10))}</span>
        </li>`
      })}
    </ul>`,
  })
}
