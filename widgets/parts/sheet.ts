/**
 * A sheet: the detail of one thing, over the page. A native modal `<dialog>`, so the platform holds the focus inside,
 * makes the rest inert, lifts it above whatever the page stacks, and gives the focus back to what opened it. On a desk
 * it is a panel at the end side, on a phone it fills the screen: its width says which, no viewport query.
 */
import { css, html, noChange, type TemplateResult } from 'lit'
import { directive, Directive, type ElementPart } from 'lit/directive.js'
import { button } from './button.ts'
import { iconClose } from './icons.ts'

export interface SheetOptions {
  open: boolean
  /** Title of the sheet and its accessible name. */
  title: string | TemplateResult
  /** Level of the title's heading. */
  level?: number
  /** Words of the close button. */
  closeLabel: string
  /** Asked by Escape, the close button, the veil. The owner then renders with `open: false`. */
  onClose: () => void
  /** Only called while open. */
  body: () => TemplateResult
  part?: string
}

/** Opens and closes its dialog as told; a microtask later, because a dialog can only open once it is in the page. */
class ModalDirective extends Directive {
  render(_open: boolean) {
    return noChange
  }

  override update(part: ElementPart, [open]: [boolean]) {
    const dialog = part.element as HTMLDialogElement
    queueMicrotask(() => {
      if (open && !dialog.open && dialog.isConnected) {
        dialog.showModal()
        dialog.querySelector<HTMLElement>('[data-first]')?.focus()
      } else if (!open && dialog.open) {
        dialog.close()
        keepFocus(dialog.getRootNode() as Document | ShadowRoot)
      }
    })
    return noChange
  }
}

/** The step back in the history that closes a sheet may end on an anchor of the page: Chromium then takes the focus away. */
function keepFocus(root: Document | ShadowRoot): void {
  const opener = root.activeElement as HTMLElement | null
  requestAnimationFrame(() => {
    if (document.activeElement === document.body) opener?.focus({ preventScroll: true })
  })
}

const modal = directive(ModalDirective)

export function sheet(options: SheetOptions): TemplateResult {
  const { open, title, closeLabel, onClose } = options
  // Chromium closes by itself on a second Escape: `close` keeps the owner's truth in step.
  const closed = (event: Event) => {
    // The event comes late: the owner may have opened the dialog again meanwhile.
    if (open && !(event.target as HTMLDialogElement).open) onClose()
  }
  const cancel = (event: Event) => {
    event.preventDefault()
    onClose()
  }
  const veil = (event: MouseEvent) => {
    if (event.target === event.currentTarget) onClose()
  }
  return html`<dialog
    class="sheet"
    part="sheet ${options.part ?? ''}"
    aria-labelledby="sheet-title"
    ${modal(open)}
    @cancel=${cancel}
    @close=${closed}
    @click=${veil}
  >
    ${
      open
        ? html`<div class="sheet-page">
            <header class="sheet-head" part="sheet-head">
              <div
                id="sheet-title"
                class="sheet-title"
                part="sheet-title"
                role="heading"
                aria-level=${options.level ?? 3}
                tabindex="-1"
                data-first
              >
                ${title}
              </div>
              ${button({ label: closeLabel, icon: iconClose, iconOnly: true, kind: 'quiet', part: 'sheet-close', onClick: onClose })}
            </header>
            <div class="sheet-body" part="sheet-body">${options.body()}</div>
          </div>`
        : ''
    }
  </dialog>`
}

export const sheetStyles = css`
  .sheet {
    position: fixed;
    inset-block: 0;
    inset-inline: auto 0;
    inline-size: min(46em, 100%);
    max-inline-size: none;
    block-size: 100%;
    max-block-size: none;
    margin: 0;
    padding: 0;
    border: 0;
    background: var(--g-surface);
    color: var(--g-text);
    box-shadow: var(--g-shadow);
    overflow: hidden;
  }
  .sheet::backdrop {
    background: var(--g-backdrop);
  }
  .sheet-page {
    display: flex;
    flex-direction: column;
    block-size: 100%;
    container: guichet-sheet / inline-size;
  }
  .sheet-head {
    display: flex;
    align-items: start;
    justify-content: space-between;
    gap: calc(var(--g-space) * 4);
    padding: calc(var(--g-space) * 3) calc(var(--g-space) * 3) calc(var(--g-space) * 3) calc(var(--g-space) * 6);
    border-block-end: 1px solid var(--g-line);
  }
  .sheet-head > .button {
    color: var(--g-muted);
  }
  .sheet-title {
    padding-block: calc((var(--g-control) - 1.3 * 1.25em) / 2);
    font-family: var(--g-font-heading);
    font-size: 1.25em;
    font-weight: var(--g-bold);
    line-height: 1.3;
    text-wrap: balance;
  }
  /* A number stays in one piece: a line may break after a hyphen. */
  .sheet-title > .unbroken {
    white-space: nowrap;
  }
  .sheet-body {
    flex: 1;
    overflow: auto;
    overscroll-behavior: contain;
    padding: calc(var(--g-space) * 6);
  }
  @container guichet-sheet (inline-size < 34em) {
    .sheet-head {
      padding-inline: calc(var(--g-space) * 4) calc(var(--g-space) * 2);
    }
    .sheet-body {
      padding: calc(var(--g-space) * 4);
    }
  }
  @media (prefers-reduced-motion: no-preference) {
    .sheet[open] {
      animation: guichet-slide var(--g-duration) var(--g-easing);
    }
    .sheet[open]:dir(rtl) {
      animation-name: guichet-slide-rtl;
    }
  }
  @keyframes guichet-slide {
    from {
      opacity: 0;
      translate: 24px 0;
    }
  }
  @keyframes guichet-slide-rtl {
    from {
      opacity: 0;
      translate: -24px 0;
    }
  }
  @media (forced-colors: active) {
    .sheet {
      border-inline-start: 1px solid;
    }
  }
`
