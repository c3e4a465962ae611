/** Files that are fetched by a signed address: bytes for the gate, and the picture of each machine for features. */
import type { RelationName } from '../../management/contract.ts'
import type { Native } from './native.ts'
import { literal, name } from './quote.ts'

const images = ['image/png', 'image/jpeg', 'image/webp']
const list = (types: readonly string[]) => types.map(literal).join(', ')

/** What may be read by address: an invoice, an order or a customer's own paper never. */
const limits = {
  article_media: `r.media_type::text in (${list([...images, 'application/pdf'])})`,
  document: `r.media_type::text in (${list(images)}) and r.subject_kind::text in ('equipment', 'intervention', 'exchange')`,
}

/** The row of one id; an id that the relation's type cannot read names nothing. */
function bytesSql(fn: string, relation: keyof typeof limits, native: Native): string[] {
  const type = native.get(relation)?.get('id')
  const body = type
    ? `declare
  own ${type};
begin
  begin
    own := wanted;
  exception when data_exception then
    return;
  end;
  return query select r.file_name::text, r.media_type::text, r.content
    from management.${name(relation)} r where r.id = own and r.content is not null and ${limits[relation]};
end`
    : 'begin end'
  return [
    `create or replace function portal.${fn}(wanted text) returns table (file_name text, media_type text, content bytea)
language plpgsql stable security definer set search_path = pg_catalog, pg_temp as $$ ${body} $$`,
    `revoke all on function portal.${fn}(text) from public`,
    `grant execute on function portal.${fn}(text) to guichet_gate`,
  ]
}

/**
 * The picture of each machine that the session sees: the first image of the article that it is. Not read through the
 * guard of `article_media`, which asks for the catalogue: who may see a machine may see what it looks like.
 */
function pictureSql(native: Native): string[] {
  const there = (relation: RelationName) => native.get(relation)?.get('id')
  const machine = there('equipment')
  const media = there('article_media')
  const body =
    machine && media
      ? `select e.id as equipment_id, p.id as media_id, p.changed_at
  from guard.equipment e
  join lateral (
    select r.id, r.changed_at from management.article_media r
    where r.article_id = e.article_id and r.role::text = 'image' and r.media_type::text in (${list(images)})
      and r.content is not null
    order by r.position, r.id limit 1
  ) p on true`
      : `select null::${machine ?? 'text'} as equipment_id, null::${media ?? 'text'} as media_id, null::timestamptz as changed_at where false`
  return [
    `create view guard.machine_picture with (security_barrier) as\n  ${body}`,
    'grant select on guard.machine_picture to guichet_app',
  ]
}

export const mediaSql = (native: Native): string[] => [
  ...bytesSql('article_media', 'article_media', native),
  ...bytesSql('document_media', 'document', native),
  ...pictureSql(native),
]
