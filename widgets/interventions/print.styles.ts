import { css } from 'lit'

/** On paper: black on white, nothing cut in two, pictures small enough. */
export const printStyles = css`
  @page {
    margin: 16mm;
  }
  .root.paper {
    display: block;
    color-scheme: light;
    font-size: 10.5pt;
    container: guichet-sheet / inline-size;
  }
  .paper h1 {
    margin-block-end: 5mm;
    font-size: 16pt;
    font-weight: 700;
  }
  .paper-head {
    margin-block-end: 3mm;
    font-size: 9pt;
  }
  .paper :is(.visit, .message, .step, .document) {
    break-inside: avoid;
  }
  .paper .part-title {
    break-after: avoid;
  }
  .paper :is(.document > .icon:last-child, summary > .icon) {
    display: none;
  }
  .paper .notice {
    border: 1px solid;
  }
`
