/** `npm run prove [-- --only probes,proofs --size 0.1 --list]`: checks the runtime, then hands over to prove.ts. */
import { demandNode } from '../kit/runtime.mjs'

demandNode()
await import('./prove.ts')
