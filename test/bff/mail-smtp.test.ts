/** Letters as bytes at a real mail server: sealed in the outbox, sent at least once, wiped; secrets nowhere else. */
import assert from 'node:assert/strict'
import type { AddressInfo } from 'node:net'
import { after, before, beforeEach, describe, test } from 'node:test'
import PostalMime, { type Email } from 'postal-mime'
import { SMTPServer } from 'smtp-server'
import { logTo } from '../../bff/base/log.ts'
import { CaptureBox } from '../../bff/mail/captured.ts'
import type { MailCarrier } from '../../bff/mail/carrier.ts'
import type { Message } from '../../bff/mail/message.ts'
import { postMessage } from '../../bff/mail/post.ts'
import { smtpCarrier } from '../../bff/mail/smtp.ts'
import { mailKind } from '../../bff/outbox/letters.ts'
import { take } from '../../bff/outbox/queue.ts'
import { eachEngine, type TestVendor, testVendor } from '../kit/db.ts'
import { dueNow, relayOf } from '../kit/db-commands.ts'

const pk = 'pk_armoise_demodemodemodemo'
const canary = { code: '314159', address: 'canari.dupond@example.com', link: 'canari-lien-9f2c' }

const message: Message = {
  channel: 'mail',
  template: 'one-time-code',
  to: canary.address,
  language: 'fr',
  portal: pk,
  values: { code: canary.code, minutes: '10', link: `https://www.armoise.example/#guichet.once=${canary.link}` },
}

interface Received {
  from: string
  to: string[]
  raw: string
  mail: Email
}

/** A mail server that keeps what it gets; `refuse` answers every recipient so. */
async function mailServer() {
  const received: Received[] = []
  let refuse: number | undefined
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['STARTTLS'],
    logger: false,
    onRcptTo({ address }, _session, done) {
      if (refuse === undefined) return done()
      return done(Object.assign(new Error(`no ${address} here`), { responseCode: refuse }))
    },
    onData(stream, { envelope }, done) {
      const parts: Buffer[] = []
      stream.on('data', (part: Buffer) => parts.push(part))
      stream.on('end', () => {
        const raw = Buffer.concat(parts)
        void PostalMime.parse(raw).then((mail) => {
          const from = envelope.mailFrom ? envelope.mailFrom.address : ''
          received.push({ from, to: envelope.rcptTo.map(({ address }) => address), raw: raw.toString('latin1'), mail })
          done()
        })
      })
    },
  })
  await new Promise<void>((resolve) => void server.listen(0, '127.0.0.1', resolve))
  const { port } = server.server.address() as AddressInfo
  return {
    url: `smtp://127.0.0.1:${port}`,
    received,
    refuseWith(code: number | undefined) {
      refuse = code
    },
    close: () =>
      new Promise<void>((resolve) => {
        server.close(() => resolve())
      }),
  }
}

eachEngine((engine) => {
  let vendor: TestVendor
  let server: Awaited<ReturnType<typeof mailServer>>
  let mail: MailCarrier
  let told: string
  const log = logTo({ write: (text: string) => void (told += text) })

  before(async () => {
    vendor = await testVendor(engine)
    server = await mailServer()
    mail = smtpCarrier({ url: server.url, from: 'counter@armoise.example' })
    await vendor.admin.query(
      `insert into portal.portal (key, name, origins, languages, features, branding, sign_in) values
        ($1, $2, '{https://www.armoise.example}', '{fr,en}', '{}', $3::jsonb, '{password}')`,
      [pk, 'Armoise – Bureautique & Cie', JSON.stringify({ accent: '#2f6b4f', email: 'contact@armoise.example' })],
    )
  })
  after(async () => {
    mail?.close()
    await server?.close()
    await vendor.close()
  })
  beforeEach(async () => {
    await vendor.admin.script('delete from portal.outbox')
    server.received.length = 0
    server.refuseWith(undefined)
    told = ''
  })

  const post = (change: Partial<Message> = {}) =>
    vendor.db.gate.transaction().execute((trx) => postMessage(trx, { ...message, ...change } as Message))
  const relay = () => relayOf(vendor.db, { log, kinds: { mail: mailKind(vendor.db, { log, mail }) } })
  const rows = () =>
    vendor.admin.query<{ payload: object; done: boolean; dead: boolean; last_error: string | null }>(
      `select payload, done_at is not null as done, dead_at is not null as dead, last_error from portal.outbox order by id`,
    )
  const kept = async () => JSON.stringify(await rows()) + told
  const assertSilent = async () => {
    const all = await kept()
    for (const secret of Object.values(canary)) assert.ok(!all.includes(secret), `${secret} in ${all}`)
  }

  describe('a letter', () => {
    test('[OG-32] arrives as UTF-8, text and HTML, from the vendor, to one recipient', async () => {
      await post()
      await relay().drain()
      const [{ from, to, raw, mail: read } = {} as Received] = server.received
      assert.deepEqual([from, to], ['counter@armoise.example', [canary.address]])
      assert.equal(read.subject, '314159 est votre code de connexion')
      assert.deepEqual(
        [read.from?.name, read.from?.address],
        ['Armoise – Bureautique & Cie', 'counter@armoise.example'],
      )
      assert.equal(read.replyTo?.[0]?.address, 'contact@armoise.example')
      assert.match(
        read.text ?? '',
        /Saisissez ce code pour entrer dans votre espace client Armoise – Bureautique & Cie\./,
      )
      assert.match(read.html ?? '', /Armoise – Bureautique &amp; Cie/)
      assert.deepEqual(read.attachments, [])
      const header = (key: string) => read.headers.find((one) => one.key === key)?.value
      assert.equal(header('auto-submitted'), 'auto-generated')
      assert.equal(header('content-language'), 'fr')
      assert.match(read.messageId ?? '', /^<[0-9a-f-]{36}@armoise\.example>$/)
      // Seven bits and short lines: no server on the way may break it.
      assert.doesNotMatch(raw, /[\x80-\xff]/)
      assert.ok(raw.split('\r\n').every((line) => line.length <= 998))
      await assertSilent()
      assert.match(told, /"event":"mail-sent"/)
    })

    test('a name that brings line breaks brings no header', async () => {
      const values = {
        link: 'https://www.armoise.example/',
        days: '7',
        name: 'Léa\r\nBcc: all@example.com',
        company: 'A\nX-Evil: 1',
      }
      await post({ template: 'invitation', values } as Partial<Message>)
      await relay().drain()
      const [one] = server.received
      assert.deepEqual(one?.to, [canary.address])
      const keys = one?.mail.headers.map(({ key }) => key) ?? []
      assert.ok(!keys.includes('bcc') && !keys.includes('x-evil'), keys.join())
    })

    test('what is no single address is not tried, nor is nobody', async () => {
      for (const to of ['a@example.com, b@example.com', 'a@example.com\r\nRCPT TO:<b@example.com>', 'nobody', '', null])
        await post({ to })
      await relay().drain()
      assert.equal(server.received.length, 0)
      assert.deepEqual(new Set((await rows()).map(({ done }) => done)), new Set([true]))
    })

    test('killed between sending and marking: a second letter at most, under the same Message-ID', async () => {
      await post()
      const [task] = await take(vendor.db.outbox, 1, 3600)
      assert.ok(task)
      await mailKind(vendor.db, { log, mail }).run(task, new AbortController().signal)
      // Here the process dies: the letter is out and nobody has written that down.
      await dueNow(vendor.admin)
      await relay().drain()
      await relay().drain()
      const ids = server.received.map(({ mail: read }) => read.messageId)
      assert.equal(ids.length, 2)
      assert.equal(ids[0], ids[1])
    })

    test('done, it is wiped: the row says which template, and neither to whom nor what', async () => {
      await post()
      assert.match(JSON.stringify(await rows()), /"box"/)
      await relay().drain()
      const [row] = await rows()
      assert.deepEqual(Object.keys(row?.payload ?? {}).sort(), ['id', 'language', 'portal', 'template'])
      assert.equal(row?.done, true)
    })

    test('a server that is full is asked again; one that will never take it is not', async () => {
      server.refuseWith(451)
      await post()
      await relay().drain()
      assert.deepEqual([(await rows())[0]?.done, (await rows())[0]?.last_error], [false, 'SMTP EENVELOPE 451'])
      server.refuseWith(550)
      await dueNow(vendor.admin)
      await relay().drain()
      assert.equal((await rows())[0]?.done, true)
      assert.match(told, /"event":"mail-undeliverable".*550/)
      await assertSilent()
    })

    test('without a server it waits and says why; given up, it is wiped; tried once more, it is done with', async () => {
      await post()
      const bare = relayOf(vendor.db, { log, kinds: { mail: mailKind(vendor.db, { log }) }, patience: -1 })
      await bare.drain()
      const [dead] = await rows()
      assert.equal(dead?.dead, true)
      assert.match(dead?.last_error ?? '', /GUICHET_MAIL_URL/)
      assert.ok(!('box' in (dead?.payload ?? {})))
      await vendor.admin.script('update portal.outbox set dead_at = null')
      await dueNow(vendor.admin)
      await relay().drain()
      assert.deepEqual([(await rows())[0]?.done, server.received.length], [true, 0])
    })

    test('a code that has run out is not sent; a letter without a deadline is', async () => {
      await post()
      await post({ template: 'password-changed', values: { when: '2026-11-21T09:42:00Z' } } as Partial<Message>)
      await vendor.admin.script(`update portal.outbox set created_at = now() - interval '11 minutes'`)
      await relay().drain()
      assert.deepEqual(
        server.received.map(({ mail: read }) => read.subject),
        ['Votre mot de passe a été changé'],
      )
      assert.match(told, /mail-too-late/)
    })

    test('a portal that is no more writes to nobody', async () => {
      await post({ portal: 'pk_armoise_0000000000000000' })
      await relay().drain()
      assert.deepEqual([(await rows())[0]?.done, server.received.length], [true, 0])
    })
  })
})

test('captured letters: the newest first, one of each id, at most two hundred, and watchers are told', async () => {
  const box = new CaptureBox()
  let changes = 0
  const stop = box.watch(() => changes++)
  const letter = (n: number) =>
    box.mail.send({
      id: `id ${n}`,
      to: 'a@example.com',
      fromName: '',
      language: 'fr',
      portal: pk,
      subject: `${n}`,
      text: '',
      html: '',
    })
  for (let n = 0; n < 205; n++) await letter(n)
  await letter(204)
  assert.equal(box.all.length, 200)
  assert.equal(changes, 205)
  const [first] = box.all
  assert.equal(first?.channel === 'mail' && first.letter.subject, '204')
  stop()
  await letter(999)
  assert.equal(changes, 205)
})
