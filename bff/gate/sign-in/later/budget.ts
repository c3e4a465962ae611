/** How many messages somebody is sent in a day, whoever asks for them. */
import type { Kysely } from 'kysely'
import { Problem } from '../../../base/problem.ts'
import type { PortalTables } from '../../../db/tables.ts'
import { loadSecrets } from '../../secrets.ts'
import { type Limit, take } from '../../throttle.ts'

/** False when it is enough: the message is withheld, and nobody learns it. */
export async function mayPost(db: Kysely<PortalTables>, subject: readonly string[], limit: Limit): Promise<boolean> {
  const { fingerprint } = await loadSecrets(db)
  try {
    await take(db, fingerprint(...subject), limit)
    return true
  } catch (error) {
    if (error instanceof Problem) return false
    throw error
  }
}
