/** Thousands of connections that send a byte now and then: the counter goes on answering, and shows them out in time. */
import assert from 'node:assert/strict'
import { after, before, it } from 'node:test'
import { Worker } from 'node:worker_threads'
import { type Serving, serve } from '../../bff/main.ts'
import { type Counter, openCounter, pk, testConfig } from '../kit/counter.ts'

const wanted = Number(process.env.GUICHET_SLOW ?? 300)
let counter: Counter
let serving: Serving

before(async () => {
  counter = await openCounter('postgres')
  serving = await serve({ ...counter.deps, config: { ...testConfig, host: '127.0.0.1' } })
})
after(async () => {
  await serving.stop(0)
  await counter.close()
})

/** In a thread of its own, so that the crowd does not share the counter's event loop. Half are slow in the headers, half in the body. */
const crowd = `
const { parentPort, workerData: { port, pk, wanted } } = require('node:worker_threads')
const { connect } = require('node:net')
let open = 0, closed = 0, refused = 0
const sockets = []
const one = (n) => {
  const socket = connect(port, '127.0.0.1', () => {
    open++
    socket.write('POST /v1/' + pk + '/batch HTTP/1.1\\r\\nHost: localhost\\r\\nOrigin: http://localhost:8801\\r\\n')
    if (n % 2) socket.write('Content-Type: application/json\\r\\nContent-Length: 1000\\r\\n\\r\\n')
  })
  socket.on('error', () => void refused++)
  socket.on('close', () => void closed++)
  socket.on('data', () => {})
  sockets.push([socket, n])
}
let made = 0
const timer = setInterval(() => { for (let k = 0; k < 100 && made < wanted; k++) one(made++) }, 20)
setInterval(() => { for (const [socket, n] of sockets) if (socket.writable) socket.write(n % 2 ? ' ' : 'X-' + n + ': 1\\r\\n') }, 3000)
setInterval(() => parentPort.postMessage({ open, closed, refused }), 200)
`

it(`${wanted} slow connections: /live and a real answer meanwhile`, async (t) => {
  const worker = new Worker(crowd, { eval: true, workerData: { port: serving.port, pk, wanted } })
  let state = { open: 0, closed: 0, refused: 0 }
  worker.on('message', (told: typeof state) => (state = told))
  const pause = (milliseconds: number) => new Promise((done) => setTimeout(done, milliseconds))
  const base = `http://127.0.0.1:${serving.port}`
  const live: number[] = []
  let most = 0
  try {
    for (let waited = 0; state.open + state.refused < wanted && waited < 30_000; waited += 100) await pause(100)
    most = state.open - state.closed
    const until = performance.now() + 8000
    while (performance.now() < until) {
      const started = performance.now()
      const answer = await fetch(`${base}/live`)
      await answer.text()
      assert.equal(answer.status, 200)
      live.push(performance.now() - started)
      await pause(20)
    }
    const answer = await fetch(`${base}/v1/${pk}/batch`, {
      method: 'POST',
      headers: { origin: 'http://localhost:8801', 'content-type': 'application/json' },
      body: '[{"key":"GET /portal"}]',
    })
    assert.match(await answer.text(), /"status":200/)
    // Those who have not finished their headers within ten seconds, or the request within three minutes, are shown out.
    for (let waited = 0; state.closed < state.open && waited < 200_000; waited += 500) await pause(500)
  } finally {
    await worker.terminate()
  }
  const sorted = live.toSorted((a, b) => a - b)
  const at = (share: number) => (sorted[Math.floor((sorted.length - 1) * share)] ?? 0).toFixed(1)
  t.diagnostic(
    `figure slow connections: ${most} at once (${state.refused} refused), /live p50 ${at(0.5)} ms, p99 ${at(0.99)} ms, longest ${at(1)} ms (n = ${live.length}); ${state.closed} of ${state.open} shown out`,
  )
  assert.ok(most >= 0.95 * wanted)
  assert.equal(state.closed, state.open)
  assert.ok(Number(at(0.99)) <= 50, 'within 50 ms')
})
