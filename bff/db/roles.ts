/** The two roles that the counter works as. Both are walls: they own nothing and hold nothing but what stands here. */
import type { AdminDb } from './admin.ts'
import type { Role } from './place.ts'
import { openPool, rolePassword } from './server.ts'

export const roles: readonly Role[] = ['guichet_app', 'guichet_gate']

/** What the gate may do in schema `portal`: exactly what sign-in, sessions, throttles and the journal need. */
const gateGrants = `
grant usage on schema portal to guichet_gate;
grant select on portal.portal, portal.profile, portal.account, portal.account_customer, portal.code,
  portal.password_link, portal.session, portal.throttle, portal.proof, portal.ticket, portal.secret,
  portal.live_session, portal.fingerprint to guichet_gate;
grant execute on function portal.narrower(text[], text[]) to guichet_gate;
grant insert (login, email, name, language), update (password_hash, language, email) on portal.account to guichet_gate;
grant insert on portal.account_customer to guichet_gate;
grant insert (secret_hash, label, language, customer_id, site_ids, intervention_id, profile_id, contact_email,
  contact_phone, second_proof_after_days, family, expires_at), update (last_used_at) on portal.code to guichet_gate;
grant select, insert, update, delete on portal.challenge, portal.device, portal.registration to guichet_gate;
grant select, insert, delete, update (used_at) on portal.email_change to guichet_gate;
grant insert on portal.password_link to guichet_gate;
grant update (used_at) on portal.password_link, portal.ticket to guichet_gate;
grant insert, update, delete on portal.session, portal.throttle, portal.proof to guichet_gate;
grant delete on portal.password_link, portal.ticket to guichet_gate;
grant insert on portal.journal to guichet_gate;
grant execute on function portal.trim_journal(), portal.trim_uploads() to guichet_gate;
grant select on portal.outbox to guichet_gate;
grant insert (kind, aggregate, payload) on portal.outbox to guichet_gate;
grant update (due_at, lease_until, attempts, last_error, done_at, dead_at, payload) on portal.outbox to guichet_gate;
grant select, insert on portal.sms_day to guichet_gate;
grant update (sent, verified) on portal.sms_day to guichet_gate;
grant select (id, receipt, function, state, portal_key, created_at) on portal.command to guichet_gate;
grant update (state, vendor_id, vendor_number, reason, attempts, settled_at) on portal.command to guichet_gate;
grant execute on function portal.trim_commands() to guichet_gate;
grant select on portal.hand_off_key, portal.hand_off_person, portal.hand_off_used to guichet_gate;
grant insert, delete on portal.hand_off_used to guichet_gate;
grant execute on function portal.hand_off_account(text, text, text, text, text, text, text) to guichet_gate;
grant select on portal.export to guichet_gate;
grant update (state, reason, done_rows, file_name, size) on portal.export to guichet_gate;
grant select (export_id, n), insert, delete on portal.export_part to guichet_gate;
grant execute on function portal.trim_exports() to guichet_gate;
`

/** Limits of a request: nobody waits long, and a stuck transaction is ended by the server. */
const settings: Record<Role, Record<string, string>> = {
  guichet_app: {
    statement_timeout: "'3s'",
    lock_timeout: "'1s'",
    idle_in_transaction_session_timeout: "'5s'",
    default_transaction_read_only: 'on',
    // pg_temp named last: a temporary table must never stand in for a guard.
    search_path: 'guard, pg_temp',
  },
  guichet_gate: {
    statement_timeout: "'3s'",
    lock_timeout: "'1s'",
    idle_in_transaction_session_timeout: "'5s'",
    search_path: 'pg_catalog, pg_temp',
  },
}

const quote = (text: string) => `'${text.replaceAll("'", "''")}'`

/** Roles belong to the whole server: processes of other databases may be changing them at this moment. */
async function patiently(work: () => Promise<void>): Promise<void> {
  for (let attempt = 1; ; attempt++) {
    try {
      await work()
      return
    } catch (error) {
      const text = error instanceof Error ? error.message : ''
      if (attempt >= 20 || !/tuple concurrently (updated|deleted)|duplicate key/.test(text)) throw error
      await new Promise((done) => setTimeout(done, 10 * attempt))
    }
  }
}

/**
 * Roles belong to the server, so two databases with owners of different passwords would derive different ones and take
 * the roles from each other at every migration. The role's comment says whose password it has.
 * @throws Error when the role has the password of another database, and none is configured for this one
 */
async function ensurePassword(admin: AdminDb, role: Role): Promise<void> {
  // Written only when it does not open already: the verifier's salt would change at every start.
  const knock = await knockAs(admin, role)
  if (knock === 'open') return
  const [row] = await admin.query<{ mark: string; made: string | null }>(
    `select 'Guichet: password of database ' || current_database() as mark, shobj_description(r.oid, 'pg_authid') as made
       from pg_catalog.pg_roles r where r.rolname = $1`,
    [role],
  )
  const given = role === 'guichet_app' ? admin.place.appPassword : admin.place.gatePassword
  if (knock === 'wrong password' && given === undefined && row?.made && row.made !== row.mark) {
    throw new Error(
      `Role ${role} of this server has the password of another database ("${row.made}"): a password derived for "${admin.name}" would shut that one out. Set GUICHET_APP_PASSWORD and GUICHET_GATE_PASSWORD to the same values for both, or migrate that database first if its owner's password has changed.`,
    )
  }
  await admin.script(`alter role ${role} password ${quote(rolePassword(admin.place, role))}`)
  await admin.script(`comment on role ${role} is ${quote(row?.mark ?? '')}`)
}

async function ensureRole(admin: AdminDb, role: Role): Promise<void> {
  const [known] = await admin.query('select 1 from pg_catalog.pg_roles where rolname = $1', [role])
  if (!known)
    await admin.script(
      `do $$ begin create role ${role} login; exception when duplicate_object or unique_violation then null; end $$`,
    )
  if (admin.engine === 'postgres') await ensurePassword(admin, role)
  const [database] = await admin.query<{ name: string }>('select quote_ident(current_database()) as name')
  const [current] = await admin.query<{ settings: string[] | null }>(
    `select s.setconfig as settings from pg_catalog.pg_db_role_setting s
       join pg_catalog.pg_database d on d.oid = s.setdatabase and d.datname = current_database()
       join pg_catalog.pg_roles r on r.oid = s.setrole and r.rolname = $1`,
    [role],
  )
  for (const [name, value] of Object.entries(settings[role])) {
    const plain = value.replaceAll("'", '')
    if (current?.settings?.includes(`${name}=${plain}`)) continue
    await admin.script(`alter role ${role} in database ${database?.name} set ${name} = ${value}`)
  }
  await admin.script(`grant connect on database ${database?.name} to ${role}`)
}

/** `silent`: no answer, or one about something else than the password. */
async function knockAs(admin: AdminDb, role: Role): Promise<'open' | 'wrong password' | 'silent'> {
  const pool = openPool(admin.place, { role, max: 1 })
  try {
    await pool.query('select 1')
    return 'open'
  } catch (error) {
    return (error as { code?: string }).code === '28P01' ? 'wrong password' : 'silent'
  } finally {
    await pool.end()
  }
}

/** Makes the roles, their limits and the gate's grants. Idempotent; the guard generator grants the rest. */
export async function ensureRoles(admin: AdminDb): Promise<void> {
  for (const role of roles) await patiently(() => ensureRole(admin, role))
}

export async function grantGate(admin: AdminDb): Promise<void> {
  await admin.script(gateGrants)
}
