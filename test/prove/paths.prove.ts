/** Addresses and headers in every spelling, over real HTTP and as they stand: nothing opens that should not, nothing breaks. */
import assert from 'node:assert/strict'
import { connect } from 'node:net'
import { after, before, it } from 'node:test'
import { type Serving, serve } from '../../bff/main.ts'
import { type Counter, openCounter, origin, pk, testConfig } from '../kit/counter.ts'

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

interface Answer {
  status: number
  head: string
  body: string
}

/** Bytes as they are: no client tidies them up. Status 0 = closed without an answer. */
function say(bytes: string): Promise<Answer> {
  return new Promise((resolve) => {
    const socket = connect(serving.port, '127.0.0.1', () => socket.end(bytes, 'latin1'))
    let text = ''
    socket.setEncoding('latin1').on('data', (data: string) => (text += data))
    socket.on('error', () => undefined)
    socket.setTimeout(15_000, () => socket.destroy())
    socket.on('close', () => {
      const [head = '', ...body] = text.split('\r\n\r\n')
      resolve({ status: Number(/^HTTP\/1\.1 (\d+)/.exec(head)?.[1] ?? 0), head, body: body.join('\r\n\r\n') })
    })
  })
}

const portal = '[{"key":"GET /portal"}]'
const request = (line: string, headers: string[], body = '') =>
  `${line} HTTP/1.1\r\nHost: localhost:8787\r\nConnection: close\r\n${headers.map((one) => `${one}\r\n`).join('')}\r\n${body}`
const usual = [`Origin: ${origin}`, 'Content-Type: application/json']
const post = (path: string, headers: string[] = usual, body = portal) =>
  request(`POST ${path}`, [...headers, `Content-Length: ${Buffer.byteLength(body, 'latin1')}`], body)

const batch = `/v1/${pk}/batch`

/** Spellings of the one address: none is another way in; a proof names exactly one address. */
const paths = [
  `/${batch}`,
  `//v1/${pk}/batch`,
  `/v1//${pk}/batch`,
  `/v1/${pk}//batch`,
  `${batch}/`,
  `${batch}//`,
  `/v1/${pk}/./batch`,
  `/v1/x/../${pk}/batch`,
  `/v1/${pk}/%62atch`,
  `/v1/${pk}%2fbatch`,
  `/v1%2f${pk}/batch`,
  `/%761/${pk}/batch`,
  `/v1/${pk}/batch%00`,
  `/v1/${pk}/batch%0a`,
  `/v1/${pk}/batch;x=1`,
  `/v1/${pk}\\batch`,
  `/V1/${pk}/batch`,
  `/v1/${pk.toUpperCase()}/batch`,
  `/v1/${pk}/BATCH`,
  `/v1/${pk}/batch/../../../etc/passwd`,
  `/a/../../package.json`,
  '/a/%2e%2e/%2e%2e/package.json',
  '/a/..%2f..%2fpackage.json',
  '/a//etc/passwd',
  `/${pk}/../a/guichet.js`,
  '/a/.hidden.js',
  '/a/guichet.js%00.js',
  `/v1/${pk}/files/..%2f..%2fx`,
  `/v1/${pk}/media/../../x`,
  '/v1/pk_/batch',
  '/v1/__proto__/batch',
  '/v1/constructor/batch',
  `/v1/${pk}/constructor`,
  `/v1/${pk}/__proto__`,
  '*',
  '/',
  '/%',
  '/%zz',
  '/v1/%',
  `/v1/${pk}/%E0%A4%A`,
  `http://evil.example/v1/${pk}/batch`,
  `/${'a/'.repeat(4000)}`,
]

it('no other spelling of the address is answered as the address', async (t) => {
  const opened: string[] = []
  for (const path of paths)
    for (const bytes of [post(path), request(`GET ${path}`, [`Origin: ${origin}`])]) {
      const { status, body } = await say(bytes)
      assert.notEqual(status, 500, path)
      // The absolute form names the same resource; the standard demands that it be taken.
      if (/"status":200/.test(body) && !path.startsWith('http:')) opened.push(`${bytes.split(' ')[0]} ${path}`)
      assert.doesNotMatch(body, /root:|"devDependencies"|node_modules/, path)
    }
  t.diagnostic(`figure spellings of an address: ${paths.length * 2} requests, ${opened.length} answered, 0 broken`)
  assert.deepEqual(opened, [])
})

const origins = [
  'null',
  '*',
  '',
  ' ',
  origin.toUpperCase(),
  `${origin}/`,
  `${origin} `,
  `${origin},http://evil.example`,
  'http://localhost',
  'https://localhost:8801',
  'http://localhost:88011',
  'http://localhost:8801.evil.example',
  'http://evil.example',
  'http://evil.example#http://localhost:8801',
  'http://localhost:8801@evil.example',
  'http://xlocalhost:8801',
  'http://[::1]:8801',
  'http://localhost.:8801',
  `${origin}%00`,
  `${origin}\t`,
  'file://',
  'data:',
  'moz-extension://x',
  'http://LOCALHOST:8801',
]

it('no other website, however it is written, is told anything', async (t) => {
  const opened: string[] = []
  for (const one of [...origins, undefined]) {
    const lines = [...(one === undefined ? [] : [`Origin: ${one}`]), 'Content-Type: application/json']
    const { status, head, body } = await say(post(batch, lines))
    // A header's value is read without the space around it.
    if (one?.trim() === origin) continue
    if (status === 200 || /allow-origin/i.test(head)) opened.push(String(one))
    assert.notEqual(status, 500, String(one))
    assert.doesNotMatch(body, /"features"/, String(one))
  }
  // Two of them.
  const { status } = await say(post(batch, [...usual, 'Origin: http://evil.example']))
  if (status === 200) opened.push('two origins')
  t.diagnostic(`figure websites: ${origins.length + 2} spellings, ${opened.length} let in`)
  assert.deepEqual(opened, [])
})

it('headers and bodies that lie, repeat, hide or never end', async (t) => {
  const long = Number.MAX_SAFE_INTEGER
  const oddities: [string, string, RegExp][] = [
    ['no content type', post(batch, [`Origin: ${origin}`]), /not-json/],
    ['another content type', post(batch, [`Origin: ${origin}`, 'Content-Type: text/plain']), /not-json/],
    ['a form', post(batch, [`Origin: ${origin}`, 'Content-Type: application/x-www-form-urlencoded']), /not-json/],
    [
      'JSON with a charset that is none',
      post(batch, [`Origin: ${origin}`, 'Content-Type: application/json; charset=utf-7']),
      /not-json/,
    ],
    [
      'a length that is huge',
      request(`POST ${batch}`, [...usual, `Content-Length: ${long}`], portal),
      /body-too-large|^$/,
    ],
    ['a length below zero', request(`POST ${batch}`, [...usual, 'Content-Length: -1'], portal), /^$/],
    ['two lengths', request(`POST ${batch}`, [...usual, 'Content-Length: 5', 'Content-Length: 6'], portal), /^$/],
    [
      'length and chunks',
      request(`POST ${batch}`, [...usual, 'Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
      /^$/,
    ],
    [
      'chunks of a kind that is none',
      request(`POST ${batch}`, [...usual, 'Transfer-Encoding: xchunked'], '0\r\n\r\n'),
      /^$|not-/,
    ],
    [
      'a chunk that lies',
      request(`POST ${batch}`, [...usual, 'Transfer-Encoding: chunked'], 'zz\r\n[]\r\n0\r\n\r\n'),
      /^$|cut-off/,
    ],
    [
      '300 kB in chunks, no length',
      request(
        `POST ${batch}`,
        [...usual, 'Transfer-Encoding: chunked'],
        `${`1000\r\n${' '.repeat(4096)}\r\n`.repeat(75)}0\r\n\r\n`,
      ),
      /body-too-large/,
    ],
    ['a header of 20 kB', post(batch, [...usual, `X-Long: ${'a'.repeat(20_000)}`]), /^$/],
    ['300 headers', post(batch, [...usual, ...Array.from({ length: 300 }, (_, n) => `X-${n}: 1`)]), /^/],
    ['a header with a line feed', post(batch, [...usual, 'X-A: b\nSet-Cookie: a=b']), /^$|"status":200/],
    ['a header with a NUL', post(batch, [...usual, 'X-A: b\0c']), /^$/],
    ['white space before the colon', post(batch, [...usual, 'Origin : http://evil.example']), /^$/],
    ['another host', post(batch, [...usual, 'Host: evil.example']), /./],
    [
      'a forwarded address',
      post(batch, [...usual, 'X-Forwarded-For: 1.2.3.4', 'Forwarded: for=1.2.3.4']),
      /"status":200/,
    ],
    ['a method in disguise', post(batch, [...usual, 'X-HTTP-Method-Override: DELETE']), /"status":200/],
    ['a method that is none', request(`BREW ${batch}`, usual), /^$/],
    ['TRACE', request(`TRACE ${batch}`, usual), /./],
    ['deep JSON', post(batch, usual, '['.repeat(100_000)), /not-json|not-a-batch/],
    ['bytes that are no UTF-8', post(batch, usual, '[{"key":"\xff\xfe"}]'), /not-json/],
    [
      '__proto__ in JSON',
      post(batch, usual, '[{"key":"GET /portal","__proto__":{"x":1}}]'),
      /not-a-batch|"status":200/,
    ],
  ]
  for (const [name, bytes, expected] of oddities) {
    const { status, head, body } = await say(bytes)
    assert.notEqual(status, 500, name)
    assert.match(body, expected, `${name}: ${status} ${body.slice(0, 200)}`)
    assert.doesNotMatch(head, /set-cookie|x-powered-by|^server:/im, name)
    assert.doesNotMatch(body, /node_modules|\.ts:\d|at .+\(/, name)
  }
  const { body } = await say(post(batch))
  assert.match(body, /"status":200/, 'afterwards it answers as before')
  t.diagnostic(`figure headers and bodies: ${oddities.length} oddities, 0 broken, 0 cookies`)
})
