/** A small shop written for tests: articles, prices, stock and machines with which every rule of the catalogue differs. */
import type { AdminDb } from '../../bff/db/admin.ts'

export interface Shop {
  /** Name -> id, of everything below. */
  id: Record<string, string>
  /** Two customers of the demo: the first has prices of his own, the second has none. */
  me: string
  other: string
}

export async function openShop(admin: AdminDb): Promise<Shop> {
  const id: Record<string, string> = {}
  const add = async (table: string, row: Record<string, unknown>) => {
    const columns = Object.keys(row)
    const [made] = await admin.query<{ id: string }>(
      `insert into management.${table} (${columns.join(', ')}) values (${columns.map((_, n) => `$${n + 1}`).join(', ')})
         returning id::text`,
      Object.values(row),
    )
    return made?.id ?? ''
  }
  const customers = await admin.query<{ id: string }>(
    `select c.id::text from management.customer c join management.site s on s.customer_id = c.id
       where c.active group by c.id order by c.id limit 2`,
  )
  const [me = '', other = ''] = customers.map((row) => row.id)
  await admin.query(
    "update management.customer set catalogue = 'all', price_list_id = null where id = any ($1::bigint[])",
    [[me, other]],
  )

  id.shop = await add('article_family', { label: 'Essai', position: 1 })
  id.inks = await add('article_family', { parent_id: id.shop, label: 'Encres', position: 2 })
  id.paper = await add('article_family', { parent_id: id.shop, label: 'Papiers', position: 1 })
  id.empty = await add('article_family', { parent_id: id.shop, label: 'Vide', position: 3 })

  const article = async (name: string, row: Record<string, unknown>) => {
    id[name] = await add('article', {
      code: name.toUpperCase(),
      label: name,
      kind: 'article',
      decimals: 0,
      family_id: id.shop,
      tax_rate: '0.2',
      ...row,
    })
  }
  const price = (name: string, unit_price: string | null, more: Record<string, unknown> = {}) =>
    add('article_price', { article_id: id[name], from_quantity: 1, unit_price, ...more })
  const stock = (name: string, quantity: string, depot = 'Angers') =>
    add('stock', { article_id: id[name], depot, quantity })
  const delay = (name: string, days: number | null) => add('supplier_delay', { article_id: id[name], days })

  await article('machine', { label: 'Copieur d’essai' })
  const inks = { family_id: id.inks, brand: 'Korvane' }
  await article('yellow', { ...inks, code: 'ZZ-40.50Y', label: 'Toner jaune', colour: 'yellow' })
  await article('black', { ...inks, code: 'ZZ-40.50K', label: 'Toner noir', colour: 'black' })
  await article('magenta', { ...inks, label: 'Toner magenta', colour: 'magenta' })
  await article('cyan', { ...inks, label: 'Toner cyan', colour: 'cyan' })
  await article('cheapblack', { ...inks, brand: 'Génériq', label: 'Toner noir compatible', colour: 'black' })
  await article('bin', { ...inks, label: 'Bac de récupération' })
  await article('drum', { ...inks, label: 'Tambour', manufacturer_code: 'DR 77/X' })
  for (const name of ['yellow', 'black', 'magenta', 'cyan', 'cheapblack', 'bin', 'drum']) {
    const preferred = ['yellow', 'black', 'magenta', 'cyan'].includes(name)
    await add('article_compatibility', { article_id: id[name], machine_id: id.machine, preferred })
    await price(name, name === 'cheapblack' ? '30' : '58.9')
  }

  await article('paper80', { family_id: id.paper, label: 'Papier recyclé 80 g', pack_quantity: 5, brand: 'Tracelle' })
  await price('paper80', '10')
  await price('paper80', '9.5', { from_quantity: 10 })
  await price('paper80', '9', { from_quantity: 50 })
  await price('paper80', '8', { customer_id: me, from_quantity: 100 })
  await article('request', { label: 'Sur demande', brand: 'Tracelle' })
  await price('request', '40')
  await price('request', null, { customer_id: me })
  await article('unpriced', { label: 'Sans prix' })
  await article('promo', { label: 'Perforateur', brand: 'Tracelle' })
  await price('promo', '20')
  await add('article_promotion', {
    article_id: id.promo,
    customer_id: me,
    from_quantity: 1,
    unit_price: '16',
    ends_on: '2026-11-21',
  })
  await add('article_promotion', {
    article_id: id.promo,
    from_quantity: 1,
    unit_price: '1',
    ends_on: '2026-11-20',
  })
  await article('kit', { label: 'Poste de travail', kind: 'kit', description: 'Un.\nDeux.' })
  await price('kit', '100')
  await article('option', { label: 'Deuxième écran' })
  await price('option', '15')
  await article('part', { label: 'Socle' })
  const options = { kit_id: id.kit, quantity: 1 }
  await add('article_option', { ...options, article_id: id.part, optional: false, position: 1 })
  await add('article_option', { ...options, article_id: id.option, optional: true, position: 2 })
  await article('brokenkit', { label: 'Kit sans prix', kind: 'kit' })
  await add('article_option', { kit_id: id.brokenkit, article_id: id.part, quantity: 1, optional: false, position: 1 })
  await add('article_option', {
    kit_id: id.brokenkit,
    article_id: id.option,
    quantity: 1,
    optional: false,
    position: 2,
  })
  await article('never', { label: 'Jamais', min_quantity: 5, pack_quantity: 4, max_quantity: 7 })
  await price('never', '1')

  await stock('black', '3')
  await stock('black', '2.5', 'Nantes')
  await stock('cyan', '0')
  await stock('paper80', '4')
  for (const days of [7, 5, null]) await delay('cyan', days)
  await delay('magenta', null)

  await add('article_property', { article_id: id.black, label: 'Rendement', value: '12 000 pages', position: 2 })
  await add('article_property', { article_id: id.black, label: 'Format', value: 'A4', position: 1 })
  const png = Buffer.from('89504e470d0a1a0a', 'hex')
  const media = { article_id: id.black, role: 'image', media_type: 'image/png', content: png }
  await add('article_media', { ...media, file_name: 'b.png', title: 'Dos', position: 2 })
  await add('article_media', { ...media, file_name: 'a.png', title: 'Face', position: 1 })
  await add('article_media', { ...media, file_name: 'x.svg', media_type: 'image/svg+xml', position: 0 })
  await add('article_media', {
    ...media,
    role: 'document',
    file_name: 'securite.pdf',
    media_type: 'application/pdf',
    size: 8,
    position: 0,
  })
  const [site] = await admin.query<{ id: string }>(
    'select id::text from management.site where customer_id = $1 limit 1',
    [me],
  )
  const machine = { state: 'in_service', site_id: site?.id }
  id.mine = await add('equipment', { ...machine, customer_id: me, label: 'Copieur du hall', article_id: id.machine })
  id.unknown = await add('equipment', { ...machine, customer_id: me, label: 'Vieux fax' })
  const [theirs] = await admin.query<{ id: string }>(
    'select id::text from management.equipment where customer_id <> $1 limit 1',
    [me],
  )
  id.theirs = theirs?.id ?? ''
  id.order = await add('sales_order', {
    customer_id: me,
    number: 'ESSAI-1',
    state: 'delivered',
    ordered_on: '2026-10-01',
    currency: 'EUR',
  })
  const line = { order_id: id.order, customer_id: me, position: 1, kind: 'line', label: 'Perforateur' }
  await add('sales_order_line', { ...line, article_id: id.promo })
  return { id, me, other }
}
