/**
 * Files that go along: picked, dropped or photographed, each with its progress, its fault and its retry. The list and
 * what happens to it stand in base/uploads.ts; the words come from the widget that draws this.
 */
import { css, html, nothing, type TemplateResult } from 'lit'
import { fileLimits, type FileFailure, type JoinedFile, mayRetry, type Uploads } from '../base/uploads.ts'
import { button } from './button.ts'
import { iconCamera, iconClip, iconPicture } from './icons-files.ts'
import { iconClose, iconDanger, iconRetry, iconSuccess } from './icons.ts'
import { iconDocument } from './icons-rows.ts'

export interface FileWords {
  label: string
  hint: string
  pick: string
  photo: string
  drop: string
  /** Of `n` more than fit. */
  leftOut: (n: number) => string
  sending: (percent: number) => string
  waiting: string
  ready: string
  remove: (name: string) => string
  retry: (name: string) => string
  retryShort: string
  failure: Record<FileFailure, string>
  /** Bytes in words. */
  size: (bytes: number) => string
}

export interface FilePickerOptions {
  /** Unique inside the shadow root. */
  id: string
  words: FileWords
  uploads: Uploads
  /** Pressed while it works on a picture: nothing else waits. */
  disabled?: boolean
}

const kinds = 'image/*,.heic,.heif,application/pdf,.pdf'

export function filePicker({ id, words, uploads, disabled = false }: FilePickerOptions): TemplateResult {
  const full = uploads.files.length >= fileLimits.files
  const picked = (event: Event) => {
    const input = event.target as HTMLInputElement
    void uploads.add(input.files ?? [])
    // The same file may be picked again.
    input.value = ''
  }
  const over = (event: DragEvent) => {
    if (!event.dataTransfer?.types.includes('Files')) return
    event.preventDefault()
    ;(event.currentTarget as HTMLElement).toggleAttribute('data-over', event.type === 'dragover')
  }
  const dropped = (event: DragEvent) => {
    event.preventDefault()
    ;(event.currentTarget as HTMLElement).removeAttribute('data-over')
    if (!full && !disabled) void uploads.add(event.dataTransfer?.files ?? [])
  }
  const press = (which: string) => (event: MouseEvent) =>
    ((event.currentTarget as HTMLElement).getRootNode() as ShadowRoot).getElementById(which)?.click()
  return html`<div
    class="files"
    part="files"
    role="group"
    aria-labelledby="${id}-label"
    aria-describedby="${id}-hint"
    @dragover=${over}
    @dragleave=${over}
    @drop=${dropped}
  >
    <p class="field-label" id="${id}-label">${words.label}</p>
    ${uploads.files.length > 0 ? html`<ul class="file-list">${uploads.files.map((file) => row(file, words, uploads))}</ul>` : nothing}
    ${
      full
        ? nothing
        : html`<div class="file-drop" part="file-drop">
            ${button({ label: words.pick, icon: iconClip, disabled, part: 'pick', onClick: press(`${id}-pick`) })}
            <span class="file-photo">
              ${button({ label: words.photo, icon: iconCamera, disabled, part: 'photo', onClick: press(`${id}-photo`) })}
            </span>
            <span class="file-words">${words.drop}</span>
          </div>`
    }
    <input id="${id}-pick" type="file" hidden multiple accept=${kinds} aria-label=${words.pick} @change=${picked} />
    <input id="${id}-photo" type="file" hidden accept="image/*" capture="environment" aria-label=${words.photo} @change=${picked} />
    <p class="field-hint" id="${id}-hint">${words.hint}</p>
    ${uploads.leftOut > 0 ? html`<p class="field-error" role="alert">${iconDanger}<span>${words.leftOut(uploads.leftOut)}</span></p>` : nothing}
  </div>`
}

function row(file: JoinedFile, words: FileWords, uploads: Uploads): TemplateResult {
  const { id, name, state, failure, progress, blob } = file
  const percent = Math.round(progress * 100)
  const said = {
    waiting: words.waiting,
    sending: words.sending(percent),
    ready: `${words.ready} · ${words.size(blob.size)}`,
    failed: failure ? words.failure[failure] : '',
  }[state]
  return html`<li class="file ${state}" part="file">
    <span class="file-icon">${/\.(jpe?g|png|webp|hei[cf])$/i.test(name) ? iconPicture : iconDocument}</span>
    <span class="file-text">
      <span class="file-name">${name}</span>
      <span class="file-state" role=${state === 'failed' ? 'alert' : nothing}>
        ${state === 'ready' ? iconSuccess : state === 'failed' ? iconDanger : nothing}<span>${said}</span>
      </span>
      ${state === 'sending' ? html`<progress class="file-progress" max="100" .value=${percent} aria-label=${name}></progress>` : nothing}
    </span>
    ${
      state === 'failed' && mayRetry(file)
        ? button({
            label: words.retryShort,
            name: words.retry(name),
            icon: iconRetry,
            kind: 'quiet',
            part: 'retry',
            onClick: () => void uploads.retry(id),
          })
        : nothing
    }
    ${button({ label: words.remove(name), icon: iconClose, iconOnly: true, kind: 'quiet', part: 'remove', onClick: () => uploads.remove(id) })}
  </li>`
}

export const filePickerStyles = css`
  .files {
    display: grid;
    gap: calc(var(--g-space) * 2);
  }
  .files > :is(.field-label, .field-hint, .field-error) {
    margin: 0;
  }
  .file-drop {
    display: flex;
    flex-wrap: wrap;
    align-items: center;
    gap: calc(var(--g-space) * 3);
    padding: calc(var(--g-space) * 4);
    border: 1px dashed var(--g-line-strong);
    border-radius: var(--g-radius-large);
    color: var(--g-muted);
    font-size: var(--g-small);
  }
  .files[data-over] > .file-drop {
    border-color: var(--g-link);
    background: color-mix(in oklab, var(--g-link) 8%, transparent);
  }
  /* A camera in the hand takes the picture; on a desk there is a mouse to drop with. */
  .file-photo {
    display: none;
  }
  @media (pointer: coarse) {
    .file-photo {
      display: contents;
    }
    .file-words {
      display: none;
    }
  }
  .file-list {
    display: grid;
    gap: calc(var(--g-space) * 2);
  }
  .file {
    display: flex;
    align-items: center;
    gap: calc(var(--g-space) * 2);
    padding-inline-start: calc(var(--g-space) * 3);
    border: 1px solid var(--g-line);
    border-radius: var(--g-radius);
    background: var(--g-surface);
  }
  .file.failed {
    border-color: var(--g-danger);
  }
  .file-icon {
    color: var(--g-muted);
  }
  .file-text {
    display: grid;
    flex: 1;
    min-inline-size: 0;
    padding-block: calc(var(--g-space) * 2);
  }
  .file-name {
    overflow: hidden;
    text-overflow: ellipsis;
    white-space: nowrap;
  }
  .file-state {
    display: flex;
    align-items: start;
    gap: var(--g-space);
    font-size: var(--g-small);
    color: var(--g-muted);
  }
  .file.ready .file-state > .icon {
    color: var(--g-success);
  }
  .file.failed .file-state {
    color: var(--g-danger);
    font-weight: var(--g-medium);
  }
  .file-progress {
    appearance: none;
    inline-size: 100%;
    block-size: 4px;
    margin-block-start: var(--g-space);
    border: 0;
    border-radius: 2px;
    background: var(--g-line);
    overflow: hidden;
  }
  .file-progress::-webkit-progress-bar {
    background: var(--g-line);
  }
  .file-progress::-webkit-progress-value {
    background: var(--g-link);
  }
  .file-progress::-moz-progress-bar {
    background: var(--g-link);
  }
`
