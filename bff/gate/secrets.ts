/** Keys that the processes of one vendor share, derived from the one random value of its database. */
import { createHmac, hkdfSync } from 'node:crypto'
import type { Kysely } from 'kysely'
import type { PortalTables } from '../db/tables.ts'

export interface GateSecrets {
  /** Key of the nonces. */
  nonce: Uint8Array
  /** Key of the addresses of pictures. */
  media: Uint8Array
  /** Keyed hash of what a throttle counts: the table shows neither logins nor networks. */
  fingerprint: (...parts: readonly string[]) => Uint8Array
}

export async function loadSecrets(gate: Kysely<PortalTables>): Promise<GateSecrets> {
  const row = await gate.selectFrom('portal.secret').select('value').where('name', '=', 'nonce').executeTakeFirst()
  if (!row) throw new Error('portal.secret has no value "nonce": run guichet migrate')
  const derive = (purpose: string) => new Uint8Array(hkdfSync('sha256', row.value, '', purpose, 32))
  const throttle = derive('guichet throttle')
  return {
    nonce: derive('guichet nonce'),
    media: derive('guichet media'),
    fingerprint: (...parts) => createHmac('sha256', throttle).update(JSON.stringify(parts)).digest(),
  }
}
