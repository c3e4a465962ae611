/** The way to a new request: a link, so that it can be opened aside. */
import { html, nothing, type TemplateResult } from 'lit'
import { addressOf } from '../base/elsewhere.ts'
import type { Face } from './face.ts'
import { iconWork } from './state-icons.ts'

export function requestLink({ t, request, follow }: Face): TemplateResult | typeof nothing {
  if (!request) return nothing
  return html`<a
    class="button primary"
    part="button request"
    href=${addressOf(request)}
    @click=${(event: MouseEvent) => follow(event, request)}
  >${iconWork}<span>${t.request}</span></a>`
}
