/** The demo's data in a test database, where trying a password costs next to nothing. */
import { Passwords } from '../../bff/gate/sign-in/hash.ts'
import type { DemoOptions } from '../../bff/management/demo/model.ts'
import { seedDemo } from '../../bff/management/demo/seed.ts'
import { type Engine, testVendor, type TestVendor } from './db.ts'

/** The least that argon2id can be told to do: a third of what the ways in cost the tests was its work. */
export const quickPasswords = new Passwords({ memoryCost: 8, timeCost: 1, parallelism: 1 })

interface Wanted extends DemoOptions {
  connections?: number
  /** Who hashed the demo's passwords; where time is measured, what a real counter has. */
  passwords?: Passwords
}

/** Filled once for the run; each caller has a clone of its own. */
export function demoVendor(engine: Engine, wanted: Wanted): Promise<TestVendor> {
  const { connections, passwords = quickPasswords, ...options } = wanted
  const hashes = passwords === quickPasswords ? '' : ' real hashes'
  return testVendor(engine, {
    vendor: options.vendor,
    template: `demo ${options.size ?? 'normal'} ${options.today}${hashes}`,
    setup: (admin) => seedDemo(admin, options, (password) => passwords.hash(password)),
    ...(connections !== undefined && { connections }),
  })
}
