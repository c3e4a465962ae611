import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { PGlite } from '@electric-sql/pglite'
import { folded, patternOf, wordsOf } from '../../bff/base/search.ts'
import { freshCluster } from '../kit/db.ts'

let pg: PGlite
before(async () => {
  pg = await PGlite.create({ loadDataDir: await freshCluster() })
})
after(() => pg.close())

const has = async (text: string, word: string) => {
  const { rows } = await pg.query<{ found: boolean }>('select $1::text ~ $2 as found', [text, patternOf(word)])
  return rows[0]?.found
}

test('a word is found in every spelling', async () => {
  const texts = ['Échéance', 'ECHEANCE', 'échéance', 'E\u0301che\u0301ance', 'l’échéance du mois']
  for (const text of texts) {
    for (const typed of ['échéance', 'ECHEANCE', 'Échéance', 'e\u0301che\u0301ance']) {
      assert.equal(await has(text, folded(typed)), true, `${typed} in ${text}`)
    }
    assert.equal(await has(text, 'echeances'), false)
  }
  for (const text of ['Œuvre', 'oeuvre', 'ŒUVRE', 'OEUVRE', 'OEuvre'])
    assert.equal(await has(text, folded('œuvre')), true, text)
  assert.equal(await has('ex æquo', folded('aequo')), true)
  assert.equal(await has('l’eau', folded("L'EAU")), true)
  assert.equal(await has('Straße Ωmega', folded('straße')), true)
  assert.equal(await has('Straße Ωmega', folded('ωmega')), true)
})

test('every printable character is itself and nothing more', async () => {
  for (let code = 33; code < 127; code++) {
    const character = String.fromCharCode(code)
    const word = folded(character)
    assert.equal(await has(`x${character}x`, word), true, character)
    assert.equal(await has('', word), false, character)
    assert.equal(await has('\u00b6\u00b7 \u00b6', word), false, character)
  }
  for (const word of ['***=a', '(?i)a', '[[:alpha:]]', '\\d', '\\m', 'a{2}', '(', ']', '|', '^a', 'a$', '.*', '\\']) {
    assert.equal(await has(`- ${word} -`, folded(word)), true, word)
    assert.equal(await has('- aa 7 bcd -', folded(word)), false, word)
  }
})

test('a search is at most six different words', () => {
  assert.deepEqual(wordsOf('  Toner\u00a0NOIR toner  été '), ['toner', 'noir', 'ete'])
  assert.equal(wordsOf('a b c d e f g h').length, 6)
  assert.deepEqual(wordsOf(' \u202f '), [])
})
