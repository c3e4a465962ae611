/** The configuration of one process: the only reader of the environment. Every mistake is one sentence that says what to write. */
import { readFileSync } from 'node:fs'
import { isAbsolute, join, resolve } from 'node:path'
import { fileURLToPath } from 'node:url'
import { z } from 'zod'
import { isAddress } from './mail/carrier.ts'
import { countries } from './sms/number.ts'

/** Where a vendor's database is. */
export interface VendorConfig {
  /** Stands in portal keys: `pk_<name>_…`. */
  name: string
  /** PostgreSQL URL of the database's owner; null = embedded, in `dataDir`. */
  url: string | null
  /** Folder of the embedded database. */
  dataDir: string
  /** Passwords of the roles `guichet_app` and `guichet_gate`; absent = derived from the URL's own password. */
  appPassword?: string
  gatePassword?: string
  /** Connections for features, per process; absent = the usual number. */
  connections?: number
}

/** How letters leave. */
export interface MailConfig {
  /** `smtp:` or `smtps:`, with user and password. */
  url: string
  /** Address that they come from. */
  from: string
}

/** How text messages leave, and how many may. */
export interface SmsConfig {
  /** Null = none: who asks for a text message gets a letter. */
  gateway: { url: string; token?: string; secret?: string } | null
  /** ISO 3166 codes whose mobile numbers get text messages; numbers without a country are of the first. */
  countries: readonly string[]
  /** Per portal and day. */
  daily: number
}

export interface Config {
  host: string
  /** 0 = any free port. */
  port: number
  /** How browsers reach this process, without trailing slash: proofs are checked against it, never against `Host`. */
  publicUrl: string
  dataDir: string
  /** Other processes listen on the same port (Linux): the kernel spreads the connections. */
  sharedPort: boolean
  /** How many serving processes `guichet start` runs. */
  processes: number
  /** Where `/live`, `/ready` and `/metrics` answer apart from customers; null = `/live` and `/ready` on `port` only. */
  adminPort: number | null
  adminHost: string
  /** Milliseconds of a turn of the event loop (mean of a quarter of a second) above which fewer come in; 0 = never. */
  shedAt: number
  /** Folder of the built widgets. */
  widgetsDir: string
  /** How many reverse proxies in front add themselves to `X-Forwarded-For`; 0 = that header is ignored. */
  trustedHops: number
  /** Milliseconds during which a stopping process still answers while `/ready` already says 503. */
  lameDuck: number
  /** Null = letters cannot be sent. */
  mail: MailConfig | null
  sms: SmsConfig
  vendors: readonly VendorConfig[]
}

/** What is wrong with the configuration, a sentence each. */
export class ConfigError extends Error {
  override readonly name = 'ConfigError'
  readonly mistakes: readonly string[]

  constructor(mistakes: readonly string[]) {
    super(mistakes.join('\n'))
    this.mistakes = mistakes
  }
}

export type Environment = Readonly<Record<string, string | undefined>>

/** The environment of this process, for who must hand it on. */
export const environment: Environment = process.env

const root = fileURLToPath(new URL('..', import.meta.url))
const vendorName = /^[a-z][a-z0-9]{0,30}$/

const whole = (name: string, least: number, most: number, example: string) =>
  z
    .string()
    .regex(/^\d{1,6}$/, `${name} must be a whole number from ${least} to ${most}, e.g. ${name}=${example}.`)
    .transform(Number)
    .refine((n) => n >= least && n <= most, `${name} must be from ${least} to ${most}, e.g. ${name}=${example}.`)

const password = (name: string) =>
  z.string().min(16, `${name} must have at least 16 characters, or be left out: then it is derived.`).optional()

const schema = z.object({
  DATABASE_URL: z.string().optional(),
  GUICHET_VENDORS: z.string().optional(),
  GUICHET_DATA: z.string().default('.data'),
  GUICHET_HOST: z.string().default('localhost'),
  GUICHET_PORT: whole('GUICHET_PORT', 0, 65535, '8787').default(8787),
  GUICHET_PUBLIC_URL: z.string().optional(),
  GUICHET_WIDGETS: z.string().default('dist'),
  GUICHET_TRUSTED_HOPS: whole('GUICHET_TRUSTED_HOPS', 0, 10, '1').default(0),
  GUICHET_LAME_DUCK: whole('GUICHET_LAME_DUCK', 0, 60_000, '500').default(500),
  GUICHET_ADMIN_PORT: whole('GUICHET_ADMIN_PORT', 0, 65535, '9464').optional(),
  GUICHET_ADMIN_HOST: z.string().default('localhost'),
  GUICHET_PROCESSES: whole('GUICHET_PROCESSES', 1, 64, '2').default(1),
  GUICHET_SHARED_PORT: z
    .enum(['0', '1'], 'GUICHET_SHARED_PORT must be 1 where several processes listen on one port, or left out.')
    .default('0'),
  GUICHET_SHED_AT: whole('GUICHET_SHED_AT', 0, 60_000, '8').default(8),
  GUICHET_CONNECTIONS: whole('GUICHET_CONNECTIONS', 1, 100, '6').optional(),
  GUICHET_APP_PASSWORD: password('GUICHET_APP_PASSWORD'),
  GUICHET_GATE_PASSWORD: password('GUICHET_GATE_PASSWORD'),
  GUICHET_MAIL_URL: z.string().optional(),
  GUICHET_MAIL_FROM: z.string().optional(),
  GUICHET_SMS_URL: z.string().optional(),
  GUICHET_SMS_TOKEN: z.string().optional(),
  GUICHET_SMS_SECRET: z
    .string()
    .regex(/^whsec_[A-Za-z0-9+/]{32,}={0,2}$/, 'GUICHET_SMS_SECRET must be whsec_ and at least 24 bytes in base64.')
    .optional(),
  GUICHET_SMS_COUNTRIES: z.string().default('FR'),
  GUICHET_SMS_DAILY: whole('GUICHET_SMS_DAILY', 0, 100_000, '200').default(200),
})

type Raw = z.output<typeof schema>

/** Each of these may stand in a file that `<name>_FILE` names: how containers hand secrets on. */
const secretNames = [
  'DATABASE_URL',
  'GUICHET_VENDORS',
  'GUICHET_APP_PASSWORD',
  'GUICHET_GATE_PASSWORD',
  'GUICHET_MAIL_URL',
  'GUICHET_SMS_TOKEN',
  'GUICHET_SMS_SECRET',
] as const

function withFiles(env: Record<string, string | undefined>, mistakes: string[]): Record<string, string | undefined> {
  const read = { ...env }
  for (const name of secretNames) {
    const file = env[`${name}_FILE`]
    if (file === undefined) continue
    if (env[name] !== undefined) {
      mistakes.push(`${name} and ${name}_FILE are both set: keep one.`)
      continue
    }
    try {
      read[name] = readFileSync(file, 'utf8').replace(/\r?\n$/, '')
    } catch (error) {
      mistakes.push(
        `${name}_FILE cannot be read (${(error as NodeJS.ErrnoException).code}): name a file that holds it.`,
      )
    }
  }
  return read
}

function readMail(raw: Raw, mistakes: string[]): MailConfig | null {
  const { GUICHET_MAIL_URL: text, GUICHET_MAIL_FROM: from } = raw
  if (text === undefined && from === undefined) return null
  const url = text !== undefined && URL.canParse(text) ? new URL(text) : undefined
  if (!url || !/^smtps?:$/.test(url.protocol) || url.hostname === '') {
    mistakes.push(
      'GUICHET_MAIL_URL must look like smtps://user:password@mail.example.com:465, or smtp:// for STARTTLS.',
    )
  }
  if (from === undefined || !isAddress(from)) {
    mistakes.push('GUICHET_MAIL_FROM must be the address that letters come from, e.g. counter@example.com.')
  }
  return { url: text ?? '', from: from ?? '' }
}

function readSms(raw: Raw, mistakes: string[]): SmsConfig {
  const names = raw.GUICHET_SMS_COUNTRIES.split(',').map((name) => name.trim().toUpperCase())
  const unknown = names.find((name) => !Object.hasOwn(countries, name))
  if (unknown !== undefined) {
    mistakes.push(`GUICHET_SMS_COUNTRIES knows ${Object.keys(countries).join(', ')}; "${unknown}" is not one of them.`)
  }
  const { GUICHET_SMS_URL: url, GUICHET_SMS_TOKEN: token, GUICHET_SMS_SECRET: secret } = raw
  if (url === undefined && (token !== undefined || secret !== undefined)) {
    mistakes.push('GUICHET_SMS_TOKEN and GUICHET_SMS_SECRET need GUICHET_SMS_URL, the address of the SMS gateway.')
  }
  if (url !== undefined && !(URL.canParse(url) && new URL(url).protocol === 'https:' && new URL(url).port === '')) {
    mistakes.push('GUICHET_SMS_URL must be the https address of the SMS gateway, on port 443.')
  }
  if (url !== undefined && token === undefined && secret === undefined) {
    mistakes.push('GUICHET_SMS_URL needs GUICHET_SMS_TOKEN or GUICHET_SMS_SECRET: the gateway must know who asks.')
  }
  const proof = { ...(token !== undefined && { token }), ...(secret !== undefined && { secret }) }
  return { gateway: url === undefined ? null : { url, ...proof }, countries: names, daily: raw.GUICHET_SMS_DAILY }
}

function isPostgres(url: string): boolean {
  return URL.canParse(url) && /^postgres(ql)?:$/.test(new URL(url).protocol) && new URL(url).pathname.length > 1
}

function readVendors(raw: Raw, dataDir: string, mistakes: string[]): VendorConfig[] {
  const same = {
    ...(raw.GUICHET_CONNECTIONS !== undefined && { connections: raw.GUICHET_CONNECTIONS }),
    ...(raw.GUICHET_APP_PASSWORD !== undefined && { appPassword: raw.GUICHET_APP_PASSWORD }),
    ...(raw.GUICHET_GATE_PASSWORD !== undefined && { gatePassword: raw.GUICHET_GATE_PASSWORD }),
  }
  const vendor = (name: string, url: string | null): VendorConfig => ({
    name,
    url,
    dataDir: join(dataDir, name),
    ...same,
  })
  if (raw.GUICHET_VENDORS !== undefined && raw.DATABASE_URL !== undefined) {
    mistakes.push(
      'DATABASE_URL and GUICHET_VENDORS are both set: keep DATABASE_URL for one vendor, or GUICHET_VENDORS.',
    )
    return []
  }
  if (raw.GUICHET_VENDORS === undefined) {
    if (raw.DATABASE_URL === undefined) return [vendor('main', null)]
    if (isPostgres(raw.DATABASE_URL)) return [vendor('main', raw.DATABASE_URL)]
    mistakes.push('DATABASE_URL must look like postgres://user:password@host:5432/database.')
    return []
  }
  const vendors: VendorConfig[] = []
  const example = 'e.g. GUICHET_VENDORS=armoise=postgres://user:password@host:5432/armoise,brumaire=pglite'
  for (const part of raw.GUICHET_VENDORS.split(',').map((text) => text.trim())) {
    const at = part.indexOf('=')
    const name = part.slice(0, Math.max(at, 0))
    const url = part.slice(at + 1)
    if (!vendorName.test(name)) {
      mistakes.push(`GUICHET_VENDORS needs name=url pairs, names in lower-case letters and digits, ${example}.`)
    } else if (vendors.some((other) => other.name === name)) {
      mistakes.push(`GUICHET_VENDORS names the vendor "${name}" twice: one database each.`)
    } else if (url !== 'pglite' && !isPostgres(url)) {
      mistakes.push(`GUICHET_VENDORS: the database of "${name}" must be pglite or a PostgreSQL URL, ${example}.`)
    } else {
      vendors.push(vendor(name, url === 'pglite' ? null : url))
    }
  }
  return vendors
}

function readPublicUrl(raw: Raw, mistakes: string[]): string {
  const text = raw.GUICHET_PUBLIC_URL
  if (text === undefined) return `http://localhost:${raw.GUICHET_PORT}`
  const url = URL.canParse(text) ? new URL(text) : undefined
  const plain = url?.hostname === 'localhost' || url?.hostname === '127.0.0.1'
  if (!url || url.search || url.hash || !(url.protocol === 'https:' || (url.protocol === 'http:' && plain))) {
    mistakes.push('GUICHET_PUBLIC_URL must be the https address of this counter, e.g. https://counter.example.com.')
    return text
  }
  return url.href.replace(/\/$/, '')
}

/** @throws ConfigError with every mistake at once. */
export function readConfig(env: Environment = environment): Config {
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value !== undefined && value !== ''))
  const mistakes: string[] = []
  const parsed = schema.safeParse(withFiles(given, mistakes))
  if (!parsed.success) throw new ConfigError([...mistakes, ...parsed.error.issues.map((issue) => issue.message)])
  const raw = parsed.data
  const dataDir = resolve(raw.GUICHET_DATA)
  const vendors = readVendors(raw, dataDir, mistakes)
  const publicUrl = readPublicUrl(raw, mistakes)
  const mail = readMail(raw, mistakes)
  const sms = readSms(raw, mistakes)
  if (raw.GUICHET_PROCESSES > 1 && vendors.some(({ url }) => url === null))
    mistakes.push('GUICHET_PROCESSES needs PostgreSQL: an embedded database belongs to one process.')
  if (raw.GUICHET_PROCESSES > 1 && raw.GUICHET_PORT === 0)
    mistakes.push('GUICHET_PROCESSES needs a GUICHET_PORT that all of them listen on, e.g. 8787.')
  if (mistakes.length > 0) throw new ConfigError(mistakes)
  return Object.freeze({
    host: raw.GUICHET_HOST,
    port: raw.GUICHET_PORT,
    publicUrl,
    dataDir,
    sharedPort: raw.GUICHET_SHARED_PORT === '1',
    processes: raw.GUICHET_PROCESSES,
    adminPort: raw.GUICHET_ADMIN_PORT ?? null,
    adminHost: raw.GUICHET_ADMIN_HOST,
    shedAt: raw.GUICHET_SHED_AT,
    widgetsDir: isAbsolute(raw.GUICHET_WIDGETS) ? raw.GUICHET_WIDGETS : join(root, raw.GUICHET_WIDGETS),
    trustedHops: raw.GUICHET_TRUSTED_HOPS,
    lameDuck: raw.GUICHET_LAME_DUCK,
    mail,
    sms,
    vendors: Object.freeze(vendors.map((vendor) => Object.freeze(vendor))),
  })
}
