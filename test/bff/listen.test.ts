/** The customers' port: many newcomers at once, and nobody who shares it unasked. */
import assert from 'node:assert/strict'
import { once } from 'node:events'
import { createServer, type ServerResponse } from 'node:http'
import { Worker } from 'node:worker_threads'
import { test } from 'node:test'
import { setImmediate as turn } from 'node:timers/promises'
import { listen, openDoors, operators, StartError } from '../../bff/listen.ts'

const crowd = 64
/** Connects from a thread of its own, so that all of them wait in the kernel while this one stands still. */
const connecting = `
  const { workerData: { port, crowd, made } } = require('node:worker_threads')
  const { connect } = require('node:net')
  for (let n = 0; n < crowd; n++) connect(port, '127.0.0.1', () => {
    Atomics.add(made, 0, 1)
    Atomics.notify(made, 0)
  }).on('error', () => {})`

/** Turns of the event loop in which all of them are accepted. */
async function turnsToAccept(server: ReturnType<typeof createServer>, port: number): Promise<number> {
  const accepted: unknown[] = []
  server.on('connection', (socket) => accepted.push(socket))
  const made = new Int32Array(new SharedArrayBuffer(4))
  const worker = new Worker(connecting, { eval: true, workerData: { port, crowd, made } })
  await once(worker, 'online')
  for (let now = 0; now < crowd; now = Atomics.load(made, 0)) Atomics.wait(made, 0, now, 100)
  let turns = 0
  for (; accepted.length < crowd; turns++) await turn()
  await worker.terminate()
  return turns
}

test('[CO-02] of many who come at once several are accepted in each turn of the event loop', async () => {
  const server = createServer()
  const doors = await openDoors(server, 0, '127.0.0.1')
  const turns = await turnsToAccept(server, doors.port)
  server.closeAllConnections()
  await doors.close(0)
  assert.ok(turns < crowd / 2, `${turns} turns for ${crowd} connections`)
})

test('twin: one socket accepts one a turn', async () => {
  const server = createServer()
  const port = await listen(server, 0, '127.0.0.1', operators)
  const turns = await turnsToAccept(server, port)
  server.closeAllConnections()
  await new Promise((closed) => server.close(closed))
  assert.ok(turns >= crowd, `${turns} turns for ${crowd} connections`)
})

test('a second program is told that the port is taken, though its sockets could share it', async () => {
  const first = await openDoors(createServer(), 0, '127.0.0.1')
  await assert.rejects(
    openDoors(createServer(), first.port, '127.0.0.1'),
    (error: unknown) => error instanceof StartError && error.message.startsWith(`Port ${first.port} is taken`),
  )
  await first.close(0)
})

test('whoever came in by a side door is waited for, and counted as idle', async () => {
  const waiting: ServerResponse[] = []
  const server = createServer((_, outgoing) => waiting.push(outgoing))
  const doors = await openDoors(server, 0, '127.0.0.1')
  const answers = Array.from({ length: 16 }, () => fetch(`http://127.0.0.1:${doors.port}/`).then((got) => got.text()))
  while (waiting.length < 16) await once(server, 'request')
  const closed = doors.close(1)
  for (const outgoing of waiting) outgoing.end('done')
  assert.deepEqual(await Promise.all(answers), Array<string>(16).fill('done'))
  server.closeIdleConnections()
  await closed
})
