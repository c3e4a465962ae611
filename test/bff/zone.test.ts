import assert from 'node:assert/strict'
import { describe, it } from 'node:test'
import { clockFrom } from '../../bff/base/clock.ts'
import { momentAt } from '../../bff/base/zone.ts'

describe('the clock of a zone', () => {
  for (const [instant, zone, day, time] of [
    ['2026-03-29T00:59:59Z', 'Europe/Paris', '2026-03-29', '01:59'],
    ['2026-03-29T01:00:00Z', 'Europe/Paris', '2026-03-29', '03:00'],
    ['2026-10-25T01:00:00Z', 'Europe/Paris', '2026-10-25', '02:00'],
    ['2026-12-31T23:00:00Z', 'Europe/Paris', '2027-01-01', '00:00'],
    ['2026-12-31T20:00:00Z', 'Indian/Reunion', '2027-01-01', '00:00'],
    ['2027-01-01T02:00:00Z', 'America/Cayenne', '2026-12-31', '23:00'],
  ] as const)
    it(`${instant} is ${day} ${time} in ${zone}`, () => {
      assert.deepEqual(momentAt(new Date(instant), zone), { day, time })
      assert.equal(clockFrom(() => new Date(instant)).today(zone), day)
    })

  it('refuses what is no instant, and no zone', () => {
    assert.throws(() => momentAt(new Date('soon'), 'Europe/Paris'), RangeError)
    assert.throws(() => momentAt(new Date(), 'Europe/Lutetia'), RangeError)
  })
})
