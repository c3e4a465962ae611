/** Finds articles by what is typed of their codes: one that is meant goes into the cart, several are offered. */
import type { ArticleByCode } from '../../bff/api.ts'
import type { Call } from '../base/counter.ts'
import { asProblem } from '../base/problem.ts'
import type { SharedStrings } from '../base/strings/fr.ts'
import type { QuickAdd } from './face.ts'
import { bareCode } from './model.ts'
import type { CartStrings } from './strings/fr.ts'

interface Owner {
  call: Call
  words: () => { t: CartStrings; shared: SharedStrings }
  draw: () => void
  take: (article: ArticleByCode) => void
}

export class QuickFinder implements QuickAdd {
  code = ''
  busy = false
  error: string | undefined
  choices: readonly ArticleByCode[] = []
  readonly #owner: Owner

  constructor(owner: Owner) {
    this.#owner = owner
  }

  readonly type = (code: string): void => {
    this.code = code
    this.error = undefined
    this.#owner.draw()
  }

  readonly add = (article: ArticleByCode): void => {
    this.choices = []
    this.code = ''
    this.#owner.take(article)
  }

  readonly find = (): void => void this.#find()

  async #find(): Promise<void> {
    const { call, words, draw } = this.#owner
    const { t, shared } = words()
    const code = bareCode(this.code)
    this.choices = []
    this.error = code ? undefined : t.quickEmpty
    if (!code) return draw()
    this.busy = true
    draw()
    try {
      const { rows } = await call('GET /cart/articles', { query: { code: this.code.slice(0, 100) } })
      const exact = rows.filter((row) => bareCode(row.code) === code || bareCode(row.manufacturerCode ?? '') === code)
      const [only] = exact.length === 1 ? exact : rows.length === 1 ? rows : []
      if (only) this.add(only)
      else if (rows.length === 0) this.error = t.quickNone
      else this.choices = rows
    } catch (thrown) {
      this.error = shared.problems[asProblem(thrown).code]
    } finally {
      this.busy = false
      draw()
    }
  }
}
