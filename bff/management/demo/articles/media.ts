/** Pictures and data sheets of articles. */
import { dateOf, type Day } from '../calendar.ts'
import { paper } from '../documents.ts'
import type { Ids } from '../ids.ts'
import { slug } from '../names.ts'
import { picture } from '../pictures/pictures.ts'
import type { DemoRow } from '../rows.ts'
import { typeset } from '../typeset.ts'
import type { DemoVendor } from '../vendors.ts'
import type { ShelfArticle } from './rows.ts'

const block = 100

type Media = DemoRow<'article_media'>

export function mediaRows(
  of: DemoVendor,
  ids: Ids,
  { n, id, draft }: ShelfArticle,
  today: Day,
  changed_at: string,
): Media[] {
  const file = (
    place: number,
    of: Pick<Media, 'role' | 'file_name' | 'title' | 'media_type'>,
    content: Buffer,
  ): Media => ({
    id: ids('article_media', n * block + place),
    article_id: id,
    ...of,
    size: String(content.length),
    position: String(place + 1),
    content,
    changed_at,
  })
  const label = typeset(draft.label)
  const rows = [draft.picture, ...(draft.gallery ?? [])].map((name, place) => {
    const file_name = place === 0 ? `${slug(draft.code)}.png` : `${slug(draft.code)}-${place + 1}.png`
    return file(place, { role: 'image', file_name, title: label, media_type: 'image/png' }, picture(name))
  })
  if (draft.sheet) {
    const title = `Fiche technique ${draft.code}`
    const content = paper(of, title, dateOf(today - 200), [
      label,
      ...(draft.description ? ['', ...typeset(draft.description).split('\n')] : []),
      '',
      ...(draft.properties ?? []).map(([name, value]) => typeset(`${name} : ${value}`)),
      ...(draft.manufacturerCode ? [typeset(`Référence du constructeur : ${draft.manufacturerCode}`)] : []),
    ])
    const sheet = {
      role: 'document',
      file_name: `fiche-${slug(draft.code)}.pdf`,
      title,
      media_type: 'application/pdf',
    } as const
    rows.push(file(rows.length, sheet, content))
  }
  return rows
}
