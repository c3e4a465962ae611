/** `npm run bench [-- options]` and `npm run bench -- crash [--kills 40]` and `npm run bench -- export`: checks the runtime, then hands over to bench.ts (which an old Node could not parse). */
import { demandNode } from '../kit/runtime.mjs'

demandNode()
const benches = { crash: './crash-bench.ts', export: './export-bench.ts' }
await import(benches[process.argv[2]] ?? './bench.ts')
