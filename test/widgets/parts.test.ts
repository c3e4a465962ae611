import { expect, fixture } from '@open-wc/testing'
import { html, LitElement, render, type TemplateResult } from 'lit'
import { badge } from '../../widgets/parts/badge.ts'
import { button } from '../../widgets/parts/button.ts'
import { chips } from '../../widgets/parts/chip.ts'
import { empty } from '../../widgets/parts/empty.ts'
import { checkbox, textField } from '../../widgets/parts/field.ts'
import { selectField } from '../../widgets/parts/select.ts'
import { heading } from '../../widgets/parts/heading.ts'
import { iconCheck, iconDanger, iconSuccess } from '../../widgets/parts/icons.ts'
import { iconDocument } from '../../widgets/parts/icons-rows.ts'
import { notice, type Tone } from '../../widgets/parts/notice.ts'
import { pager } from '../../widgets/parts/pager.ts'
import { sheet } from '../../widgets/parts/sheet.ts'
import { skeleton } from '../../widgets/parts/skeleton.ts'
import { table } from '../../widgets/parts/table.ts'
import { listSheets } from '../../widgets/parts/list-sheets.ts'
import { base } from '../../widgets/styles/base.ts'
import { tokens } from '../../widgets/styles/tokens.ts'
import { waitUntil } from '../kit/wait.ts'

/** A root as every widget has one, to draw parts in. */
class PartsStage extends LitElement {
  static override styles = [tokens, base, ...listSheets]
  static override properties = { drawn: { attribute: false } }
  declare drawn: unknown
  protected override render() {
    return html`<div class="root" lang="fr">${this.drawn}</div>`
  }
}
customElements.define('parts-stage', PartsStage)

async function draw(drawn: unknown, style = ''): Promise<ShadowRoot> {
  const stage = await fixture<PartsStage>(html`<parts-stage .drawn=${drawn}></parts-stage>`)
  stage.style.cssText = style
  await stage.updateComplete
  return stage.shadowRoot as ShadowRoot
}

const tones: Tone[] = ['info', 'success', 'warning', 'danger']
const nothingToDo = () => {}
const everything: Record<string, () => TemplateResult> = {
  buttons: () =>
    html`${(['primary', 'secondary', 'quiet', 'danger'] as const).map((kind) => button({ label: kind, kind, icon: iconCheck }))}
    ${button({ label: 'Attendre', busy: true })} ${button({ label: 'Fermer', icon: iconCheck, iconOnly: true })}
    ${button({ label: 'Éteint', disabled: true })}`,
  fields: () =>
    html`${textField({ id: 'a', label: 'Nom', value: 'Dupond', hint: 'Comme sur la facture', error: 'Trop court' })}
    ${textField({ id: 'b', label: 'Rechercher', labelHidden: true, type: 'search', value: '', placeholder: 'Mot' })}
    ${textField({ id: 'c', label: 'Du', type: 'date', value: '2026-01-01' })}
    ${selectField({ id: 'd', label: 'Type', value: '1', options: [{ value: '1', label: 'Un' }], onChange: nothingToDo })}
    ${checkbox({ id: 'e', label: 'Rester connecté', checked: true, onChange: nothingToDo })}
    ${checkbox({ id: 'f', label: 'Réglée', checked: true, look: 'pill', onChange: nothingToDo })}`,
  notices: () =>
    html`${tones.map((tone) =>
      notice({ tone, title: tone, text: 'Texte', note: 'Référence', actions: button({ label: `Agir ${tone}` }) }),
    )}`,
  badges: () => html`${tones.map((tone) => badge(tone, iconSuccess, tone))} ${badge('neutre', iconDocument)}`,
  chips: () =>
    html`${chips([{ key: 'a', label: 'Réglée', removeLabel: 'Retirer Réglée', onRemove: nothingToDo }], 'Filtres')}`,
  empty: () => html`${empty({ icon: iconDocument, title: 'Rien', text: 'Encore rien', note: 'Référence' })}`,
  failed: () => html`${empty({ icon: iconDanger, title: 'Échec', text: 'Réessayez', role: 'alert' })}`,
  pager: () =>
    html`${pager({ shown: '20 sur 40', moreLabel: 'Afficher plus', more: true, busy: false, onMore: nothingToDo })}`,
  skeleton: () => html`${skeleton(['title', 'control', 'row', 'card'], 'Chargement…')}`,
  heading: () => html`${heading(2, 'Factures')}`,
}

describe('parts', () => {
  let seen = 0
  afterEach(() => {
    document.documentElement.style.colorScheme = ''
    document.body.style.background = ''
  })
  after(() => console.log(`parts: ${seen} drawings without an axe violation`))

  for (const [name, drawing] of Object.entries(everything)) {
    for (const scheme of ['light', 'dark']) {
      it(`${name} are accessible, ${scheme}`, async () => {
        document.documentElement.style.colorScheme = scheme
        document.body.style.background = scheme === 'dark' ? '#14181d' : '#fff'
        const root = await draw(drawing())
        await expect(root.host).to.be.accessible()
        seen += 1
      })
    }
  }

  it('a busy button keeps its place and the focus, and acts once', async () => {
    let pressed = 0
    const drawing = (busy: boolean) => button({ label: 'Envoyer', onClick: () => (pressed += 1), busy })
    const root = await draw(drawing(false))
    const stage = root.host as PartsStage
    const shown = root.querySelector('button') as HTMLButtonElement
    shown.focus()
    shown.click()
    stage.drawn = drawing(true)
    await stage.updateComplete
    root.querySelector('button')?.click()
    expect(pressed).to.equal(1)
    expect(root.activeElement?.getAttribute('aria-busy')).to.equal('true')
  })

  it('a busy submit button does not send its form again', async () => {
    let sent = 0
    const root = await draw(
      html`<form @submit=${(event: Event) => {
        event.preventDefault()
        sent += 1
      }}>${button({ label: 'Envoyer', type: 'submit', busy: true })}</form>`,
    )
    root.querySelector('button')?.click()
    expect(sent).to.equal(0)
  })

  it('an error is tied to its field and read with its hint', async () => {
    const root = await draw(
      html`${textField({ id: 'x', label: 'Code', value: '', hint: 'Dix signes', error: 'Trop court' })}`,
    )
    const input = root.querySelector('input')
    const described = input
      ?.getAttribute('aria-describedby')
      ?.split(' ')
      .map((id) => root.getElementById(id)?.textContent)
    expect(input?.getAttribute('aria-invalid')).to.equal('true')
    expect(described?.join(' ')).to.contain('Trop court').and.contain('Dix signes')
  })

  it('a press on a row opens it; a press on a button in it does not', async () => {
    const opened: string[] = []
    const root = await draw(
      table(
        {
          t: { caption: () => 'Lignes', sort: { name: 'nom' } },
          view: { sort: 'name', order: 'asc' as const },
          change: () => {},
          open: (id) => opened.push(id),
        },
        () => 'asc',
        {
          columns: [
            { label: 'Nom', heads: true, cell: ({ id }) => id },
            { label: 'Agir', labelHidden: true, cell: () => html`<button type="button"><span>x</span></button>` },
          ],
          rows: [{ id: 'a' }, { id: 'b' }],
          card: ({ id }) => html`${id}`,
        },
      ),
      'width: 1200px',
    )
    root.querySelector('span')?.click()
    for (const inside of root.querySelectorAll<HTMLElement>('tbody button span')) inside.click()
    expect(opened).to.deep.equal([])
    root.querySelectorAll<HTMLElement>('tbody th')[1]?.click()
    expect(opened).to.deep.equal(['b'])
  })

  it('a sheet tells its owner of every wish to close, and closes only when told', async () => {
    let wishes = 0
    const options = {
      title: 'Détail',
      closeLabel: 'Fermer',
      onClose: () => (wishes += 1),
      body: () => html`<p>Corps</p>`,
    }
    const root = await draw(sheet({ ...options, open: true }))
    const dialog = root.querySelector('dialog') as HTMLDialogElement
    await waitUntil(() => dialog.open)
    dialog.dispatchEvent(new Event('cancel', { cancelable: true }))
    root.querySelector<HTMLElement>('dialog button')?.click()
    expect(wishes).to.equal(2)
    expect(dialog.open).to.equal(true)
    ;(root.host as PartsStage).drawn = sheet({ ...options, open: false })
    await waitUntil(() => !dialog.open)
    expect(dialog.textContent?.trim()).to.equal('')
  })

  it('draws icons without a name of their own, and each only where it is asked for', async () => {
    const root = await draw(html`${button({ label: 'Fermer', icon: iconCheck, iconOnly: true })}`)
    const icon = root.querySelector('svg')
    expect(icon?.getAttribute('aria-hidden')).to.equal('true')
    expect(icon?.querySelector('path')?.namespaceURI).to.equal('http://www.w3.org/2000/svg')
  })
})

describe('tokens', () => {
  /** Red, green, blue (0 to 1) of a colour as the browser paints it. */
  function painted(color: string): number[] {
    const canvas = new OffscreenCanvas(1, 1)
    const pen = canvas.getContext('2d') as OffscreenCanvasRenderingContext2D
    pen.fillStyle = color
    pen.fillRect(0, 0, 1, 1)
    return [...pen.getImageData(0, 0, 1, 1).data].slice(0, 3).map((value) => value / 255)
  }
  const luminance = (color: string) =>
    painted(color)
      .map((value) => (value <= 0.04045 ? value / 12.92 : ((value + 0.055) / 1.055) ** 2.4))
      .reduce((sum, value, index) => sum + value * ([0.2126, 0.7152, 0.0722][index] ?? 0), 0)
  const contrast = (a: string, b: string) => {
    const [high = 0, low = 0] = [luminance(a), luminance(b)].sort((x, y) => y - x)
    return (high + 0.05) / (low + 0.05)
  }

  it('whatever accent a page chooses, text on it and links made from it read at 4.5:1 or better', async () => {
    const box = document.createElement('div')
    document.body.append(box)
    const root = await draw(html`${button({ label: 'a', kind: 'primary' })}${button({ label: 'b', kind: 'quiet' })}`)
    const stage = root.host as HTMLElement
    const [primary, quiet] = root.querySelectorAll('button')
    for (const element of [primary, quiet]) element?.style.setProperty('transition', 'none')
    let tried = 0
    for (const scheme of ['light', 'dark']) {
      stage.style.colorScheme = scheme
      const surface = scheme === 'dark' ? '#181d24' : '#ffffff'
      for (let hue = 0; hue < 360; hue += 20) {
        for (const [saturation, lightness] of [
          [100, 50],
          [80, 35],
          [60, 45],
          [90, 65],
          [30, 55],
          [100, 85],
          [70, 15],
        ]) {
          const accent = `hsl(${hue} ${saturation}% ${lightness}%)`
          stage.style.setProperty('--guichet-accent', accent)
          const onAccent = getComputedStyle(primary as Element)
          expect(contrast(onAccent.color, onAccent.backgroundColor), `on ${accent}`).to.be.at.least(4.5)
          const link = getComputedStyle(quiet as Element).color
          expect(contrast(link, surface), `link from ${accent}, ${scheme}`).to.be.at.least(4.5)
          tried += 1
        }
      }
    }
    box.remove()
    expect(tried).to.equal(252)
  })

  it('come from anywhere above, and none is set on the page', async () => {
    const holder = document.createElement('div')
    holder.style.setProperty('--guichet-text', 'rgb(1, 2, 3)')
    document.body.append(holder)
    render(html`<parts-stage></parts-stage>`, holder)
    const stage = holder.firstElementChild as PartsStage
    await stage.updateComplete
    const inner = stage.shadowRoot?.querySelector('.root') as Element
    expect(getComputedStyle(inner).color).to.equal('rgb(1, 2, 3)')
    expect(getComputedStyle(holder).getPropertyValue('--g-text')).to.equal('')
    holder.remove()
  })

  it('a page in dark is followed; the theme attribute decides otherwise', async () => {
    const root = await draw(html`x`)
    const stage = root.host as HTMLElement
    const text = () => getComputedStyle(root.querySelector('.root') as Element).color
    const light = text()
    stage.style.colorScheme = 'dark'
    const dark = text()
    expect(dark).not.to.equal(light)
    stage.setAttribute('theme', 'light')
    expect(text()).to.equal(light)
    stage.style.colorScheme = 'light'
    stage.setAttribute('theme', 'dark')
    expect(text()).to.equal(dark)
  })
})
