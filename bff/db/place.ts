/** Where a vendor's database is, as `config.ts` reads it. */
export interface VendorPlace {
  /** Stands in portal keys: `pk_<name>_…`. */
  name: string
  /** PostgreSQL URL of the database's owner; null = embedded (PGlite), in `dataDir`. */
  url: string | null
  /** Folder of the embedded database; its lock file is `<dataDir>.lock`, beside it. Empty = in memory. */
  dataDir: string
  /** Passwords of the roles `guichet_app` and `guichet_gate`; absent = derived from the URL's own password. */
  appPassword?: string
  gatePassword?: string
  /** Connections for features; the gate has half as many. 6 unless told. */
  connections?: number
}

export type Role = 'guichet_app' | 'guichet_gate'
