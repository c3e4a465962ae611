/** `guichet hand-off …`: websites whose own sign-in hands people over. Only public keys ever come here. */
import { createPublicKey, type KeyObject } from 'node:crypto'
import { readFileSync } from 'node:fs'
import { loginOf } from '../base/login.ts'
import { command, Refusal } from './command.ts'
import { checkProfile, note, tellProcesses, vendorOfPortal, withAdmin } from './database.ts'
import { readLife } from './life.ts'
import { printRows } from './table.ts'

type Row = Record<string, string | null>

type Algorithm = 'EdDSA' | 'ES256'

/** @throws Refusal for anything but a public key of Ed25519 or P-256 */
export function readPublicKey(pem: string): { algorithm: Algorithm; spki: string } {
  // Node would quietly take the public half of it: but a private key that was sent about is no longer one.
  if (/PRIVATE KEY/.test(pem))
    throw new Refusal(
      'This is a private key. Keep it on the website, and give its public half: openssl pkey -in key.pem -pubout',
    )
  let key: KeyObject
  try {
    key = createPublicKey(pem)
  } catch {
    throw new Refusal('This is no public key in PEM: it begins with -----BEGIN PUBLIC KEY-----.')
  }
  const spki = key.export({ type: 'spki', format: 'pem' }) as string
  if (key.asymmetricKeyType === 'ed25519') return { algorithm: 'EdDSA', spki }
  if (key.asymmetricKeyType === 'ec' && key.asymmetricKeyDetails?.namedCurve === 'prime256v1')
    return { algorithm: 'ES256', spki }
  throw new Refusal(`A key of ${key.asymmetricKeyType} is not taken: Ed25519 (EdDSA) or P-256 (ES256).`)
}

function readFile(path: string): string {
  try {
    return readFileSync(path, 'utf8')
  } catch {
    throw new Refusal(`There is no file "${path}" that can be read.`)
  }
}

const addKey = command({
  name: 'hand-off key add',
  about: 'Registers a public key with which a website signs its hand-offs. Several may be good at a time.',
  words: ['portal key'],
  options: {
    kid: { kind: 'text', help: 'Name of the key, as in the header of the assertion', required: true },
    issuer: { kind: 'text', help: 'iss of its assertions, e.g. https://www.example.com', required: true },
    'public-key': { kind: 'text', help: 'File with the public key in PEM (Ed25519 or P-256)', required: true },
    subject: { kind: 'text', help: 'What sub names: login, or mapped (the website’s own id of the person; default)' },
    profile: { kind: 'text', help: 'With mapped: makes an account with these rights for whom it does not know yet' },
    life: { kind: 'text', help: '1d to 1825d (default: until it is revoked)' },
  },
  example:
    'guichet hand-off key add pk_armoise_demodemodemodemo --kid 2026-11 --issuer https://www.armoise.example --public-key hand-off.pub.pem --profile user',
  async run(terminal, config, { values, words: [portal = ''] }) {
    const { algorithm, spki } = readPublicKey(readFile(values['public-key']))
    const subject = values.subject ?? 'mapped'
    if (subject !== 'login' && subject !== 'mapped') throw new Refusal('--subject is login or mapped.')
    if (subject === 'login' && values.profile !== undefined)
      throw new Refusal('--profile goes with --subject mapped: a login names an account that is there.')
    if (!/^[A-Za-z0-9._~-]{1,64}$/.test(values.kid)) throw new Refusal('--kid has 1 to 64 of A-Z a-z 0-9 . _ ~ -')
    const life =
      values.life === undefined
        ? null
        : readLife(values.life, { least: 86_400, most: 1825 * 86_400, words: '1d to 1825d' })
    await withAdmin(vendorOfPortal(config(), portal), async (admin) => {
      if (values.profile !== undefined) await checkProfile(admin, values.profile)
      const [known] = await admin.query('select 1 from portal.portal where key = $1', [portal])
      if (!known) throw new Refusal(`There is no portal ${portal}: guichet portal list shows them.`)
      const rows = await admin.query(
        `insert into portal.hand_off_key (portal_key, kid, issuer, algorithm, public_key, subject, profile_id, expires_at)
         values ($1, $2, $3, $4, $5, $6, $7, now() + make_interval(secs => $8::float8))
         on conflict do nothing returning 1`,
        [portal, values.kid, values.issuer, algorithm, spki, subject, values.profile ?? null, life],
      )
      if (rows.length === 0) throw new Refusal(`Key ${values.kid} is there already: a new key has a new name.`)
      await note(admin, 'hand-off-key-added', {
        portal,
        detail: { kid: values.kid, issuer: values.issuer, algorithm, subject, profile: values.profile ?? null },
      })
    })
    terminal.out(`Key ${values.kid} (${algorithm}) of ${values.issuer} hands over to ${portal} from now on.\n`)
    return 0
  },
})

const listKeys = command({
  name: 'hand-off key list',
  about: 'Lists the keys of a portal, good or not.',
  words: ['portal key'],
  options: { json: { kind: 'flag', help: 'For programs' } },
  example: 'guichet hand-off key list pk_armoise_demodemodemodemo',
  async run(terminal, config, { values, words: [portal = ''] }) {
    const rows = await withAdmin(vendorOfPortal(config(), portal), (admin) =>
      admin.query<Row>(
        `select kid, issuer, algorithm, subject, profile_id as profile,
           case when revoked_at is not null then 'revoked' when expires_at <= now() then 'expired' else 'good' end as state,
           created_at as since, expires_at as until
         from portal.hand_off_key where portal_key = $1 order by created_at, kid`,
        [portal],
      ),
    )
    printRows(terminal.out, rows, values.json, 'No key yet: guichet hand-off key add registers one.')
    return 0
  },
})

const revokeKey = command({
  name: 'hand-off key revoke',
  about: 'Takes a key back, and ends every session that was handed over at the portal; good keys open new ones unseen.',
  words: ['portal key', 'kid'],
  options: {},
  example: 'guichet hand-off key revoke pk_armoise_demodemodemodemo 2026-11',
  async run(terminal, config, { words: [portal = '', kid = ''] }) {
    await withAdmin(vendorOfPortal(config(), portal), async (admin) => {
      const rows = await admin.query(
        `update portal.hand_off_key set revoked_at = coalesce(revoked_at, now())
         where portal_key = $1 and kid = $2 returning 1`,
        [portal, kid],
      )
      if (rows.length === 0) throw new Refusal(`There is no key "${kid}": guichet hand-off key list shows them.`)
      const ended = await admin.query(
        `update portal.session set ended_at = now(), end_reason = 'revoked'
         where portal_key = $1 and kind = 'hand-off' and ended_at is null returning 1`,
        [portal],
      )
      await note(admin, 'hand-off-key-revoked', { portal, detail: { kid, ended: ended.length } })
      await tellProcesses(admin)
      terminal.out(`Key ${kid} opens nothing any more; ${ended.length} sessions ended.\n`)
    })
    return 0
  },
})

const map = command({
  name: 'hand-off map',
  about: 'Says which account a website means by its own id of a person; --remove forgets it.',
  words: ['portal key', 'id at the website'],
  options: {
    issuer: { kind: 'text', help: 'iss of the assertions', required: true },
    login: { kind: 'text', help: 'Login of the account' },
    remove: { kind: 'flag', help: 'Forget what the id stands for, and end its sessions' },
  },
  example: 'guichet hand-off map pk_armoise_demodemodemodemo 4711 --issuer https://www.armoise.example --login dupond',
  async run(terminal, config, { values, words: [portal = '', subject = ''] }) {
    if (values.remove === (values.login !== undefined)) throw new Refusal('Give either --login or --remove.')
    await withAdmin(vendorOfPortal(config(), portal), async (admin) => {
      const [before] = await admin.query<{ account_id: string }>(
        'delete from portal.hand_off_person where portal_key = $1 and issuer = $2 and subject = $3 returning account_id',
        [portal, values.issuer, subject],
      )
      if (before) {
        await admin.query(
          `update portal.session set ended_at = now(), end_reason = 'revoked'
           where portal_key = $1 and account_id = $2 and kind = 'hand-off' and ended_at is null`,
          [portal, before.account_id],
        )
      } else if (values.remove) throw new Refusal(`Nobody is known as "${subject}" of ${values.issuer}.`)
      if (values.login !== undefined) {
        const rows = await admin.query(
          `insert into portal.hand_off_person (portal_key, issuer, subject, account_id)
           select $1, $2, $3, id from portal.account where login = $4 returning 1`,
          [portal, values.issuer, subject, loginOf(values.login) ?? null],
        )
        if (rows.length === 0)
          throw new Refusal(`There is no account "${values.login}": guichet account list shows them.`)
      }
      await note(admin, 'hand-off-mapped', {
        portal,
        detail: { issuer: values.issuer, subject, login: values.login ?? null },
      })
      await tellProcesses(admin)
    })
    terminal.out(values.remove ? `"${subject}" stands for nobody now.\n` : `"${subject}" is ${values.login}.\n`)
    return 0
  },
})

const refusals = command({
  name: 'hand-off refusals',
  about: 'Shows the last hand-offs that were refused, and why: the caller is never told.',
  words: ['portal key'],
  options: { json: { kind: 'flag', help: 'For programs' } },
  example: 'guichet hand-off refusals pk_armoise_demodemodemodemo',
  async run(terminal, config, { values, words: [portal = ''] }) {
    const rows = await withAdmin(vendorOfPortal(config(), portal), (admin) =>
      admin.query<Row>(
        `select at, request as reference, detail ->> 'reason' as reason, network from portal.journal
         where event = 'hand-off-refused' and portal_key = $1 order by id desc limit 20`,
        [portal],
      ),
    )
    printRows(terminal.out, rows, values.json, 'None was refused.')
    return 0
  },
})

export const handOffCommands = [addKey, listKeys, revokeKey, map, refusals]
