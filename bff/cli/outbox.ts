/** `guichet outbox …`: what waits to reach the management database, what was given up, and another try. */
import { command, Refusal } from './command.ts'
import { chosenVendor, note, withAdmin } from './database.ts'
import { printRows } from './table.ts'

const vendor = { kind: 'text', help: 'Name of the vendor in the configuration; needed when there are several' } as const

const list = command({
  name: 'outbox list',
  about: 'Lists what waits to be delivered and what was given up, the oldest first, with the last failure of each.',
  words: [],
  options: {
    vendor,
    dead: { kind: 'flag', help: 'Only what was given up' },
    json: { kind: 'flag', help: 'For programs' },
  },
  example: 'guichet outbox list --dead',
  async run(terminal, config, { values }) {
    const rows = await withAdmin(chosenVendor(config(), values.vendor), (admin) =>
      admin.query<Record<string, string | boolean | null>>(
        `select o.id::text, o.kind, c.receipt, c.function, o.dead_at is not null as dead, o.attempts::text,
           o.created_at, case when o.dead_at is null then greatest(o.due_at, o.lease_until) end as next, o.last_error
         from portal.outbox o left join portal.command c on c.id = o.command_id
         where o.done_at is null and (o.dead_at is not null or not $1) order by o.id limit 1000`,
        [values.dead],
      ),
    )
    printRows(terminal.out, rows, values.json, 'Nothing waits.')
    return 0
  },
})

const retry = command({
  name: 'outbox retry',
  about: 'Has something that waits or was given up tried again now, and for three days from now.',
  words: ['id, receipt, or all'],
  options: { vendor },
  example: 'guichet outbox retry R7K3-F92Q',
  async run(terminal, config, { values, words: [which = ''] }) {
    await withAdmin(chosenVendor(config(), values.vendor), async (admin) => {
      const rows = await admin.query<{ id: string }>(
        `with again as (
           update portal.outbox o set dead_at = null, due_at = clock_timestamp(), created_at = clock_timestamp()
           where o.done_at is null and (o.lease_until is null or o.lease_until < clock_timestamp())
             and ($1 = 'all' or o.id::text = $1
               or o.command_id in (select c.id from portal.command c where c.receipt = upper($1)))
           returning o.id, o.command_id)
         , reopened as (
           update portal.command c set state = 'received', settled_at = null from again a
           where c.id = a.command_id and c.state = 'failed')
         select id::text from again order by id`,
        [which],
      )
      if (rows.length === 0)
        throw new Refusal(`Nothing of "${which}" waits or was given up: guichet outbox list shows it.`)
      await note(admin, 'outbox-retried', { detail: { tasks: rows.map(({ id }) => id) } })
      await admin.query("select pg_notify('guichet_outbox', '')")
      terminal.out(`${rows.length} will be tried now.\n`)
    })
    return 0
  },
})

export const outboxCommands = [list, retry]
