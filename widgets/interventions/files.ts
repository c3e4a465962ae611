/** Files to be had: pictures as pictures, everything else by its name. */
import { html, nothing, type TemplateResult } from 'lit'
import type { InterventionFile } from '../../bff/api.ts'
import { iconDocument, iconDownload } from '../parts/icons-rows.ts'
import type { Face } from './face.ts'

/** `1,2 Mo`: bytes are for machines. */
function sizeOf(bytes: number | null, { format }: Face): string | null {
  if (bytes === null) return null
  const [value, unit] = bytes < 1_000_000 ? [bytes / 1000, 'kilobyte'] : [bytes / 1_000_000, 'megabyte']
  return format.number(Math.max(value, 0.1), { style: 'unit', unit, unitDisplay: 'short', maximumFractionDigits: 1 })
}

export function fileList(files: readonly InterventionFile[], face: Face): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing
  const { t, downloading, download } = face
  return html`<ul class="files" part="files">
    ${files.map((file) => {
      const { image, fileName } = file
      const name = file.title ?? fileName
      // A picture that does not come (an old address, a strict page) leaves the name.
      const broken = (event: Event) => (event.target as HTMLElement).remove()
      return html`<li>
        <button
          type="button"
          class="file ${image ? 'picture' : ''}"
          part="file"
          aria-label=${t.download(name)}
          aria-busy=${downloading(file.id) ? 'true' : nothing}
          @click=${() => download(file)}
        >
          ${image ? html`<img src=${image} alt="" loading="lazy" decoding="async" @error=${broken} />` : iconDocument}
          <span class="file-words">
            <span class="file-name">${name}</span>
            <span class="second">${sizeOf(file.size, face)}</span>
          </span>
          ${downloading(file.id) ? html`<span class="spinner"></span>` : iconDownload}
        </button>
      </li>`
    })}
  </ul>`
}
