/** How many are let in, by the turns of the event loop. */
import assert from 'node:assert/strict'
import { describe, test } from 'node:test'
import { Load, type Look, watchLoop } from '../../bff/gate/load.ts'
import { Turns } from '../../bff/gate/turns.ts'

describe('load', () => {
  const long: Look = { turn: 40, used: 0.95 }
  const short: Look = { turn: 10, used: 0.6 }
  /** A quarter of a second in which so many ask, evenly; then a look. @returns how many were let in */
  function quarter(bent: { load: Load; now: number }, asking: number, look: Look): number {
    let admitted = 0
    for (let n = 0; n < asking; n++) {
      bent.now += 250 / asking
      if (bent.load.admits()) admitted++
    }
    bent.load.observe(look)
    return admitted
  }
  function bending(longest: number): { load: Load; now: number } {
    const bent: { load: Load; now: number } = { now: 0, load: new Load(longest, () => bent.now) }
    return bent
  }

  test('where the turns of the event loop are long less is let in, each time, and never nothing', () => {
    const bent = bending(20)
    const seen = Array.from({ length: 20 }, () => quarter(bent, 100, long))
    assert.deepEqual(seen.slice(0, 2), [100, 100], 'one long turn is no crowd')
    assert.ok(seen[2] === 80 && seen[3] === 64, `${seen.join(' ')}`)
    assert.ok(
      seen.slice(-4).every((n) => n === 2 || n === 3),
      `ten a second: ${seen.join(' ')}`,
    )
    assert.ok(bent.load.refused > 0.9)
  })

  test('it says flood while more than three fifths are refused', () => {
    const bent = bending(20)
    for (let n = 0; n < 6; n++) quarter(bent, 100, long)
    assert.ok(bent.load.refused > 0.5 && bent.load.refused < 0.6, String(bent.load.refused))
    assert.equal(bent.load.flooded, false)
    quarter(bent, 100, long)
    assert.ok(bent.load.refused > 0.6, String(bent.load.refused))
    assert.equal(bent.load.flooded, true)
  })

  test('where they are short again more is let in, and after two seconds without a refusal everybody', () => {
    const bent = bending(20)
    for (let n = 0; n < 12; n++) quarter(bent, 100, long)
    const rising = Array.from({ length: 30 }, () => quarter(bent, 100, short))
    assert.deepEqual(
      rising.toSorted((a, b) => a - b),
      rising,
    )
    assert.equal(rising.at(-1), 100)
    for (let n = 0; n < 8; n++) quarter(bent, 100, short)
    assert.equal(Array.from({ length: 5_000 }, () => bent.load.admits()).every(Boolean), true, 'no limit any more')
  })

  test('where they are very short it goes quickly', () => {
    const bent = bending(20)
    for (let n = 0; n < 20; n++) quarter(bent, 100, long)
    const rising = Array.from({ length: 12 }, () => quarter(bent, 100, { turn: 3, used: 0.3 }))
    assert.ok(rising.includes(100), `back in three seconds: ${rising.join(' ')}`)
  })

  test('between long and short it stays; a burst waits for the next tenth of a second', () => {
    const bent = bending(20)
    for (let n = 0; n < 3; n++) quarter(bent, 100, long)
    const kept = Array.from({ length: 4 }, () => quarter(bent, 100, { turn: 17, used: 0.9 }))
    assert.equal(new Set(kept.slice(1)).size, 1, `${kept.join(' ')}`)
    bent.now += 10_000
    const atOnce = Array.from({ length: 1_000 }, () => bent.load.admits()).filter(Boolean).length
    assert.ok(atOnce <= 32, `${atOnce} of a limit of 256 a second`)
  })

  test('what takes long without a crowd is nobody’s fault: a big document, or a process with time to spare', () => {
    for (const [asking, look] of [
      [19, { turn: 250, used: 1 }],
      [100, { turn: 40, used: 0.5 }],
      [100, { turn: 19, used: 1 }],
    ] as const) {
      const bent = bending(20)
      for (let n = 0; n < 6; n++) assert.equal(quarter(bent, asking, look), asking)
    }
  })

  test('a flood is not waited for: three turns running, each a crowd and twice too long', () => {
    /** Lets in 25 of a quiet quarter, then sees these turns. @returns how many of the next quarter come in */
    const after = (turns: readonly (readonly [requests: number, length: number])[], longest = 20): number => {
      const bent = bending(longest)
      quarter(bent, 25, short)
      for (const [requests, length] of turns) bent.load.turned(requests, length)
      return quarter(bent, 400, short)
    }
    const flood = [80, 41] as const
    assert.ok(after([flood, flood, flood]) <= 24, 'four fifths of what came in before, and the burst of a tenth')
    assert.equal(after([flood, flood]), 400, 'what a pause has piled up is gone by then')
    assert.equal(after([flood, flood, [19, 41], flood, flood]), 400, 'no crowd between')
    assert.equal(after([flood, flood, [80, 40], flood, flood]), 400, 'not so long between')
    assert.equal(after([flood, flood, flood], 0), 400, 'switched off')
  })

  test('zero switches it off', () => {
    const bent = bending(0)
    for (let n = 0; n < 6; n++) assert.equal(quarter(bent, 100, { turn: 60_000, used: 1 }), 100)
  })

  const work = (milliseconds: number) => {
    const until = performance.now() + milliseconds
    while (performance.now() < until);
  }
  /** At the end of what this turn of the event loop has to do. */
  const turned = () => new Promise((turn) => setImmediate(turn))

  test('the event loop is looked at: a turn that is kept busy is long', async () => {
    const looks: Look[] = []
    const turns = new Turns()
    const watch = watchLoop(turns, (look) => looks.push(look))
    const end = performance.now() + 600
    while (performance.now() < end) {
      turns.came()
      work(30)
      await turned()
    }
    const busy = looks.at(-1)
    watch.stop()
    assert.ok(busy && busy.turn >= 25 && busy.used > 0.8, JSON.stringify(looks))
  })

  test('a turn counts as often as requests were read in it: a crowd’s is not hidden behind many short ones', async () => {
    const seen: number[] = []
    const turns = new Turns((requests) => seen.push(requests))
    assert.equal(turns.take(), 0, 'nobody came')
    for (let n = 0; n < 20; n++) {
      turns.came()
      await turned()
    }
    for (let n = 0; n < 80; n++) turns.came()
    work(40)
    await turned()
    const mean = turns.take()
    assert.ok(mean > 0.7 * 40, `${mean} ms`)
    assert.equal(turns.take(), 0, 'asked once more, nobody came since')
    assert.deepEqual(seen, [...Array.from({ length: 20 }, () => 1), 80], 'each turn is told')
  })
})
