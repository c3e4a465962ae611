import { expect } from '@open-wc/testing'
import { emulateMedia } from '@web/test-runner-commands'
import type { SubCall } from '../../bff/api.ts'
import { Refusal, type StubBff } from '../kit/stub-bff.ts'
import { spaceText, touchTargets } from '../kit/touch.ts'
import { listing, sheetOf } from './invoices-rows.ts'
import { mount, type Mounted, restore, words } from './invoices-reader.ts'
import { waitUntil } from '../kit/wait.ts'

type Options = NonNullable<Parameters<typeof mount>[0]>

interface State extends Options {
  name: string
  /** True when the state is reached. */
  shows: (mounted: Mounted) => boolean
  act?: (mounted: Mounted) => Promise<void>
}

const part =
  (name: string) =>
  ({ reader }: Mounted) =>
    reader.root.querySelector(`[part~=${name}]`) !== null
const hasRows = ({ reader }: Mounted) => reader.all('row').length > 0
const hasCards = ({ reader }: Mounted) => reader.all('listitem').length > 0
const hasList = (mounted: Mounted) => hasRows(mounted) || hasCards(mounted)
const sheetReady = ({ reader }: Mounted) => words(reader.root.querySelector('dialog')).includes('Pages noir et blanc')
const never = () => new Promise<never>(() => {})
const answer =
  (change: StubBff['answers']) =>
  (bff: StubBff): void => {
    Object.assign(bff.answers, change)
  }
const openFilters = async ({ reader }: Mounted) => {
  reader.get('button', /^Filtr|^Filters/).click()
  await reader.find('checkbox')
}

const states: State[] = [
  { name: 'skeleton', shows: part('skeleton'), prepare: answer({ 'GET /invoices': never }) },
  { name: 'ready', shows: hasRows },
  { name: 'ready, cards', width: 390, shows: hasCards },
  { name: 'ready, 320 px', width: 320, shows: hasCards },
  { name: 'ready, without amounts', amounts: false, shows: hasRows },
  { name: 'ready, cards without amounts', amounts: false, width: 390, shows: hasCards },
  { name: 'ready, filters open', route: '/?state=overdue&period=custom&min=10', shows: hasRows, act: openFilters },
  { name: 'nothing found', route: '/?q=zz', shows: part('nothing-found') },
  { name: 'empty', shows: part('empty'), prepare: answer({ 'GET /invoices': listing({}, { all: [] }) }) },
  { name: 'problem', shows: part('problem'), prepare: answer({ 'GET /invoices': new Refusal(500, 'unexpected') }) },
  { name: 'forbidden', rights: [], shows: part('forbidden') },
  { name: 'signed out', signedIn: false, shows: part('signed-out') },
  { name: 'offline', shows: part('offline'), prepare: (bff) => void (bff.network = 'offline') },
  { name: 'sheet', route: '/2', shows: sheetReady },
  { name: 'sheet of a credit note', route: '/5', shows: sheetReady },
  {
    name: 'sheet of a copy',
    route: '/2',
    shows: sheetReady,
    prepare: answer({ 'GET /invoices/:id': sheetOf('2', { pdf: 'copy' }) }),
  },
  { name: 'sheet without amounts', route: '/2', amounts: false, shows: sheetReady },
  {
    name: 'sheet, loading',
    shows: hasRows,
    act: async ({ bff, reader }) => {
      bff.answers['GET /invoices/:id'] = never
      reader.get('button', 'FA-0002').click()
      await waitUntil(() => reader.root.querySelector('dialog[open] .skeleton'))
    },
  },
  {
    name: 'sheet, problem',
    route: '/999',
    shows: ({ reader }) => reader.root.querySelector('dialog [part~=problem]') !== null,
  },
]

describe('guichet-invoices: every state is accessible', () => {
  let seen = 0
  afterEach(async () => {
    await restore()
    document.documentElement.style.colorScheme = ''
    document.body.style.background = ''
    await emulateMedia({ forcedColors: 'none' })
  })
  after(() => console.log(`guichet-invoices: ${seen} states without an axe violation`))

  async function reach(state: State, lang: 'fr' | 'en'): Promise<Mounted> {
    const prepare = (bff: StubBff) => {
      // Seven documents are of every kind and state, and more follow; a row is judged as often as it is drawn.
      const few = ({ query }: SubCall) => listing({ ...query, limit: 7 }, { amounts: state.amounts ?? true })
      Object.assign(bff.answers, { 'GET /invoices': few })
      state.prepare?.(bff)
    }
    const mounted = await mount({ ...state, lang, prepare })
    await waitUntil(() => state.shows(mounted), state.name)
    await state.act?.(mounted)
    // What moves is looked at when it has arrived; what breathes never does.
    const moving = mounted.reader.root.getAnimations().filter((each) => each.effect?.getTiming().iterations === 1)
    await Promise.all(moving.map((each) => each.finished))
    return mounted
  }

  /** Words have no colours: contrast, half of what axe costs, is looked at in French, in both lights and forced. */
  async function look(state: State, lang: 'fr' | 'en'): Promise<Mounted> {
    const mounted = await reach(state, lang)
    await expect(mounted.element).to.be.accessible({ ignoredRules: lang === 'en' ? ['color-contrast'] : [] })
    seen += 1
    return mounted
  }

  let measured = 0
  after(() => console.log(`guichet-invoices: ${measured} touch targets measured, 0 below 44 px`))

  /** 44 px to press, and no text lost when the reader spaces it. */
  function forAnyHand({ element }: Mounted): void {
    const targets = touchTargets(element)
    measured += targets.measured
    expect(targets.small).to.deep.equal([])
    const spaced = spaceText(element)
    expect(spaced.lost).to.deep.equal([])
    spaced.ends()
  }

  for (const state of states) {
    it(`${state.name}, French`, () => look(state, 'fr').then(forAnyHand))
    it(`${state.name}, English`, () => look(state, 'en').then(() => undefined))
  }

  for (const state of states.filter(({ name }) => /^(ready|ready, filters open|problem|sheet|empty)$/.test(name))) {
    it(`${state.name}, dark`, async () => {
      document.documentElement.style.colorScheme = 'dark'
      document.body.style.background = '#14181d'
      const { reader } = await look(state, 'fr')
      const text = getComputedStyle(reader.root.querySelector('.root') as Element).color
      expect(text, 'the page’s choice is followed').to.equal('rgb(233, 237, 242)')
    })
    it(`${state.name}, forced colours`, async () => {
      await emulateMedia({ forcedColors: 'active' })
      await look(state, 'fr')
    })
  }

  describe('for any hand and any eye', () => {
    const states320 = states.map((state) => ({
      ...state,
      name: `${state.name}, 320 px`,
      width: 320,
      shows: state.shows === hasRows ? hasList : state.shows,
    }))
    for (const state of states320) {
      it(`${state.name}: 44 px to press, and no text lost when the reader spaces it`, () =>
        reach(state, 'fr').then(forAnyHand))
    }

    it('a target of 30 px would be found', async () => {
      const { element, reader } = await mount()
      await reader.find('row')
      reader.get('button', 'Filtres').style.cssText = 'min-block-size: 0; block-size: 30px; padding-block: 0'
      expect(touchTargets(element).small).to.have.length(1)
    })

    it('a cut text would be found', async () => {
      const { element, reader } = await mount()
      await reader.find('row')
      const title = reader.get('heading')
      title.style.cssText = 'block-size: 10px; overflow: hidden'
      expect(spaceText(element).lost).to.have.length(1)
    })
  })
})
