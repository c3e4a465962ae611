/** A process over real HTTP: start, stop, a database that goes and comes back, the built widgets. */
import assert from 'node:assert/strict'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { createServer } from 'node:http'
import { type AddressInfo, connect, createServer as createTcp, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { after, before, describe, test } from 'node:test'
import { openVendors } from '../../bff/db/vendors.ts'
import { StartError } from '../../bff/listen.ts'
import { type Serving, serve } from '../../bff/main.ts'
import type { Deps } from '../../bff/deps.ts'
import { codeOf, TestClient } from '../kit/client.ts'
import { type Counter, demoPassword, openCounter, origin, pk, testConfig } from '../kit/counter.ts'

describe('a process', () => {
  let counter: Counter
  let folder: string

  before(async () => {
    counter = await openCounter('postgres')
    folder = mkdtempSync(join(tmpdir(), 'guichet-widgets-'))
    mkdirSync(join(folder, 'a'))
    writeFileSync(join(folder, 'guichet.js'), 'export {}\n')
    writeFileSync(join(folder, 'manifest.json'), '{"secret":true}')
    writeFileSync(join(folder, 'a/login-0a1b2c.js'), 'plain')
    writeFileSync(join(folder, 'a/login-0a1b2c.js.br'), 'brotli')
    writeFileSync(join(folder, 'a/login-0a1b2c.js.gz'), 'gzip')
    writeFileSync(join(folder, 'a/.hidden.js'), 'hidden')
  })
  after(async () => {
    await counter.close()
    rmSync(folder, { recursive: true, force: true })
  })

  async function started(change: Partial<Deps> = {}): Promise<Serving & { base: string; client(): TestClient }> {
    const deps: Deps = { ...counter.deps, config: { ...testConfig, widgetsDir: folder }, ...change }
    const serving = await serve(deps)
    const base = `http://localhost:${serving.port}`
    // Proofs name the public address; the connection goes to the port that was free.
    const client = () =>
      new TestClient({
        fetch: async (request) => {
          const body = request.body ? await request.arrayBuffer() : undefined
          const url = request.url.replace('http://localhost:8787', base)
          return fetch(url, { method: request.method, headers: request.headers, ...(body && { body }) })
        },
        pk,
        origin,
      })
    return { ...serving, base, client }
  }

  test('a port that is taken is told in a sentence that says what to do', async () => {
    const other = createServer().listen(0, 'localhost')
    await new Promise((resolve) => other.once('listening', resolve))
    const { port } = other.address() as AddressInfo
    await assert.rejects(serve({ ...counter.deps, config: { ...testConfig, port } }), (error: unknown) => {
      return error instanceof StartError && new RegExp(`^Port ${port} is taken: .*GUICHET_PORT`).test(error.message)
    })
    other.close()
  })

  test('a stopping process says so on /ready, answers who still comes, and then is gone', async () => {
    const serving = await started({ vendors: { ...counter.deps.vendors, close: async () => {} } })
    assert.equal((await fetch(`${serving.base}/live`)).status, 200)
    assert.equal((await fetch(`${serving.base}/ready`)).status, 200)
    const client = serving.client()
    await client.signIn('dupond', demoPassword)
    const stopped = serving.stop(400)
    assert.equal((await fetch(`${serving.base}/ready`)).status, 503)
    assert.equal((await client.call('GET /session')).login, 'dupond')
    await stopped
    await assert.rejects(fetch(`${serving.base}/live`))
  })

  test('the caller’s address is the connection’s', async () => {
    const serving = await started({ vendors: { ...counter.deps.vendors, close: async () => {} } })
    await serving.client().call('GET /portal')
    const line = counter.lines.filter(({ event }) => event === 'request').at(-1)
    assert.match(String(line?.network), /^(127\.0\.0\.0\/24|0:0:0::\/48)$/)
    await serving.stop(0)
  })

  describe('the built widgets', () => {
    let serving: Awaited<ReturnType<typeof started>>
    before(async () => {
      serving = await started({ vendors: { ...counter.deps.vendors, close: async () => {} } })
    })
    after(() => serving.stop(0))
    const get = (path: string, headers: Record<string, string> = {}) => fetch(serving.base + path, { headers })

    test('the loader is the same for each portal, short-lived, readable from everywhere', async () => {
      for (const key of [pk, 'pk_brumaire_demodemodemodemo']) {
        const response = await get(`/${key}/guichet.js`)
        assert.equal(await response.text(), 'export {}\n')
        assert.equal(response.headers.get('access-control-allow-origin'), '*')
        assert.equal(response.headers.get('cross-origin-resource-policy'), 'cross-origin')
        assert.equal(response.headers.get('content-type'), 'text/javascript; charset=utf-8')
        assert.match(response.headers.get('cache-control') ?? '', /max-age=300/)
        const tag = response.headers.get('etag') ?? ''
        assert.equal((await get(`/${key}/guichet.js`, { 'if-none-match': tag })).status, 304)
      }
    })

    test('a chunk is for ever, in the coding that the browser takes', async () => {
      const coded = async (accept: string) => {
        const answer = await new Promise<string>((resolve, reject) => {
          const socket = connect(Number(new URL(serving.base).port), 'localhost')
          let text = ''
          socket.on('data', (data) => (text += data.toString()))
          socket.on('end', () => resolve(text))
          socket.on('error', reject)
          socket.write(
            `GET /a/login-0a1b2c.js HTTP/1.1\r\nHost: x\r\nAccept-Encoding: ${accept}\r\nConnection: close\r\n\r\n`,
          )
        })
        assert.match(answer, /cache-control: public, max-age=31536000, immutable/i)
        return answer.split('\r\n').at(-1)
      }
      assert.equal(await coded('gzip, deflate, br'), 'brotli')
      assert.equal(await coded('gzip'), 'gzip')
      assert.equal(await coded('br;q=0, gzip;q=0.0'), 'plain')
      assert.equal(await coded('identity'), 'plain')
    })

    for (const path of [
      '/a/manifest.json',
      '/a/../manifest.json',
      '/a/..%2fmanifest.json',
      '/a/%2e%2e/manifest.json',
      '/a//login-0a1b2c.js',
      '/a/.hidden.js',
      '/a/login-0a1b2c.js.br',
      '/a/',
      '/a/login-0a1b2c.js%00',
      '/a/LOGIN-0a1b2c.js',
      '/a/..%5cmanifest.json',
      '/manifest.json',
      '/x/guichet.js',
      '/pk_armoise_demodemodemodemo/manifest.json',
      '/pk_armoise_demodemodemodemo/../a/x.js',
    ]) {
      test(`${path} is not served`, async () => {
        const raw = await new Promise<string>((resolve, reject) => {
          const socket = connect(Number(new URL(serving.base).port), 'localhost')
          let text = ''
          socket.on('data', (data) => (text += data.toString()))
          socket.on('end', () => resolve(text))
          socket.on('error', reject)
          socket.write(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)
        })
        assert.match(raw, /^HTTP\/1\.1 40[04] /)
        assert.ok(!raw.includes('secret') && !raw.includes('hidden') && !raw.includes('brotli'))
      })
    }
  })

  test('a database that goes away: clear answers, no crash; back again: the next request works', async () => {
    const target = new URL(counter.vendor.place.url ?? '')
    const sockets = new Set<Socket>()
    let open = true
    const proxy = createTcp((from) => {
      if (!open) {
        from.destroy()
        return
      }
      const to = connect(Number(target.port), target.hostname)
      for (const socket of [from, to]) {
        sockets.add(socket)
        socket.on('error', () => {})
        socket.on('close', () => [from, to].forEach((one) => one.destroy()))
      }
      from.pipe(to)
      to.pipe(from)
    })
    await new Promise<void>((resolve) => void proxy.listen(0, '127.0.0.1', resolve))
    const through = new URL(target)
    through.host = `127.0.0.1:${(proxy.address() as AddressInfo).port}`
    const vendors = openVendors([{ ...counter.vendor.place, url: through.href }])
    const serving = await started({ vendors })
    const client = serving.client()
    await client.signIn('dupond', demoPassword)
    await client.call('GET /sites', { query: {} })

    open = false
    for (const socket of sockets) socket.destroy()
    await new Promise((resolve) => setTimeout(resolve, 1500))
    for (let n = 0; n < 3; n++) {
      const [reply] = await client
        .batch([{ key: 'GET /sites' }])
        .catch((error: { body: { code: string } }) => [{ status: 503, body: error.body }])
      assert.equal(codeOf(reply), 'management-unavailable')
    }
    const response = await client.send('/batch', { body: [{ key: 'GET /sites' }] })
    assert.equal(response.headers.get('access-control-allow-origin'), origin, 'the browser may read what is wrong')
    assert.equal((await fetch(`${serving.base}/live`)).status, 200)
    assert.equal((await fetch(`${serving.base}/ready`)).status, 503)

    open = true
    let works = false
    for (let n = 0; n < 40 && !works; n++) {
      await new Promise((resolve) => setTimeout(resolve, 250))
      works = await client.call('GET /sites', { query: {} }).then(
        () => true,
        () => false,
      )
    }
    assert.ok(works, 'ten seconds after the database came back')
    assert.equal((await client.call('GET /session')).login, 'dupond')
    await serving.stop(0)
    proxy.close()
    for (const socket of sockets) socket.destroy()
  })
})
