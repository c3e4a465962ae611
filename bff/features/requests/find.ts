/** The find step: what a request names, as the session may see it; an id that names nothing is a refusal with its field. */
import { mapped } from '../../base/found.ts'
import { Problem } from '../../base/problem.ts'
import { together } from '../../base/together.ts'
import { momentAt } from '../../base/zone.ts'
import { isMalformed } from '../../db/errors.ts'
import type { QueryHandle } from '../../db/types.ts'
import type { NewRequest } from './api.ts'
import * as queries from './queries.ts'
import { misfits, natureOf, treeOf } from './rules.ts'

export const absent = (field: string, cause?: unknown) =>
  new Problem('not-found', { fields: { [`body.${field}`]: 'not-found' }, ...(cause !== undefined && { cause }) })

/** The vendor's time zone. */
export async function zoneOf(found: ReturnType<typeof queries.settings>): Promise<string> {
  return mapped(await found).time_zone
}

export async function offered(db: QueryHandle) {
  return treeOf(await queries.natures(db))
}

/**
 * A row of that id, and of that spelling. A malformed id ends the transaction, so it must be the last thing that is
 * asked in it: whoever is told of it is told nothing else.
 */
async function named<T extends { id: string }>(
  field: keyof NewRequest,
  id: string | undefined,
  find: (id: string) => Promise<T | undefined>,
): Promise<T | undefined> {
  if (id === undefined) return undefined
  const row = await find(id).catch((error: unknown) => {
    throw isMalformed(error) ? absent(field, error) : error
  })
  // `042` reads as 42 in SQL, but commands name their subjects as text.
  if (row?.id !== id) throw absent(field)
  return row
}

/** Of a request that came before only what its content is made of: what has changed since does not undo it. */
export async function findAgain(db: QueryHandle, { equipmentId }: NewRequest) {
  return { machine: await named('equipmentId', equipmentId, (id) => queries.machine(db, id)) }
}

/** @throws Problem `not-found` with the field */
async function findNamed(db: QueryHandle, request: NewRequest) {
  const { natureId, equipmentId, siteId, uploads = [] } = request
  const [tree, zone] = await together(offered(db), zoneOf(queries.settings(db)))
  const nature = natureId === undefined ? undefined : natureOf(tree, natureId)
  if (natureId !== undefined && nature === undefined) throw absent('natureId')
  const machine = await named('equipmentId', equipmentId, (id) => queries.machine(db, id))
  await named('siteId', siteId, (id) => queries.site(db, id))
  const files = uploads.length > 0 ? await queries.files(db, uploads) : []
  const fields: Record<string, string> = {}
  for (const [at, id] of uploads.entries()) {
    const file = files.find((one) => one.id === id.toLowerCase())
    if (!file || file.state === 'refused') throw absent(`uploads.${at}`)
    if (file.state !== 'clean') fields[`body.uploads.${at}`] = 'not-ready'
  }
  if (Object.keys(fields).length > 0) throw new Problem('input-invalid', { fields })
  return { nature, machine, zone }
}

/** What it names, all of it fitting together. @throws Problem `not-found` or `input-invalid` with the fields */
export async function findFitting(db: QueryHandle, request: NewRequest, sites: readonly string[] | null, now: Date) {
  const { nature, machine, zone } = await findNamed(db, request)
  const fields = misfits(request, { nature, machine, sites, now: momentAt(now, zone) })
  if (Object.keys(fields).length > 0) throw new Problem('input-invalid', { fields })
  return { machine }
}
