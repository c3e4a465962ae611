/** `guichet reference create`: the management contract as real tables, for a vendor who has no ERP. */
import { migrateVendor } from '../db/migrate.ts'
import { referenceFunctions } from '../management/reference/functions.ts'
import { type IdType, referenceSchema } from '../management/reference/schema.ts'
import { command, Refusal } from './command.ts'
import { chosenVendor, withAdmin } from './database.ts'

const create = command({
  name: 'reference create',
  about: 'Makes schema "management" as empty tables with their functions, for a company without an ERP of its own.',
  words: [],
  options: {
    vendor: { kind: 'text', help: 'Name of the vendor in the configuration; needed when there are several' },
    ids: { kind: 'text', help: 'Kind of identifiers: bigint or uuid (default bigint)' },
  },
  example: 'guichet reference create --vendor armoise',
  async run(terminal, config, { values }) {
    const ids = values.ids ?? 'bigint'
    if (ids !== 'bigint' && ids !== 'uuid') throw new Refusal('--ids is bigint or uuid.')
    const vendor = chosenVendor(config(), values.vendor)
    await withAdmin(vendor, async (admin) => {
      const [found] = await admin.query<{ there: boolean }>("select to_regnamespace('management') is not null as there")
      if (found?.there) {
        throw new Refusal(`The database of "${vendor.name}" has a schema "management" already: nothing was changed.`)
      }
      const made: { ids: IdType } = { ids }
      await admin.script(`begin;\n${referenceSchema(made)}\n${referenceFunctions(made)}\ncommit;`)
      await migrateVendor(admin)
    })
    terminal.out(
      `${vendor.name}: schema "management" made, its guards too. Fill it, first of all management.company and management.customer.\n`,
    )
    return 0
  },
})

export const referenceCommands = [create]
