/** Prints what the built widgets weigh against test/guard/budget.json. `npm run sizes`; also part of `npm run build`. */
import { buildWhenStale } from './dist.ts'
import { measure, readBudget, readManifest, table } from './weights.ts'

await buildWhenStale()
const rows = measure(readManifest(), readBudget())
console.log(table(rows))
if (rows.some((row) => row.actual > row.limit)) {
  console.error('A budget is exceeded: make it smaller, or raise the number in test/guard/budget.json with its reason.')
  process.exitCode = 1
}
