/** `npm test [-- filter…]`: checks the runtime, then hands over to suite.ts (which an old Node could not parse). */
import { demandNode } from './runtime.mjs'

demandNode()
await import('./suite.ts')
