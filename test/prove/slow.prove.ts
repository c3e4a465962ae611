/** Thousands of connections that send a byte now and then: the counter goes on answering, and shows them out in time. */
import assert from 'node:assert/strict'
import { spawn } from 'node:child_process'
import { monitorEventLoopDelay } from 'node:perf_hooks'
import { after, before, it } from 'node:test'
import { type Serving, serve } from '../../bff/main.ts'
import { type Counter, openCounter, pk, testConfig } from '../kit/counter.ts'

const wanted = Number(process.env.GUICHET_SLOW ?? 300)
let counter: Counter
let serving: Serving

before(async () => {
  counter = await openCounter('postgres')
  serving = await serve({
    ...counter.deps,
    config: { ...testConfig, host: '127.0.0.1', adminPort: 0, adminHost: '127.0.0.1' },
  })
})
after(async () => {
  await serving.stop(0)
  await counter.close()
})

/**
 * A process of its own, so that the crowd shares neither the counter's event loop nor its file descriptors. Half are slow
 * in the headers, half in the body; each sends a byte or a header every three seconds, from the moment it came.
 */
const crowd = `
const { connect } = require('node:net')
const [port, wanted, pk] = process.argv.slice(1)
let open = 0, closed = 0
const refused = {}
const one = (n) => {
  const socket = connect(Number(port), '127.0.0.1', () => {
    open++
    socket.write('POST /v1/' + pk + '/batch HTTP/1.1\\r\\nHost: localhost\\r\\nOrigin: http://localhost:8801\\r\\n')
    if (n % 2) socket.write('Content-Type: application/json\\r\\nContent-Length: 1000\\r\\n\\r\\n')
    const timer = setInterval(() => socket.writable && socket.write(n % 2 ? ' ' : 'X-' + n + ': 1\\r\\n'), 3000)
    socket.on('close', () => { clearInterval(timer); closed++ })
  })
  socket.on('error', (error) => socket.connecting && (refused[error.code] = (refused[error.code] ?? 0) + 1))
  socket.on('data', () => {})
}
let made = 0
const timer = setInterval(() => { for (let k = 0; k < 20 && made < Number(wanted); k++) one(made++) }, 10)
setInterval(() => process.send({ open, closed, refused }), 200)
process.on('disconnect', () => process.exit())
`

it(`${wanted} slow connections: /live and a real answer meanwhile`, async (t) => {
  const many = spawn(process.execPath, ['-e', crowd, String(serving.port), String(wanted), pk], {
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  })
  let state: { open: number; closed: number; refused: Record<string, number> } = { open: 0, closed: 0, refused: {} }
  many.on('message', (told: typeof state) => (state = told))
  const refused = () => Object.values(state.refused).reduce((sum, one) => sum + one, 0)
  const loop = monitorEventLoopDelay({ resolution: 5 })
  const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
  const base = `http://127.0.0.1:${serving.port}`
  const live: number[] = []
  let most = 0
  try {
    for (let waited = 0; state.open + refused() < wanted && waited < 30_000; waited += 100) await pause(100)
    most = state.open - state.closed
    const admin = `http://127.0.0.1:${serving.adminPort}`
    loop.enable()
    const until = performance.now() + 8000
    while (performance.now() < until) {
      const started = performance.now()
      const answer = await fetch(`${admin}/live`)
      await answer.text()
      assert.equal(answer.status, 200)
      live.push(performance.now() - started)
      await pause(20)
    }
    loop.disable()
    const answer = await fetch(`${base}/v1/${pk}/batch`, {
      method: 'POST',
      headers: { origin: 'http://localhost:8801', 'content-type': 'application/json' },
      body: '[{"key":"GET /portal"}]',
    })
    assert.match(await answer.text(), /"status":200/)
    // Whose headers are not there within ten seconds, or whose body within fifteen, is shown out.
    for (let waited = 0; state.closed < state.open && waited < 60_000; waited += 500) await pause(500)
  } finally {
    many.disconnect()
  }
  const sorted = live.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1)
  t.diagnostic(
    `figure slow connections: ${most} at once (not made: ${JSON.stringify(state.refused)}), /live on the admin port p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms (n = ${live.length}); of it the event loop, which counter and asker share, was late by ${(loop.percentile(50) / 1e6 - 5).toFixed(1)} ms (p50), ${(loop.percentile(99) / 1e6 - 5).toFixed(1)} ms (p99); ${state.closed} of ${state.open} shown out`,
  )
  assert.ok(most >= 0.95 * wanted)
  assert.equal(state.closed, state.open)
  assert.ok(Number(at(0.99)) <= 50, 'within 50 ms')
})
