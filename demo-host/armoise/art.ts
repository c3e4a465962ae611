/** Logo and illustrations of Armoise: drawn by hand, coloured by presentation attributes (no inline style). */
import { html } from '../html.ts'

/** A sprig of mugwort, the plant the firm is named for. */
export const logo = html`<svg class="logo" viewBox="0 0 40 40" width="40" height="40" aria-hidden="true" focusable="false">
<path d="M20 37V9" fill="none" stroke="#2f6b4f" stroke-width="2.2" stroke-linecap="round"/>
<path d="M20 12c0-4.500 2.500-7.500 0-10-2.500 2.500 0 5.500 0 10z" fill="#2f6b4f"/>
<path d="M20 20c-6.500 0-10.500-3-12-8 6 0 10.500 2.500 12 8zM20 20c6.500 0 10.500-3 12-8-6 0-10.500 2.500-12 8z" fill="#6f9c7f"/>
<path d="M20 30c-7.500 0-12.500-3.500-14.500-9.500 7.500.2 13 3.200 14.500 9.500zM20 30c7.500 0 12.500-3.500 14.500-9.500-7.500.2-13 3.200-14.500 9.500z" fill="#2f6b4f"/>
</svg>`

export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 40"><path d="M20 37V9" fill="none" stroke="#2f6b4f" stroke-width="3"/><path d="M20 20c-6.500 0-10.500-3-12-8 6 0 10.500 2.500 12 8zM20 20c6.500 0 10.500-3 12-8-6 0-10.500 2.500-12 8z" fill="#6f9c7f"/><path d="M20 31c-7.500 0-12.500-3.500-14.500-9.500 7.500.2 13 3.200 14.500 9.500zM20 31c7.500 0 12.500-3.500 14.500-9.500-7.500.2-13 3.200-14.500 9.500z" fill="#2f6b4f"/></svg>`

/** A copier by a window, seen from the front. */
export const office = html`<svg class="art" viewBox="0 0 520 380" role="presentation" aria-hidden="true" focusable="false">
<rect x="20" y="20" width="480" height="300" rx="6" fill="#e4eadf"/>
<circle cx="392" cy="96" r="44" fill="#f3d9a4"/>
<path d="M20 232c70-54 128-54 196-20s122 18 170-8 82-20 114-6v122H20z" fill="#b9cfbb"/>
<path d="M20 268c92-40 170-26 240-8s158 10 240-18v78H20z" fill="#8fb398"/>
<path d="M260 20v300M20 170h480" stroke="#fbfaf6" stroke-width="8"/>
<rect x="0" y="318" width="520" height="12" rx="3" fill="#c7a77d"/>
<rect x="150" y="146" width="196" height="34" rx="8" fill="#2b3a34"/>
<rect x="138" y="176" width="220" height="92" rx="8" fill="#f7f5ef"/>
<rect x="138" y="176" width="220" height="92" rx="8" fill="none" stroke="#2b3a34" stroke-width="3"/>
<rect x="156" y="192" width="70" height="30" rx="4" fill="#2f6b4f"/>
<path d="M166 207h34M166 214h20" stroke="#e4eadf" stroke-width="3" stroke-linecap="round"/>
<circle cx="250" cy="207" r="7" fill="#c8643c"/><circle cx="272" cy="207" r="7" fill="#6f9c7f"/>
<path d="M154 244h188" stroke="#2b3a34" stroke-width="5" stroke-linecap="round"/>
<path d="M174 244l-14 46h176l-14-46z" fill="#fff" stroke="#2b3a34" stroke-width="3" stroke-linejoin="round"/>
<path d="M190 258h112M188 268h84M186 278h98" stroke="#9bb3a2" stroke-width="3" stroke-linecap="round"/>
<rect x="150" y="290" width="196" height="28" rx="4" fill="#dcd7c8" stroke="#2b3a34" stroke-width="3"/>
<path d="M430 318v-60M430 276c-16 0-26-8-30-22 18 0 28 8 30 22zM430 264c16 0 26-8 30-22-18 0-28 8-30 22z" fill="#2f6b4f" stroke="#2f6b4f" stroke-width="4" stroke-linejoin="round"/>
<path d="M412 296h36l-5 22h-26z" fill="#c8643c"/>
</svg>`

const shape = (paths: string) =>
  html`<svg class="pictogram" viewBox="0 0 32 32" aria-hidden="true" focusable="false"><path d="${paths}" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>`

export const copier = shape('M8 12V4h16v8M8 24H4V12h24v12h-4M8 19h16v9H8z')
export const drop = shape('M16 4c6 7 9 11 9 15a9 9 0 0 1-18 0c0-4 3-8 9-15zM12 20a4 4 0 0 0 4 4')
export const phone = shape('M9 4h14a2 2 0 0 1 2 2v20a2 2 0 0 1-2 2H9a2 2 0 0 1-2-2V6a2 2 0 0 1 2-2zM14 24h4')
