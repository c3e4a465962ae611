import { expect } from '@open-wc/testing'
import * as periods from '../../widgets/base/periods.ts'
import * as model from '../../widgets/invoices/model.ts'

/** Numbers that are the same in every run. */
function dice(seed: number): (sides: number) => number {
  let state = seed
  return (sides) => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0
    return Math.floor((state / 2 ** 32) * sides)
  }
}

describe('guichet-invoices: the view and its address', () => {
  it('reads back every view that it writes, whatever the widget starts with', () => {
    const roll = dice(7)
    const one = <T>(of: readonly T[]) => of[roll(of.length)] as T
    const some = <T>(of: readonly T[]) => of.filter(() => roll(3) === 0)
    const texts = ['', 'a&b=c', 'é «100 %» #?/+', '\u202f;', 'state=paid']
    for (let turn = 0; turn < 5000; turn += 1) {
      const start = { ...model.everything, states: some(model.states), site: one(['', 's1', 'a/b']) }
      const period = one(periods.periods)
      const custom = period === 'custom'
      const view: model.View = {
        q: one(texts),
        period,
        from: custom ? one(['', '2026-01-31']) : '',
        to: custom ? one(['', '2026-02-28']) : '',
        states: some(model.states),
        kind: one(['', ...model.kinds] as const),
        site: one(['', 's2', 'a&b']),
        min: one(['', '10.00']),
        max: one(['', '1284.60']),
        sort: one(model.sorts),
        order: one(['asc', 'desc'] as const),
        open: one([null, '42', 'FA-1']),
      }
      expect(model.readRoute(model.writeRoute(view, start), start)).to.deep.equal(view)
    }
  })

  it('leaves out what it does not understand', () => {
    const odd = '/7?state=paid,nonsense&sort=colour&order=up&from=2026-02-30&min=much&kind=letter&other=1'
    expect(model.readRoute(odd)).to.deep.equal({ ...model.everything, states: ['paid'], open: '7' })
    expect(model.readRoute('')).to.deep.equal(model.everything)
  })

  it('reads amounts as people write them, and refuses what is none', () => {
    const read = { '1 284,6': '1284.60', '1\u202f284,60 €': '1284.60', '1,284.60': '1284.60', '1.284,60': '1284.60' }
    for (const [typed, meant] of Object.entries({
      ...read,
      '12': '12.00',
      '-36,5': '-36.50',
      '': '',
      '1,284': '1284.00',
    }))
      expect(model.readAmount(typed), typed).to.equal(meant)
    for (const typed of ['douze', '1,2,3', '12,345,6', '1e3', '0x10', '1.234.5']) {
      expect(model.readAmount(typed), typed).to.equal(null)
    }
  })

  it('knows the bounds of its periods, at the ends of months and years too', () => {
    const on = (period: periods.Period, today: Date) => periods.bounds({ ...model.everything, period }, today)
    const newYear = new Date(2026, 0, 1)
    expect(on('days-30', newYear)).to.deep.equal({ from: '2025-12-02' })
    expect(on('last-year', newYear)).to.deep.equal({ from: '2025-01-01', to: '2025-12-31' })
    expect(on('this-year', newYear)).to.deep.equal({ from: '2026-01-01' })
    expect(on('months-3', new Date(2026, 10, 21))).to.deep.equal({ from: '2026-08-21' })
    expect(on('all', newYear)).to.deep.equal({})
  })

  it('asks nothing by amounts that may not be seen', () => {
    const view: model.View = { ...model.everything, min: '1.00', max: '2.00', sort: 'remaining', order: 'asc' }
    expect(model.toQuery(view, new Date(), false)).to.deep.equal({ sort: 'issued', order: 'desc' })
    expect(model.toQuery(view, new Date(), true)).to.deep.include({ min: '1.00', max: '2.00', sort: 'remaining' })
  })

  it('counts late days by the calendar, across a change of the clock', () => {
    expect(periods.daysSince('2026-03-28', new Date(2026, 2, 30, 0, 30))).to.equal(2)
    expect(periods.daysSince('2026-10-24', new Date(2026, 9, 26, 23, 30))).to.equal(2)
    expect(periods.daysSince('2026-12-01', new Date(2026, 10, 30))).to.equal(-1)
  })
})
