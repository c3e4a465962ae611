/** Every migration, in order. A static list: nothing is discovered in folders. */
import type { MigrationProvider } from 'kysely/migration'
import * as portal from './0001-portal.ts'
import * as languageRetention from './0002-language-retention.ts'
import * as composedLogins from './0003-composed-logins.ts'
import * as serviceRights from './0004-service-rights.ts'
import * as commands from './0005-commands.ts'
import * as uploads from './0006-uploads.ts'
import * as home from './0007-home.ts'
import * as messages from './0008-messages.ts'
import * as waysIn from './0009-ways-in.ts'
import * as handOff from './0010-hand-off.ts'
import * as exports from './0011-exports.ts'
import * as delicateActs from './0012-delicate-acts.ts'

export const migrations: MigrationProvider = {
  getMigrations: async () => ({
    '0001-portal': portal,
    '0002-language-retention': languageRetention,
    '0003-composed-logins': composedLogins,
    '0004-service-rights': serviceRights,
    '0005-commands': commands,
    '0006-uploads': uploads,
    '0007-home': home,
    '0008-messages': messages,
    '0009-ways-in': waysIn,
    '0010-hand-off': handOff,
    '0011-exports': exports,
    '0012-delicate-acts': delicateActs,
  }),
}
