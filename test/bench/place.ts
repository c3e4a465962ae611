/** Where a bench takes place: portal, website, configuration. Nothing of the test runner's is loaded here. */
import type { Config } from '../../bff/config.ts'

export const today = '2026-11-21'
export const pk = 'pk_armoise_demodemodemodemo'
export const origin = 'http://localhost:8801'
export const publicUrl = 'http://localhost:8787'

export const benchConfig: Config = {
  host: '127.0.0.1',
  port: 0,
  sharedPort: false,
  processes: 1,
  adminPort: null,
  adminHost: 'localhost',
  shedAt: 0,
  publicUrl,
  dataDir: '',
  widgetsDir: '',
  trustedHops: 0,
  lameDuck: 0,
  mail: null,
  sms: { gateway: null, countries: ['FR'], daily: 0 },
  vendors: [],
}
