/** Sessions of every kind for the prober: live ones as the oracle draws them, and ones that have died in every way. */
import type { AdminDb } from '../../bff/db/admin.ts'
import type { Right } from '../../bff/api.ts'
import { relations, type RelationName } from '../../bff/management/contract.ts'
import type { Random } from '../../bff/management/demo/random.ts'
import { type AnyRelation, customerScope } from '../../bff/management/relation.ts'
import { type Oracle, type ProbeSession, profileRights } from './model.ts'

export interface LivePerson extends ProbeSession {
  number: number
  hash: Buffer
  words: string
}

export interface DeadPerson {
  hash: Buffer
  customer: string
  why: string
  code: 'session-ended' | 'session-rotated'
}

interface Written {
  code: boolean
  customer: string
  profile: string
  /** Limits as they stand at the session, and at the account's membership or the code. */
  sites: readonly string[] | null
  ownSites: readonly string[] | null
  intervention: string | null
}

/** Ways to die: what is done to a live session, or to what it stands on. `$1` = its hash. */
const deaths: readonly (readonly [why: string, code: boolean, sql: string])[] = [
  ['signed out', false, `update portal.session set ended_at = now(), end_reason = 'signed-out' where hash = $1`],
  ['rotated', false, `update portal.session set ended_at = now(), end_reason = 'rotated' where hash = $1`],
  ['revoked', false, `update portal.session set ended_at = now(), end_reason = 'revoked' where hash = $1`],
  ['idle', false, `update portal.session set idle_until = now() - interval '1 millisecond' where hash = $1`],
  [
    'expired',
    false,
    `update portal.session set expires_at = now() - interval '1 second', idle_until = now() - interval '1 second' where hash = $1`,
  ],
  [
    'of a disabled account',
    false,
    `update portal.account set disabled_at = now() where id = (select account_id from portal.session where hash = $1)`,
  ],
  [
    'of a lost customer',
    false,
    `delete from portal.account_customer where account_id = (select account_id from portal.session where hash = $1)`,
  ],
  [
    'of a revoked code',
    true,
    `update portal.code set revoked_at = now() where id = (select code_id from portal.session where hash = $1)`,
  ],
  [
    'of an expired code',
    true,
    `update portal.code set expires_at = now() - interval '1 second' where id = (select code_id from portal.session where hash = $1)`,
  ],
]

/** One in twenty has registered himself: everything must be refused to him. */
const newcomer = { profile: 'newcomer', rights: new Set(profileRights.newcomer) }

const all = Object.entries(relations) as [RelationName, AnyRelation][]

/** Rights by which the contract hides rows or columns. */
export const guardingRights: readonly Right[] = [
  ...new Set(
    all.flatMap(([, { right, columns }]) => [
      ...(typeof right === 'string' ? [right] : Object.values(right?.rights ?? {}).flat()),
      ...Object.values(columns).flatMap((column) => column.right ?? []),
    ]),
  ),
].sort()

/** Every right that any profile has. */
const everyRight = new Set(Object.values(profileRights).flat())

export class ProbePeople {
  readonly #admin: AdminDb
  readonly #oracle: Oracle
  readonly #random: Random
  readonly #portal: string
  #number = 0

  constructor(admin: AdminDb, oracle: Oracle, random: Random) {
    this.#admin = admin
    this.#oracle = oracle
    this.#random = random
    this.#portal = oracle.model.portals[0]?.key ?? ''
  }

  async live(count: number): Promise<LivePerson[]> {
    const people: LivePerson[] = []
    for (let n = 0; n < count; n++) {
      // A few were let in for one intervention, whatever chance says.
      const drawn = { ...this.#oracle.session(this.#random, n < 3 ? 'one' : undefined), ...(n % 20 === 19 && newcomer) }
      // The limit may stand at the session, at what it was opened with, or at both: then the common part counts.
      const where = drawn.sites === null ? 'nowhere' : this.#random.pick(['session', 'own', 'both'])
      const wider = [...(drawn.sites ?? []), '0'].map((id) => (id === '0' ? this.#anySite() : id))
      const written: Written = {
        ...drawn,
        code: this.#random.chance(0.4),
        sites: where === 'session' ? drawn.sites : where === 'both' ? drawn.sites : null,
        ownSites: where === 'own' ? drawn.sites : where === 'both' ? [...new Set(wider)] : null,
      }
      const hash = await this.#write(written)
      const words = `${written.code ? 'code' : 'account'} ${drawn.profile} of ${drawn.customer}, sites ${drawn.sites?.join('+') ?? 'all'} (${where}), intervention ${drawn.intervention}`
      people.push({ ...drawn, number: this.#number, hash, words })
    }
    return people
  }

  /**
   * Who lacks one right of those that guard something, and has every other: each at a customer who has as much as any.
   * Without them a condition might be hidden by another one that nobody passes either.
   */
  async lacking(): Promise<LivePerson[]> {
    const people: LivePerson[] = []
    const [rich = ''] = this.#richest()
    for (const right of guardingRights) {
      const rights = new Set([...everyRight].filter((one) => one !== right))
      const profile = `without ${right}`
      await this.#admin.query(
        'insert into portal.profile (id, name_fr, name_en, rights) values ($1, $1, $1, $2) on conflict do nothing',
        [profile, [...rights]],
      )
      people.push(await this.#enter({ customer: rich, profile, rights }))
    }
    return people
  }

  /** For each relation whose rows stand at sites: who is limited to all sites of a customer but the one of some row. */
  async elsewhere(): Promise<LivePerson[]> {
    const people: LivePerson[] = []
    const places = Map.groupBy(this.#oracle.model.rows.site, ({ customer_id }) => customer_id)
    for (const [relation, one] of all) {
      const scope = customerScope(one)
      const { site: column } = scope ?? {}
      if (!scope || !column) continue
      const rows: readonly Record<string, unknown>[] = this.#oracle.model.rows[relation]
      const fit = rows.filter(
        (row) => row[column] !== null && (places.get(String(row[scope.customer]))?.length ?? 0) > 1,
      )
      if (fit.length === 0) continue
      const { [scope.customer]: customer, [column]: site } = this.#random.pick(fit)
      const sites = (places.get(String(customer)) ?? []).map(({ id }) => id).filter((id) => id !== site)
      const rights = new Set(profileRights.supervisor)
      people.push(await this.#enter({ customer: String(customer), profile: 'supervisor', rights, sites }))
    }
    return people
  }

  /** Customers by how many relations hold rows of theirs, the most first. */
  #richest(): string[] {
    const kinds = (customer: string) =>
      all.filter(([relation]) => this.#oracle.pick(this.#random, relation, customer) !== undefined).length
    const counted = this.#oracle.ids('customer').map((id) => ({ id, kinds: kinds(id) }))
    return counted.sort((a, b) => b.kinds - a.kinds).map(({ id }) => id)
  }

  /** An account without any other limit. */
  async #enter(
    one: Pick<ProbeSession, 'customer' | 'profile' | 'rights'> & { sites?: readonly string[] },
  ): Promise<LivePerson> {
    const session: ProbeSession = { sites: null, intervention: null, ...one }
    const hash = await this.#write({ ...session, code: false, ownSites: null })
    const words = `account ${one.profile} of ${one.customer}, sites ${session.sites?.join('+') ?? 'all'}`
    return { ...session, number: this.#number, hash, words }
  }

  async dead(each: number): Promise<DeadPerson[]> {
    const people: DeadPerson[] = []
    for (const [why, code, sql] of deaths) {
      for (let n = 0; n < each; n++) {
        const customer = this.#random.pick(this.#oracle.ids('customer'))
        const hash = await this.#write({
          code,
          customer,
          profile: 'supervisor',
          sites: null,
          ownSites: null,
          intervention: null,
        })
        await this.#admin.query(sql, [hash])
        people.push({ hash, customer, why, code: why === 'rotated' ? 'session-rotated' : 'session-ended' })
      }
    }
    const customer = this.#random.pick(this.#oracle.ids('customer'))
    people.push({ hash: this.#hash(), customer, why: 'unknown', code: 'session-ended' })
    return people
  }

  /** A site of anybody: a limit may name places that are not the customer's, and gives nothing by it. */
  #anySite(): string {
    return this.#random.pick(this.#oracle.ids('site'))
  }

  #hash(): Buffer {
    const hash = Buffer.alloc(32)
    for (let at = 0; at < 32; at += 4) hash.writeUInt32BE(this.#random.int(0, 0xffffffff), at)
    return hash
  }

  async #write({ code, customer, profile, sites, ownSites, intervention }: Written): Promise<Buffer> {
    const number = ++this.#number
    const hash = this.#hash()
    const [row] = code
      ? await this.#admin.query<{ id: string }>(
          `insert into portal.code (secret_hash, label, language, customer_id, site_ids, intervention_id, profile_id, expires_at)
             values ($1, 'Probe', 'fr', $2, $3, $4, $5, now() + interval '1 day') returning id`,
          [hash, customer, ownSites, intervention, profile],
        )
      : await this.#admin.query<{ id: string }>(
          'insert into portal.account (login, name) values ($1, $1) returning id',
          [`probe${number}`],
        )
    if (!code) {
      const member =
        'insert into portal.account_customer (account_id, customer_id, profile_id, site_ids) values ($1, $2, $3, $4)'
      await this.#admin.query(member, [row?.id, customer, profile, ownSites])
      // Several customers: the others are his too, but not in this session, and with other rights.
      const others = new Set([0, 1].map(() => this.#random.pick(this.#oracle.ids('customer'))))
      others.delete(customer)
      if (this.#random.chance(0.5)) {
        for (const other of others) {
          await this.#admin.query(member, [row?.id, other, this.#random.pick(Object.keys(profileRights)), null])
        }
      }
    }
    await this.#admin.query(
      `insert into portal.session (hash, kind, account_id, code_id, portal_key, origin, public_x, public_y, thumbprint,
          customer_id, site_ids, intervention_id, idle_seconds, idle_until, expires_at)
        values ($1, $2, $3, $4, $5, 'http://localhost:8801', 'x', 'y', $6, $7, $8, $9, 1800, now() + interval '2 hours',
          now() + interval '12 hours')`,
      [
        hash,
        code ? 'code' : 'password',
        code ? null : row?.id,
        code ? row?.id : null,
        this.#portal,
        `probe${number}`,
        customer,
        sites,
        intervention,
      ],
    )
    return hash
  }
}
