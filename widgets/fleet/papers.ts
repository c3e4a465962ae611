/** The files about a machine. */
import { html, nothing, type TemplateResult } from 'lit'
import type { DocumentRow, EquipmentSheet } from '../../bff/api.ts'
import { button } from '../parts/button.ts'
import { heading } from '../parts/heading.ts'
import { iconDocument, iconDownload } from '../parts/icons-rows.ts'
import type { Face } from './face.ts'

export interface Papers {
  downloading: (id: string) => boolean
  download: (document: DocumentRow) => void
  /** Why the last one did not come. */
  notice: unknown
}

export function papers(
  { documents }: EquipmentSheet,
  face: Face,
  { downloading, download, notice }: Papers,
): TemplateResult | typeof nothing {
  if (documents.length === 0) return nothing
  const { t, format, level } = face
  return html`<section aria-labelledby="detail-documents" part="sheet-documents">
    ${heading(level + 2, t.documents, 'detail-documents', 'part-title')} ${notice}
    <ul class="rows">
      ${documents.map((document) => {
        const name = document.title ?? document.fileName
        const about = [format.date(document.changedAt.slice(0, 10)), sizeOf(document.size, face)].filter(Boolean)
        return html`<li>
          ${iconDocument}
          <span class="paper">${name}<span class="second">${about.join(' · ')}</span></span>
          ${button({
            label: t.download,
            name: t.downloadOf(name),
            icon: iconDownload,
            kind: 'quiet',
            busy: downloading(document.id),
            part: 'download',
            onClick: () => download(document),
          })}
        </li>`
      })}
    </ul>
  </section>`
}

/** `184320` -> `180 ko`; empty when unknown. */
export function sizeOf(bytes: number | null, { t, format }: Pick<Face, 't' | 'format'>): string {
  if (bytes === null) return ''
  const kilo = Math.max(1, Math.round(bytes / 1024))
  if (kilo < 1000) return t.kilobytes(format.number(kilo))
  return t.megabytes(format.number(kilo / 1024, { maximumFractionDigits: 1 }))
}
