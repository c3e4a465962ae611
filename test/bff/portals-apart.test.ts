/** Portals of one vendor, and vendors of one process: what opens one of them is worth nothing at another. */
import assert from 'node:assert/strict'
import { randomBytes } from 'node:crypto'
import { after, before, test } from 'node:test'
import { type App, createApp } from '../../bff/app.ts'
import { silentLog } from '../../bff/base/log.ts'
import { demoLinks } from '../../bff/management/demo/people.ts'
import { demoCode } from '../../bff/management/demo/portal-rows.ts'
import { Refused, TestClient } from '../kit/client.ts'
import { demoPassword, fixedClock, testConfig, today } from '../kit/counter.ts'
import { eachEngine, type TestVendor } from '../kit/db.ts'
import { demoVendor, quickPasswords } from '../kit/db-demo.ts'

const armoise = 'pk_armoise_demodemodemodemo'
const sibling = 'pk_armoise_siblingsibling12'
const brumaire = 'pk_brumaire_demodemodemodemo'
const websites = {
  [armoise]: 'http://localhost:8801',
  [sibling]: 'http://localhost:8801',
  [brumaire]: 'http://localhost:8802',
}
type Portal = keyof typeof websites

eachEngine((engine) => {
  let vendors: Record<string, TestVendor>
  const apps: App[] = []
  let app: App
  let peers = 0

  /** A process of its own: it remembers nothing of what the others have seen. */
  const start = () => {
    const serving = {
      names: Object.keys(vendors),
      get: (name: string) => vendors[name] && Promise.resolve(vendors[name].db),
      close: async () => {},
    }
    const made = createApp({
      config: testConfig,
      vendors: serving,
      clock: fixedClock,
      log: silentLog,
      random: randomBytes,
      passwords: quickPasswords,
    })
    apps.push(made)
    return made
  }
  const visitor = (pk: Portal, at = app) =>
    new TestClient({
      fetch: (request, env) => at.fetch(request, env),
      pk,
      origin: websites[pk] as string,
      peer: `198.51.${++peers}.7`,
    })
  /** The same browser with its handle and key at another portal. */
  const moved = (client: TestClient, pk: Portal, at = app) => {
    const there = visitor(pk, at)
    return Object.assign(there, { privateKey: client.privateKey, jwk: client.jwk, handle: client.handle })
  }
  const answer = (promise: Promise<unknown>) =>
    promise.then(
      () => 'in',
      (error: unknown) => (error instanceof Refused ? error.code : String(error)),
    )
  const sql = (text: string, parameters: unknown[] = []) => vendors.armoise?.admin.query(text, parameters)

  before(async () => {
    const open = (vendor: 'armoise' | 'brumaire') => demoVendor(engine, { vendor, today, size: 'small' })
    vendors = { armoise: await open('armoise'), brumaire: await open('brumaire') }
    await sql(
      `insert into portal.portal (key, name, origins, languages, features, sign_in)
       select $1, name, origins, languages, features, sign_in from portal.portal where key = $2`,
      [sibling, armoise],
    )
    app = start()
  })
  after(async () => {
    for (const one of apps) await one.close()
    for (const vendor of Object.values(vendors ?? {})) await vendor.close()
  })

  test('[OG-15] a session, handle and key, is refused at another portal of its vendor and of another vendor', async () => {
    for (const [home, others] of [
      [armoise, [sibling, brumaire]],
      [sibling, [armoise, brumaire]],
    ] as const) {
      const client = visitor(home)
      await client.signIn('dupond', demoPassword)
      for (const other of others) {
        const there = moved(client, other)
        assert.equal(await answer(there.call('GET /session')), 'session-ended', `${home} at ${other}`)
        assert.equal(await answer(there.call('GET /invoices', { query: {} })), 'session-ended', `${home} at ${other}`)
      }
      assert.equal(await answer(client.call('GET /invoices', { query: {} })), 'in')
    }
  })

  test('[OG-15] a portal code of one vendor opens nothing at another, and neither does a login', async () => {
    const codes = (['armoise', 'brumaire'] as const).map((vendor) => {
      const link = demoLinks.find((one) => one.vendor === vendor)
      assert.ok(link)
      return demoCode(link)
    })
    for (const [at, own] of ([armoise, brumaire] as const).entries()) {
      const other = own === armoise ? brumaire : armoise
      const code = codes[at] ?? ''
      assert.equal(await answer(visitor(own).signInByCode(code)), 'in')
      assert.equal(await answer(visitor(other).signInByCode(code)), 'code-refused')
      assert.equal(await answer(visitor(other).call('POST /session/code/preview', { body: { code } })), 'code-refused')
    }
    assert.equal(await answer(visitor(brumaire).signIn('dupond', demoPassword)), 'sign-in-refused')
  })

  test('[CA-07] a portal that is switched off ends, its sessions with it; its sibling goes on', async (t) => {
    // The seconds for which a process remembers a portal stand still: a busy machine would use them up.
    const instant = performance.now()
    const clock = t.mock.method(performance, 'now', () => instant)
    const [here, beside] = [visitor(armoise), visitor(sibling)]
    await here.signIn('dupond', demoPassword)
    await beside.signIn('dupond', demoPassword)
    await sql('update portal.portal set enabled = false where key = $1', [armoise])
    await sql(`select pg_notify('guichet_session', '*')`)
    await new Promise((resolve) => setTimeout(resolve, 500))
    // This process remembers the portal for some seconds still, but no session of it.
    assert.equal(await answer(here.call('GET /invoices', { query: {} })), 'session-ended')
    clock.mock.restore()
    const fresh = start()
    assert.equal(await answer(moved(here, armoise, fresh).call('GET /session')), 'portal-unknown')
    for (const way of [
      visitor(armoise, fresh).signIn('dupond', demoPassword),
      visitor(armoise, fresh).call('GET /portal'),
    ]) {
      assert.equal(await answer(way), 'portal-unknown')
    }
    assert.equal(await answer(beside.call('GET /invoices', { query: {} })), 'in')
    assert.equal(await answer(visitor(sibling, fresh).signIn('martin', demoPassword)), 'in')

    await sql('update portal.portal set enabled = true where key = $1', [armoise])
    assert.equal(await answer(visitor(armoise, start()).signIn('dupond', demoPassword)), 'in')
  })
})
