/** What is true of requests. Pure: no clock, no database. */
import type { Moment } from '../../base/zone.ts'
import type { Domain, Nature, NewRequest } from './api.ts'

export interface NatureRow extends Nature {
  parentId: string | null
}

/** The tree of what is offered, in the vendor's order. A nature whose domain is not offered is not offered either. */
export function treeOf(rows: readonly NatureRow[]): Domain[] {
  const plain = ({ id, label, description, equipment }: NatureRow): Nature => ({ id, label, description, equipment })
  return rows
    .filter((row) => row.parentId === null)
    .map((domain) => ({ ...plain(domain), natures: rows.filter((row) => row.parentId === domain.id).map(plain) }))
}

/** A domain or nature of the tree; undefined when it is not offered. */
export function natureOf(tree: readonly Domain[], id: string): Nature | undefined {
  return tree.flatMap((domain): Nature[] => [domain, ...domain.natures]).find((nature) => nature.id === id)
}

export interface Known {
  nature: Nature | undefined
  /** The machine's site; undefined without machine. */
  machine: { siteId: string | null } | undefined
  now: Moment
  /** The session is limited to these sites. */
  sites: readonly string[] | null
}

/** What does not fit together, field by field; empty = it does. Ids have been found by now. */
export function misfits(request: NewRequest, { nature, machine, now, sites }: Known): Record<string, string> {
  const fields: Record<string, string> = {}
  const { equipmentId, serialNumber, wish } = request
  if (equipmentId !== undefined && serialNumber !== undefined) fields['body.serialNumber'] = 'not-both'
  const named = equipmentId !== undefined || serialNumber !== undefined
  if (nature?.equipment === 'required' && !named) fields['body.equipmentId'] = 'missing'
  if (nature?.equipment === 'none' && named) {
    fields[equipmentId === undefined ? 'body.serialNumber' : 'body.equipmentId'] = 'not-about-a-machine'
  }
  if (wish && wish.on < now.day) fields['body.wish.on'] = 'past'
  else if (wish?.at !== undefined && wish.on === now.day && wish.at < now.time) fields['body.wish.at'] = 'past'
  if (sites !== null && siteOf(request, machine, sites) === null) fields['body.siteId'] = 'missing'
  return fields
}

/** The site that a request is about: the one named, the machine's, the only one that the session sees. */
export function siteOf(
  request: Pick<NewRequest, 'siteId'>,
  machine: Known['machine'],
  sites: readonly string[] | null,
): string | null {
  return request.siteId ?? machine?.siteId ?? (sites?.length === 1 ? (sites[0] ?? null) : null)
}
