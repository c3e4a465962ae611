/** Files on their way in: announced, put once, kept clean, or nothing of them left. */
import assert from 'node:assert/strict'
import { after, before, describe, test } from 'node:test'
import type { UploadScan } from '../../bff/files/uploads.ts'
import type { TestClient } from '../kit/client.ts'
import { type Counter, demoPassword, openCounter } from '../kit/counter.ts'
import { eachEngine } from '../kit/db.ts'
import { jpeg, pdf, png, secret } from '../kit/pictures.ts'

interface Answer {
  status: number
  body: { id?: string; state?: string; size?: number; code?: string; fields?: Record<string, string> }
}

interface Stored {
  state: string
  content: Buffer | null
  size: string
  sha256: Buffer | null
}

const mega = 1024 * 1024

eachEngine((engine, rule) => {
  let counter: Counter
  let martin: TestClient
  before(async () => {
    counter = await openCounter(engine)
    martin = counter.client()
    await martin.signIn('martin', demoPassword)
  })
  after(() => counter.close())

  const announce = (size: number, fileName = 'Photo du copieur.jpg', mediaType = 'image/jpeg', client = martin) =>
    client.call('POST /uploads', { body: { fileName, mediaType: mediaType as 'image/jpeg', size } })

  const refusedAnnounce = async (...given: Parameters<typeof announce>) => {
    const error = await announce(...given).then(
      () => assert.fail('was taken'),
      (thrown: { body: Answer['body'] }) => thrown,
    )
    return error.body
  }

  async function put(
    url: string,
    body: BodyInit | null,
    length: number | null,
    headers: Record<string, string> = {},
  ): Promise<Answer> {
    const request = new Request(url, {
      method: 'PUT',
      headers: {
        origin: martin.options.origin,
        'content-type': 'application/octet-stream',
        ...(length !== null && { 'content-length': String(length) }),
        ...headers,
      },
      body,
      ...(body !== null && { duplex: 'half' }),
    })
    const response = await counter.app.fetch(request, { incoming: { socket: { remoteAddress: '192.0.2.1' } } })
    return { status: response.status, body: (await response.json()) as Answer['body'] }
  }

  const send = (url: string, bytes: Buffer) => put(url, new Uint8Array(bytes), bytes.length)

  const stored = async (id: string): Promise<Stored | undefined> =>
    (
      await counter.admin.query<Stored>('select state, content, size::text, sha256 from portal.upload where id = $1', [
        id,
      ])
    )[0]

  const withScan = async (scan: UploadScan, work: () => Promise<void>) => {
    counter.deps.scan = scan
    try {
      await work()
    } finally {
      delete counter.deps.scan
    }
  }

  test('[CO-32] a photo comes in, once, without what it tells of its maker', async () => {
    const bytes = jpeg({ data: 300_000 })
    const { id, url, expiresAt } = await announce(bytes.length)
    assert.ok(new Date(expiresAt).getTime() > Date.now())
    const { status, body } = await send(url, bytes)
    assert.equal(status, 200)
    assert.deepEqual([body.id, body.state], [id, 'clean'])
    const row = await stored(id)
    assert.equal(row?.state, 'clean')
    assert.ok(row.content && !row.content.includes(secret) && row.content.length > 300_000)
    assert.equal(row.content.length, body.size)
    assert.equal(row.sha256?.length, 32)
    assert.equal((await send(url, bytes)).status, 404, 'a ticket is good for one file')
  })

  rule('[CO-33] a document of the full 10 MB comes in; one byte more is not even announced', async () => {
    const bytes = pdf('x'.repeat(10 * mega - pdf().length))
    assert.equal(bytes.length, 10 * mega)
    const { id, url } = await announce(bytes.length, 'Devis signé.PDF', 'application/pdf')
    assert.equal((await send(url, bytes)).status, 200)
    const row = await stored(id)
    assert.equal(row?.size, String(10 * mega))
    assert.equal((await refusedAnnounce(10 * mega + 1)).fields?.['body.size'], 'too-big')
    assert.equal((await refusedAnnounce(20 * mega)).fields?.['body.size'], 'too-big')
  })

  describe('nothing is left', () => {
    rule('of an upload that is cut at 80 %', async () => {
      const bytes = jpeg({ data: 100_000 })
      const { id, url } = await announce(bytes.length)
      const cut = new ReadableStream<Uint8Array>({
        start(controller) {
          controller.enqueue(new Uint8Array(bytes.subarray(0, bytes.length * 0.8)))
        },
        pull(controller) {
          controller.error(new Error('the line broke'))
        },
      })
      const { status, body } = await put(url, cut, bytes.length)
      assert.deepEqual([status, body.fields], [400, { body: 'cut-off' }])
      assert.equal(await stored(id), undefined)
      assert.equal((await send(url, bytes)).status, 404)
    })

    rule('of a body that ends early, goes on too long, or does not say its length', async () => {
      const bytes = jpeg()
      const stream = (part: Buffer) =>
        new ReadableStream<Uint8Array>({
          start(controller) {
            controller.enqueue(new Uint8Array(part))
            controller.close()
          },
        })
      const cases: [ReadableStream<Uint8Array> | null, number | null, Record<string, string>][] = [
        [stream(bytes.subarray(0, 100)), bytes.length, { body: 'cut-off' }],
        [stream(Buffer.concat([bytes, bytes])), bytes.length, { body: 'size-differs' }],
        [stream(bytes), bytes.length + 1, { 'header.content-length': 'size-differs' }],
        [stream(bytes), null, { 'header.content-length': 'missing' }],
        [null, bytes.length, { 'header.content-length': 'size-differs' }],
      ]
      for (const [body, length, fields] of cases) {
        const { id, url } = await announce(bytes.length)
        const answer = await put(url, body, length)
        assert.deepEqual([answer.status, answer.body.fields], [400, fields])
        assert.equal(await stored(id), undefined)
      }
    })

    rule('of what is not what it says', async () => {
      const heic = Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1')
      for (const bytes of [heic, Buffer.from('<svg/>'), png(), jpeg({ width: 60_000, height: 60_000 })]) {
        const { id, url } = await announce(bytes.length)
        const { status, body } = await send(url, bytes)
        assert.equal(status, 400)
        assert.match(body.fields?.body ?? '', /^(unreadable|too-many-pixels)$/)
        assert.equal(await stored(id), undefined)
      }
    })
  })

  rule('HEIC, SVG, Office, and a name that says otherwise are not announced', async () => {
    for (const [name, type] of [
      ['IMG_1.HEIC', 'image/heic'],
      ['plan.svg', 'image/svg+xml'],
      ['devis.docx', 'application/vnd.openxmlformats-officedocument.wordprocessingml.document'],
      ['page.html', 'text/html'],
    ] as const) {
      assert.equal((await refusedAnnounce(100, name, type)).code, 'input-invalid', name)
    }
    const fields = (await refusedAnnounce(100, 'photo.html', 'image/jpeg')).fields
    assert.deepEqual(fields, { 'body.fileName': 'type-refused' })
    for (const name of ['', '../../etc/passwd.jpg', 'a\u0000.jpg', 'a\n.jpg', `${'x'.repeat(300)}.jpg`]) {
      assert.equal((await refusedAnnounce(100, name)).code, 'input-invalid', JSON.stringify(name))
    }
    assert.equal((await refusedAnnounce(0)).code, 'input-invalid')
    assert.equal((await refusedAnnounce(-5)).code, 'input-invalid')
  })

  rule('a ticket is worth nothing for another website, a wrong word, a download, or after sign-out', async () => {
    const bytes = jpeg()
    const once = await announce(bytes.length)
    const foreign = await put(once.url, new Uint8Array(bytes), bytes.length, { origin: 'https://evil.example' })
    assert.deepEqual([foreign.status, foreign.body.code], [403, 'origin-refused'])
    assert.equal((await send(`${once.url}x`, bytes)).status, 404)
    const download = await counter.app.fetch(new Request(once.url.replace('/uploads/', '/files/')))
    assert.equal(download.status, 404)
    assert.equal((await send(once.url, bytes)).status, 200, 'none of these burned it')

    const other = counter.client()
    await other.signIn('martin', demoPassword)
    const { url } = await announce(bytes.length, 'a.jpg', 'image/jpeg', other)
    await other.call('DELETE /session')
    assert.equal((await send(url, bytes)).status, 404)
  })

  test('a file is taken back by its owner, and by nobody else', async () => {
    const bytes = jpeg()
    const { id, url } = await announce(bytes.length)
    await send(url, bytes)
    const berger = counter.client()
    await berger.signIn('berger', demoPassword)
    await assert.rejects(berger.call('DELETE /uploads/:id', { params: { id } }), { status: 404 })
    assert.ok((await stored(id))?.content)
    await martin.call('DELETE /uploads/:id', { params: { id } })
    assert.equal((await stored(id))?.content, null)
    for (const absent of ['00000000-0000-4000-8000-000000000000', 'no-id', "' or true"]) {
      await assert.rejects(martin.call('DELETE /uploads/:id', { params: { id: absent } }), { status: 404 })
    }
  })

  rule('who may neither request nor reply may bring no file', async () => {
    const dupond = counter.client()
    await dupond.signIn('dupond', demoPassword)
    assert.equal((await refusedAnnounce(100, 'a.jpg', 'image/jpeg', dupond)).code, 'right-missing')
  })

  test('a scanner decides before anybody else sees a file', async () => {
    const bytes = jpeg()
    const seen: string[] = []
    await withScan(
      async ({ name, bytes: given }) => {
        seen.push(name)
        const [row] = await counter.admin.query<{ state: string }>(
          "select state from portal.upload where state = 'quarantine'",
        )
        assert.equal(row?.state, 'quarantine')
        return Buffer.from(given).includes('EICAR') ? 'infected' : 'clean'
      },
      async () => {
        const good = await announce(bytes.length)
        assert.equal((await send(good.url, bytes)).status, 200)
        assert.equal((await stored(good.id))?.state, 'clean')
        const virus = pdf('EICAR')
        const bad = await announce(virus.length, 'facture.pdf', 'application/pdf')
        assert.deepEqual((await send(bad.url, virus)).body.fields, { body: 'infected' })
        const row = await stored(bad.id)
        assert.deepEqual([row?.state, row?.content], ['refused', null])
      },
    )
    assert.deepEqual(seen, ['Photo du copieur.jpg', 'facture.pdf'])
    await withScan(
      async () => Promise.reject(new Error('no scanner there')),
      async () => {
        const { id, url } = await announce(bytes.length)
        const { status, body } = await send(url, bytes)
        assert.deepEqual([status, body.code], [503, 'overloaded'])
        assert.equal((await stored(id))?.content ?? null, null)
      },
    )
  })

  test('a customer has 200 MB a day, and a person thirty files that wait; what never came is swept', async () => {
    await counter.admin.query('delete from portal.upload')
    for (let n = 0; n < 30; n++) await announce(1000)
    assert.equal((await refusedAnnounce(1000)).code, 'quota-exceeded')
    await counter.admin.query(`update portal.upload set created_at = now() - interval '2 hours'`)
    await counter.admin.query('select portal.trim_uploads()')
    assert.deepEqual(await counter.admin.query('select id from portal.upload'), [])

    await announce(1000)
    await counter.admin.query(
      `insert into portal.upload (account_id, customer_id, file_name, media_type, size, state)
         select account_id, customer_id, 'x.jpg', 'image/jpeg', 10485760, 'refused' from portal.upload, generate_series(1, 19)`,
    )
    const { id } = await announce(10 * mega - 1000)
    assert.equal((await refusedAnnounce(1)).code, 'quota-exceeded')
    // An upload that never came does not count for the day once it is taken back.
    await martin.call('DELETE /uploads/:id', { params: { id } })
    await announce(1)
    await counter.admin.query(`update portal.upload set created_at = now() - interval '25 hours'`)
    await announce(10 * mega)
  })
})
