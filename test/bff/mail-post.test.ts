/** A message waits in the outbox so that nobody who reads the table reads the message. */
import assert from 'node:assert/strict'
import { after, before, beforeEach, test } from 'node:test'
import type { Message } from '../../bff/mail/message.ts'
import { type MessagePayload, postMessage } from '../../bff/mail/post.ts'
import { sealingKey, unseal } from '../../bff/mail/seal.ts'
import { eachEngine, type TestVendor, testVendor } from '../kit/db.ts'

const message: Message = {
  channel: 'mail',
  template: 'one-time-code',
  to: 'lea.dupond@example.com',
  language: 'fr',
  portal: 'pk_armoise_demodemodemodemo',
  values: { code: '271828', minutes: '10' },
}

eachEngine((engine) => {
  let vendor: TestVendor
  before(async () => {
    vendor = await testVendor(engine)
  })
  after(() => vendor.close())
  beforeEach(() => vendor.admin.script('delete from portal.outbox'))

  const rows = () =>
    vendor.admin.query<{ kind: string; aggregate: string; payload: MessagePayload }>(
      'select kind, aggregate, payload from portal.outbox order by id',
    )

  test('the row names template and portal, and neither address nor code can be read in it', async () => {
    await vendor.db.gate.transaction().execute((trx) => postMessage(trx, message))
    const [row] = await rows()
    assert.ok(row)
    assert.equal(row.kind, 'mail')
    assert.equal(row.aggregate, `message:${row.payload.id}`)
    assert.deepEqual([row.payload.template, row.payload.language], ['one-time-code', 'fr'])
    assert.doesNotMatch(JSON.stringify(row), /dupond|271828/)
    const key = await sealingKey(vendor.db.gate, row.payload.kid)
    assert.deepEqual(unseal(key, row.payload.id, row.payload), { to: message.to, values: message.values })
  })

  test('a box opens in its own row only, and not when a bit of it has changed', async () => {
    await postMessage(vendor.db.gate, message)
    const { payload } = (await rows())[0] as { payload: MessagePayload }
    const key = await sealingKey(vendor.db.gate)
    assert.throws(() => unseal(key, '00000000-0000-4000-8000-000000000000', payload))
    const bytes = Buffer.from(payload.box, 'base64url')
    for (const at of [0, 20, bytes.length - 1]) {
      const bent = Buffer.from(bytes)
      bent[at] = (bent[at] ?? 0) ^ 1
      assert.throws(() => unseal(key, payload.id, { ...payload, box: bent.toString('base64url') }), `byte ${at}`)
    }
  })

  test('a newer key seals, and what the older one has sealed still opens', async () => {
    await postMessage(vendor.db.gate, message)
    await vendor.admin.query(`insert into portal.secret (name, value) values ('message-2', sha256('another'))`)
    await postMessage(vendor.db.gate, message)
    const payloads = (await rows()).map(({ payload }) => payload)
    assert.deepEqual(
      payloads.map(({ kid }) => kid),
      ['message-1', 'message-2'],
    )
    for (const payload of payloads) {
      const content = unseal(await sealingKey(vendor.db.gate, payload.kid), payload.id, payload) as { to: string }
      assert.equal(content.to, message.to)
    }
    await vendor.admin.query(`delete from portal.secret where name = 'message-2'`)
  })

  test('what is rolled back is not sent; nobody costs the same work as somebody', async () => {
    await assert.rejects(
      vendor.db.gate.transaction().execute(async (trx) => {
        await postMessage(trx, message)
        throw new Error('no')
      }),
      /^Error: no$/,
    )
    assert.deepEqual(await rows(), [])
    await postMessage(vendor.db.gate, { ...message, to: null })
    assert.equal((await rows()).length, 1)
  })
})
