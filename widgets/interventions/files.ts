/** Files to be had: pictures as pictures, everything else by its name. */
import { html, nothing, type TemplateResult } from 'lit'
import type { InterventionFile } from '../../bff/api.ts'
import { iconDocument, iconDownload } from '../parts/icons-rows.ts'
import type { Face } from './face.ts'

export function fileList(files: readonly InterventionFile[], face: Face): TemplateResult | typeof nothing {
  if (files.length === 0) return nothing
  const { t, downloading, download } = face
  return html`<ul class="documents" part="documents">
    ${files.map((file) => {
      const { image, fileName } = file
      const name = file.title ?? fileName
      // A picture that does not come (an old address, a strict page) leaves the name.
      const broken = (event: Event) => (event.target as HTMLElement).remove()
      return html`<li>
        <button
          type="button"
          class="document ${image ? 'picture' : ''}"
          part="document"
          aria-busy=${downloading(file.id) ? 'true' : nothing}
          @click=${() => download(file)}
        >
          ${image ? html`<img src=${image} alt="" loading="lazy" decoding="async" @error=${broken} />` : iconDocument}
          <span class="document-words">
            <span class="visually-hidden">${t.download}</span>
            <span class="document-name">${name}</span>
            <span class="second">${file.size === null ? nothing : t.files.size(file.size)}</span>
          </span>
          ${downloading(file.id) ? html`<span class="spinner"></span>` : iconDownload}
        </button>
      </li>`
    })}
  </ul>`
}
