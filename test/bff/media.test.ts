import assert from 'node:assert/strict'
import { after, before, test } from 'node:test'
import { mediaUrl, readMediaToken } from '../../bff/files/media.ts'
import { mediaHeaders } from '../../bff/files/media-answer.ts'
import { type Counter, fixedClock, openCounter, pk, publicUrl } from '../kit/counter.ts'
import { testSession } from '../kit/db-management.ts'
import { eachEngine } from '../kit/db.ts'

const key = new Uint8Array(32).fill(1)
const day = 86_400_000
const png = Buffer.from('89504e470d0a1a0a0000000d', 'hex')
const row = { kind: 'article', id: '42', changed_at: '2026-11-01T08:00:00.000Z' } as const
const at = (days: number) => ({ ...fixedClock, now: () => new Date(fixedClock.now().getTime() + days * day) })
const signer = { mediaKey: key, publicUrl, portal: { key: pk } as never, clock: fixedClock }
const tokenOf = (url: string) => url.slice(url.lastIndexOf('/') + 1)

test('the address of a picture is the same all day, another one once the file has changed, and good for two days', () => {
  const url = mediaUrl(signer, row)
  assert.ok(url.startsWith(`${publicUrl}/v1/${pk}/media/`))
  const evening = { ...fixedClock, now: () => new Date('2026-11-21T23:59:59Z') }
  assert.equal(mediaUrl({ ...signer, clock: evening }, row), url)
  assert.notEqual(mediaUrl({ ...signer, clock: at(1) }, row), url)
  assert.notEqual(mediaUrl(signer, { ...row, changed_at: '2026-11-02T08:00:00.000Z' }), url)
  const read = (days: number, portal = pk) => readMediaToken(key, portal, at(days).now(), tokenOf(url))
  assert.deepEqual(read(0), { kind: 'article', id: '42' })
  assert.deepEqual(read(1), { kind: 'article', id: '42' })
  assert.deepEqual(read(-1), { kind: 'article', id: '42' })
  assert.equal(read(2), undefined)
  assert.equal(read(-2), undefined)
  assert.equal(read(0, 'pk_armoise_anotherportal00'), undefined, 'a token of another portal')
})

test('a token is good in one spelling only; any other character of it is refused', () => {
  const token = tokenOf(mediaUrl(signer, row))
  for (let index = 0; index < token.length; index++) {
    const other = token[index] === 'A' ? 'B' : 'A'
    const bent = token.slice(0, index) + other + token.slice(index + 1)
    assert.equal(readMediaToken(key, pk, fixedClock.now(), bent), undefined, `at ${index}`)
  }
  for (const bent of ['', '.', token.slice(1), `${token}.`, `${token}A`, token.replace('.', '')])
    assert.equal(readMediaToken(key, pk, fixedClock.now(), bent), undefined)
  const foreign = mediaUrl({ ...signer, mediaKey: new Uint8Array(32).fill(2) }, row)
  assert.equal(readMediaToken(key, pk, fixedClock.now(), tokenOf(foreign)), undefined)
})

test('only pictures are shown, papers are saved, and bytes must be what their type says', () => {
  const headers = (media_type: string, content: string) =>
    mediaHeaders({ file_name: 'Fiche « 1 ».pdf', media_type, content: Buffer.from(content, 'latin1') })
  assert.equal(headers('image/png', png.toString('latin1'))['Content-Disposition'], 'inline')
  assert.equal(headers('image/jpeg', '\xff\xd8\xff\xe0')['Content-Disposition'], 'inline')
  assert.equal(headers('image/webp', 'RIFF\x10\x00\x00\x00WEBPVP8 ')['Content-Disposition'], 'inline')
  assert.match(headers('application/pdf', '%PDF-1.7')['Content-Disposition'] ?? '', /^attachment; filename=/)
  const refused = [
    ['image/svg+xml', '<svg/>'],
    ['text/html', '<html>'],
    ['image/png', '<html>'],
    ['image/webp', 'RIFF\x10\x00\x00\x00WAVEfmt '],
    ['application/pdf', ''],
  ] as const
  for (const [type, bytes] of refused) assert.throws(() => headers(type, bytes), { code: 'not-found' }, type)
})

eachEngine((engine) => {
  let counter: Counter
  let secret: Uint8Array
  let article: string
  const media: Record<string, string> = {}

  const sql = <T>(text: string, values: unknown[] = []) => counter.admin.query<T>(text, values)
  const add = async (name: string, type: string, content: Buffer | null, position = 1) => {
    const [added] = await sql<{ id: string }>(
      `insert into management.article_media (article_id, role, file_name, media_type, position, content)
         values ($1, $2, $3, $4, $5, $6) returning id::text`,
      [article, type.startsWith('image') ? 'image' : 'document', name, type, position, content],
    )
    media[name] = added?.id ?? ''
  }
  const fetchMedia = (kind: 'article' | 'document', id: string, path?: string) => {
    const url = mediaUrl({ ...signer, mediaKey: secret }, { ...row, kind, id })
    return counter.app.fetch(new Request(path ?? url))
  }

  before(async () => {
    counter = await openCounter(engine)
    const { loadSecrets } = await import('../../bff/gate/secrets.ts')
    secret = (await loadSecrets(counter.vendor.db.gate)).media
    const [made] = await sql<{ id: string }>(
      `insert into management.article (code, label, kind, decimals) values ('MEDIA', 'Machine', 'article', 0) returning id::text`,
    )
    article = made?.id ?? ''
    await add('second.png', 'image/png', png, 2)
    await add('first.png', 'image/png', png, 1)
    await add('empty.png', 'image/png', null, 0)
    await add('drawing.svg', 'image/svg+xml', Buffer.from('<svg/>'), 0)
    await add('fiche.pdf', 'application/pdf', Buffer.from('%PDF-1.7'))
  })
  after(() => counter?.close())

  test('an image asks for it without header or origin, and may keep it; nothing else comes out', async () => {
    const shown = await fetchMedia('article', media['first.png'] ?? '')
    assert.equal(shown.status, 200)
    assert.deepEqual(Buffer.from(await shown.arrayBuffer()), png)
    assert.equal(shown.headers.get('content-type'), 'image/png')
    assert.equal(shown.headers.get('cache-control'), 'private, max-age=86400, immutable')
    assert.equal(shown.headers.get('cross-origin-resource-policy'), 'cross-origin')
    assert.equal(shown.headers.get('x-content-type-options'), 'nosniff')
    assert.match(shown.headers.get('content-security-policy') ?? '', /default-src 'none'.*sandbox/)
    assert.equal((await fetchMedia('article', media['fiche.pdf'] ?? '')).status, 200)
    const refused = [
      fetchMedia('article', media['empty.png'] ?? ''),
      fetchMedia('article', media['drawing.svg'] ?? ''),
      fetchMedia('article', '999999999'),
      fetchMedia('article', 'no-id-of-ours'),
      fetchMedia('article', '1', `${publicUrl}/v1/${pk}/media/forged.AAAAAAAAAAAAAAAAAAAAAA`),
    ]
    for (const answer of await Promise.all(refused)) assert.equal(answer.status, 404)
  })

  test('a signed address never opens an invoice or a customer’s paper, even if one were made for it', async () => {
    const [machine] = await sql<{ id: string; customer_id: string }>(
      'select id::text, customer_id::text from management.equipment order by id limit 1',
    )
    const file = async (subject: string) => {
      const [added] = await sql<{ id: string }>(
        `insert into management.document (customer_id, subject_kind, subject_id, role, file_name, media_type, content)
           values ($1, $2, $3, 'original', 'photo.png', 'image/png', $4) returning id::text`,
        [machine?.customer_id, subject, machine?.id, png],
      )
      return added?.id ?? ''
    }
    assert.equal((await fetchMedia('document', await file('equipment'))).status, 200)
    for (const subject of ['invoice', 'order', 'customer'])
      assert.equal((await fetchMedia('document', await file(subject))).status, 404, subject)
  })

  test('[AR-024] the picture of a machine is the first of its article, also for who may not see the catalogue', async () => {
    const machines = await sql<{ id: string; customer_id: string }>(
      'select id::text, customer_id::text from management.equipment where site_id is not null order by id',
    )
    const [machine] = machines
    const other = machines.find((one) => one.customer_id !== machine?.customer_id)
    await sql('update management.equipment set article_id = $1 where id = any ($2::bigint[])', [
      article,
      [machine?.id, other?.id],
    ])
    const { hash } = await testSession(counter.admin, { customer: machine?.customer_id ?? '', profile: 'technical' })
    const batch = await counter.vendor.db.scoped({ hash })
    try {
      const rows = await batch.read((db) =>
        db.selectFrom('machine_picture').select(['equipment_id', 'media_id']).execute(),
      )
      const shown = new Map(rows.map((picture) => [picture.equipment_id, picture.media_id]))
      assert.equal(shown.get(machine?.id ?? ''), media['first.png'])
      assert.equal(shown.has(other?.id ?? ''), false, 'a machine of another customer')
      assert.deepEqual(await batch.read((db) => db.selectFrom('article_media').select('id').execute()), [])
    } finally {
      await batch.release()
    }
  })
})
