/** Requests to addresses that others choose: the internet and nothing behind the firewall, however it is spelt. */
import assert from 'node:assert/strict'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { after, before, describe, test } from 'node:test'
import { ForbiddenTarget, guardedPoster, publicOnly } from '../../bff/base/guarded-post.ts'
import { isPublicAddress } from '../../bff/base/public-address.ts'

/** Spellings of this machine, of its network, and of the addresses where clouds keep their keys. */
const inside = [
  '127.0.0.1',
  '127.1',
  '2130706433',
  '0x7f000001',
  '0x7f.1',
  '0177.0.0.1',
  '127.0.0.1.',
  'localhost',
  'localhost.',
  'LOCALHOST',
  '[::1]',
  '[0:0:0:0:0:0:0:1]',
  '[::ffff:127.0.0.1]',
  '[::ffff:7f00:1]',
  '[::127.0.0.1]',
  '[64:ff9b::7f00:1]',
  '[2002:7f00:1::]',
  '0',
  '0.0.0.0',
  '[::]',
  '10.0.0.1',
  '172.16.0.1',
  '192.168.1.1',
  '169.254.169.254',
  '100.64.0.1',
  '[fe80::1]',
  '[fd00:ec2::254]',
  '①②⑦.⓪.⓪.①',
]

/** Every error of the chain. */
function chain(error: unknown): string[] {
  const names: string[] = []
  for (let at = error; at instanceof Error; at = at.cause) names.push(at.name)
  return names
}

describe('the guard of requests', () => {
  let server: Server
  let asked: { method: string; url: string; body: string }[]
  let answer: (response: ServerResponse, request: IncomingMessage) => void
  let url: string
  before(async () => {
    asked = []
    server = createServer((request, response) => {
      const parts: Buffer[] = []
      request.on('data', (part: Buffer) => parts.push(part))
      request.on('end', () => {
        asked.push({
          method: request.method ?? '',
          url: request.url ?? '',
          body: Buffer.concat(parts).toString('utf8'),
        })
        answer(response, request)
      })
    })
    await new Promise<void>((resolve) => void server.listen(0, resolve))
    url = `http://localhost:${(server.address() as AddressInfo).port}`
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })

  test('no spelling of an inside address is connected to', async () => {
    const { port } = server.address() as AddressInfo
    const poster = guardedPoster({ ...publicOnly, strict: false })
    for (const host of inside) {
      await assert.rejects(poster.post(`http://${host}:${port}/`, {}, ''), (error) => {
        // Not every system's resolver knows the last name; then nothing is connected to either.
        const unknown = host === 'localhost.' && (error as { code?: string }).code === 'ENOTFOUND'
        assert.ok(unknown || chain(error).includes('ForbiddenTarget'), `${host}: ${String(error)}`)
        return true
      })
    }
    assert.deepEqual(asked, [])
    await poster.close()
  })

  test('twin: without the guard’s rule the same spellings arrive', async () => {
    answer = (response) => response.end('there')
    const { port } = server.address() as AddressInfo
    const poster = guardedPoster({ allowed: () => true, strict: false })
    for (const host of ['127.1', '2130706433', '0x7f.1', 'localhost'])
      assert.equal((await poster.post(`http://${host}:${port}/`, {}, '')).status, 200, host)
    assert.equal(asked.length, 4)
    asked.length = 0
    await poster.close()
  })

  test('https on port 443 only, without a password in the address', async () => {
    const poster = guardedPoster()
    for (const bad of [
      'http://example.com/',
      'https://example.com:8443/',
      'https://user:secret@example.com/',
      'ftp://example.com/',
      'file:///etc/passwd',
      'example.com',
    ])
      await assert.rejects(poster.post(bad, {}, ''), ForbiddenTarget, bad)
    await poster.close()
  })

  test('a redirect is an answer, not a way on; an endless answer is cut', async () => {
    const poster = guardedPoster({ allowed: () => true, strict: false })
    answer = (response) => response.writeHead(302, { Location: `${url}/inside` }).end()
    assert.equal((await poster.post(`${url}/away`, {}, '{}')).status, 302)
    assert.deepEqual(
      asked.map((one) => one.url),
      ['/away'],
    )
    answer = (response) => response.end('x'.repeat(64 * 1024 + 1))
    await assert.rejects(poster.post(url, {}, ''), /size/i)
    await poster.close()
  })

  test('public is what IANA has given out for the internet at large', () => {
    for (const good of ['1.1.1.1', '93.184.215.14', '2606:4700:4700::1111', '2a01:e0a::1'])
      assert.ok(isPublicAddress(good), good)
    for (const bad of [
      '192.0.2.1',
      '198.18.0.1',
      '224.0.0.1',
      '255.255.255.255',
      '2001:db8::1',
      '2001::1',
      '2002:a00:1::',
      'ff02::1',
      'fe80::1%eth0',
      '::ffff:8.8.8.8',
      'example.com',
      '',
    ])
      assert.ok(!isPublicAddress(bad), bad)
  })
})
