/** What stands between a list's count and its rows once «Export» is pressed: the choice, how far it is, the file. */
import { html, nothing, type TemplateResult } from 'lit'
import type { ExportFormat } from '../../bff/api.ts'
import type { SharedStrings } from '../base/strings/fr.ts'
import { button } from '../parts/button.ts'
import { iconClose } from '../parts/icons.ts'
import { iconDownload } from '../parts/icons-rows.ts'
import { notice } from '../parts/notice.ts'
import type { Exporting } from './exporting.ts'
import type { ExportStrings } from './strings/fr.ts'

export interface PanelOptions {
  t: ExportStrings
  shared: SharedStrings
  exporting: Exporting
  /** Rows of the list on screen. */
  count: number
  onFormat: (format: ExportFormat) => void
  onClose: () => void
}

const formats: readonly ExportFormat[] = ['xlsx', 'xls', 'csv']

function sizeOf(bytes: number, t: ExportStrings): string {
  const mega = bytes / 1_048_576
  return mega < 1 ? t.kilobytes(Math.max(1, Math.ceil(bytes / 1024))) : t.megabytes(Math.round(mega * 10) / 10)
}

function choice({ t, exporting, count, onFormat }: PanelOptions): TemplateResult {
  return html`<p class="export-hint">${exporting.job?.state === 'done' ? t.again : t.hint(count)}</p>
    <div class="export-formats" role="group" aria-label=${t.title}>
      ${formats.map((format) =>
        button({
          label: t.format[format],
          busy: exporting.asking === format,
          disabled: exporting.asking !== undefined && exporting.asking !== format,
          onClick: () => onFormat(format),
          part: 'export-format',
        }),
      )}
    </div>`
}

function course({ t, exporting }: PanelOptions): TemplateResult {
  const { job } = exporting
  const { rows = 0, total = 0, state } = job ?? {}
  return html`<div class="export-course">
    <p>${state === 'running' ? t.running(rows, Math.max(rows, total)) : t.waiting}</p>
    <progress aria-label=${t.progress} max=${Math.max(1, total)} value=${rows}></progress>
    ${button({ label: t.cancel, kind: 'quiet', onClick: () => void exporting.cancel(), part: 'export-cancel' })}
  </div>`
}

function outcome(options: PanelOptions): unknown {
  const { t, shared, exporting, onFormat } = options
  const { job, problem, delivery } = exporting
  const csv = (offered: boolean) =>
    offered ? { actions: button({ label: t.csvInstead, onClick: () => onFormat('csv') }) } : {}
  const failure = problem ?? delivery.problem
  if (failure) {
    const note = failure.reference === null ? undefined : shared.reference(failure.reference)
    const text = shared.problems[failure.code]
    return notice({
      tone: 'danger',
      title: t.failed,
      text,
      note,
      role: 'alert',
      ...csv(failure.code === 'too-many-rows'),
    })
  }
  if (job?.state === 'refused' || job?.state === 'failed') {
    const text = t.reason[job.reason ?? 'unexpected']
    return notice({ tone: 'danger', title: t.failed, text, role: 'alert', ...csv(job.reason === 'too-many-rows') })
  }
  if (job?.state === 'cancelled') return html`<p class="export-hint">${t.cancelled}</p>`
  if (job?.state !== 'done') return nothing
  return notice({
    tone: 'success',
    title: t.ready,
    text: t.file(job.fileName ?? '', sizeOf(job.size ?? 0, t)),
    actions: button({
      label: t.download,
      icon: iconDownload,
      busy: delivery.busy(job.id),
      onClick: () => void exporting.download(),
      part: 'export-download',
    }),
  })
}

export function panel(options: PanelOptions): TemplateResult {
  const { t, exporting, onClose } = options
  const working = exporting.asking === undefined && exporting.busy
  return html`<section class="export" id="export" part="export" aria-label=${t.title}>
    <div class="export-head">
      <p class="export-title">${t.title}</p>
      ${button({ label: t.close, icon: iconClose, iconOnly: true, kind: 'quiet', onClick: onClose, part: 'export-close' })}
    </div>
    ${outcome(options)} ${working ? course(options) : choice(options)}
  </section>`
}
