/** The smallest `management` that has every kind of boundary, and people who may see parts of it. Plain SQL on purpose. */
import type { AdminDb } from '../../bff/db/admin.ts'
import type { RelationName } from '../../bff/management/contract.ts'

/** The relations of `smallManagement`, in the contract's order. */
export const smallRelations: readonly RelationName[] = [
  'company',
  'customer',
  'site',
  'contact',
  'equipment',
  'invoice',
  'document',
]

/** Three customers; 1 has sites 11 and 12, 2 has site 21; ids are integers, those of documents uuids. */
export async function smallManagement(admin: AdminDb): Promise<void> {
  await admin.script(`
    create schema management;
    create table management.company (id integer primary key, name text not null, legal_form text, street text,
      postal_code text, city text, country_code text, registration_number text, registry text, vat_number text, email text,
      phone text, iban text, bic text, late_penalty text, early_discount text, currency text not null,
      time_zone text not null, vat_rounding text not null);
    insert into management.company (id, name, currency, time_zone, vat_rounding)
      values (1, 'Armoise Bureautique', 'EUR', 'Europe/Paris', 'half-up/rate');
    create table management.customer (id integer primary key, code text, name text not null, kind text not null default 'company',
      registration_number text, vat_number text, email text, phone text, payment_terms text,
      billing_site_id bigint, price_list_id integer, catalogue text not null default 'all',
      active boolean not null default true, changed_at timestamptz not null default now());
    insert into management.customer (id, code, name) values (1, 'C1', 'Ateliers Un'), (2, 'C2', 'Bureau Deux'), (3, null, 'Cabinet Trois');
    create table management.site (id bigint primary key, customer_id integer not null, name text not null, street text,
      postal_code text, city text, country_code text, establishment_number text, is_billing boolean not null default false,
      is_delivery boolean not null default false, active boolean not null default true,
      changed_at timestamptz not null default now());
    insert into management.site (id, customer_id, name) values (11, 1, 'Angers'), (12, 1, 'Nantes'), (21, 2, 'Tours');
    create table management.contact (id integer primary key, customer_id integer not null, site_id bigint, name text not null,
      role text, email text, phone text, active boolean not null default true, changed_at timestamptz not null default now());
    insert into management.contact (id, customer_id, site_id, name) values (1, 1, null, 'Siège'), (2, 1, 11, 'Anne'), (3, 1, 12, 'Noé'), (4, 2, 21, 'Tom');
    create table management.equipment (id integer primary key, customer_id integer not null, site_id bigint,
      article_id integer, family_id integer, label varchar(80) not null, brand text, serial_number text, provider_number text,
      place text, state text not null default 'in_service', installed_on date, warranty_until date,
      service_contract_id integer, contract_contact_id integer, user_contact_id integer, service_contact_id integer,
      changed_at timestamptz not null default now());
    insert into management.equipment (id, customer_id, site_id, label) values (1, 1, 11, 'Copieur'), (2, 1, null, 'Onduleur'), (3, 2, 21, 'Chaudière');
    create table management.invoice (id integer primary key, customer_id integer not null, site_id bigint, billing_site_id bigint,
      number text not null, kind text not null default 'invoice', state text not null default 'open', issued_on date not null,
      supplied_on date, due_on date, title text, reference text, original_id integer, operation text,
      vat_on_debits boolean not null default false, payment_terms text, currency char(3) not null default 'EUR',
      total_excl_tax numeric(14, 2) not null, total_tax numeric(14, 2) not null, total_incl_tax numeric(14, 2) not null,
      remaining numeric(14, 2) not null, changed_at timestamptz not null default now());
    insert into management.invoice (id, customer_id, site_id, number, issued_on, total_excl_tax, total_tax, total_incl_tax, remaining) values
      (101, 1, 11, 'F101', '2026-01-10', 100, 20, 120, 120), (102, 1, 12, 'F102', '2026-02-10', 200, 40, 240, 0),
      (103, 1, null, 'F103', '2026-03-10', 300, 60, 360, 360), (201, 2, 21, 'F201', '2026-01-11', 1000, 200, 1200, 1200);
    create index on management.invoice (customer_id, issued_on desc, id desc);
    create table management.document (id uuid primary key, customer_id integer not null, site_id bigint, intervention_id integer, subject_kind text not null,
      subject_id text not null, role text not null default 'original', file_name text not null, title text,
      media_type text not null default 'application/pdf', size integer, content bytea, changed_at timestamptz not null default now());
    insert into management.document (id, customer_id, site_id, subject_kind, subject_id, file_name, content) values
      ('00000000-0000-4000-8000-000000000001', 1, 11, 'invoice', '101', 'F101.pdf', '\\x25504446'),
      ('00000000-0000-4000-8000-000000000002', 1, 11, 'equipment', '1', 'manual.pdf', null),
      ('00000000-0000-4000-8000-000000000003', 1, null, 'customer', '1', 'rules.pdf', null),
      ('00000000-0000-4000-8000-000000000004', 1, 11, 'payroll', '1', 'secret.pdf', null);
  `)
}

/** A portal, so that sessions can stand. */
export const testPortalKey = 'pk_armoise_demodemodemodemo'

export async function testPortal(admin: AdminDb): Promise<void> {
  await admin.query(
    `insert into portal.portal (key, name, origins, languages, features, sign_in)
       values ($1, 'Armoise', '{http://localhost:8801}', '{fr,en}', '{invoices}', '{password,code}') on conflict do nothing`,
    [testPortalKey],
  )
}

export interface TestSession {
  customer: string
  profile?: string
  sites?: string[] | null
  intervention?: string | null
  /** A portal code instead of an account. */
  code?: boolean
}

let people = 0

/** An account (or code) with a live session for it; returns what `scoped` needs. */
export async function testSession(
  admin: AdminDb,
  wanted: TestSession,
): Promise<{ hash: Buffer; accountId: string | null; codeId: string | null }> {
  await testPortal(admin)
  const { customer, profile = 'supervisor', sites = null, intervention = null, code = false } = wanted
  const number = ++people
  const hash = Buffer.alloc(32)
  hash.writeUInt32BE(number, 0)
  let accountId: string | null = null
  let codeId: string | null = null
  if (code) {
    const [row] = await admin.query<{ id: string }>(
      `insert into portal.code (secret_hash, label, customer_id, site_ids, intervention_id, profile_id, expires_at)
         values ($1, 'Code', $2, $3, $4, $5, now() + interval '1 day') returning id`,
      [hash, customer, sites, intervention, profile],
    )
    codeId = row?.id ?? null
  } else {
    const [row] = await admin.query<{ id: string }>(
      'insert into portal.account (login, name) values ($1, $2) returning id',
      [`person${number}`, `Person ${number}`],
    )
    accountId = row?.id ?? null
    await admin.query(
      'insert into portal.account_customer (account_id, customer_id, profile_id, site_ids) values ($1, $2, $3, $4)',
      [accountId, customer, profile, sites],
    )
  }
  await admin.query(
    `insert into portal.session (hash, kind, account_id, code_id, portal_key, origin, public_x, public_y, thumbprint,
        customer_id, site_ids, intervention_id, idle_seconds, idle_until, expires_at)
      values ($1, $2, $3, $4, $5, 'http://localhost:8801', 'x', 'y', $6, $7, $8, $9, 1800,
        now() + interval '30 minutes', now() + interval '12 hours')`,
    [
      hash,
      code ? 'code' : 'password',
      accountId,
      codeId,
      testPortalKey,
      `thumb${number}`,
      customer,
      sites,
      intervention,
    ],
  )
  return { hash, accountId, codeId }
}
