/** `npm run bench [-- options]` and `npm run bench -- crash [--kills 40]`: checks the runtime, then hands over to bench.ts (which an old Node could not parse). */
import { demandNode } from '../kit/runtime.mjs'

demandNode()
await import(process.argv[2] === 'crash' ? './crash-bench.ts' : './bench.ts')
