/** `npm run bench [-- options]`: checks the runtime, then hands over to bench.ts (which an old Node could not parse). */
import { demandNode } from '../kit/runtime.mjs'

demandNode()
await import('./bench.ts')
