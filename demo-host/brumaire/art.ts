/** Logo and illustration of Brumaire: a low sun through the mist of November. */
import { html } from '../html.ts'

export const logo = html`<svg class="logo" viewBox="0 0 44 44" width="44" height="44" aria-hidden="true" focusable="false">
<circle cx="22" cy="20" r="11" fill="#d9713c"/>
<path d="M4 24h20M28 24h12M9 30h26M6 36h14M24 36h12" stroke="#8fb4cf" stroke-width="3.500" stroke-linecap="round"/>
</svg>`

export const icon = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 44 44"><rect width="44" height="44" rx="10" fill="#12263a"/><circle cx="22" cy="20" r="11" fill="#d9713c"/><path d="M6 24h18M28 24h10M10 31h24" stroke="#8fb4cf" stroke-width="4" stroke-linecap="round"/></svg>`

export const roofs = html`<svg class="art" viewBox="0 0 1200 420" preserveAspectRatio="xMidYMax slice" aria-hidden="true" focusable="false">
<defs><linearGradient id="sky" x1="0" y1="0" x2="0" y2="1"><stop offset="0" stop-color="#12263a"/><stop offset=".6" stop-color="#2f5470"/><stop offset="1" stop-color="#e7b48f"/></linearGradient></defs>
<rect width="1200" height="420" fill="url(#sky)"/>
<circle cx="860" cy="250" r="92" fill="#f0a06a"/>
<path d="M0 300h1200" stroke="#f7dcc6" stroke-opacity=".35" stroke-width="26"/>
<path d="M0 338h1200" stroke="#f7dcc6" stroke-opacity=".25" stroke-width="18"/>
<path d="M0 420V330l70-46 70 46v-30h26v30h34l84-60 84 60v24h60v-60l60-40 60 40v60h52v-84h18v-26h26v26h16v84h60l92-66 92 66h46v-40l58-40 58 40v54h70v-36l74-48 74 48V420z" fill="#0c1b2a"/>
<path d="M606 232c0-18 14-18 14-36" fill="none" stroke="#cfdbe4" stroke-opacity=".6" stroke-width="7" stroke-linecap="round"/>
<g fill="#f6c27a"><rect x="252" y="350" width="18" height="24" rx="2"/><rect x="290" y="350" width="18" height="24" rx="2"/><rect x="452" y="340" width="18" height="24" rx="2"/><rect x="742" y="352" width="18" height="24" rx="2"/><rect x="1006" y="352" width="18" height="24" rx="2"/></g>
</svg>`
