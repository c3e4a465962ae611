/** `guichet demo`: both invented vendors with their websites, from nothing to a page that answers. */
import { join } from 'node:path'
import { sitePassword } from '../../demo-host/own-sign-in/people.ts'
import { serveDemoHost } from '../../demo-host/serve.ts'
import { systemClock } from '../base/clock.ts'
import type { Log } from '../base/log.ts'
import { type Config, type Environment, readConfig } from '../config.ts'
import { openAdmin } from '../db/admin.ts'
import { openVendors } from '../db/vendors.ts'
import { productionDeps } from '../deps.ts'
import { CaptureBox } from '../mail/captured.ts'
import { demoPassword, demoPeople, demoLinks } from '../management/demo/people.ts'
import { demoCode } from '../management/demo/portal-rows.ts'
import { makeWebsiteKey, registerWebsiteKey } from '../management/demo/website-key.ts'
import { daysOld, type DemoStamp } from '../management/demo/stamp.ts'
import { buildWhenStale } from './build.ts'
import { command, Refusal, type Terminal } from './command.ts'
import { type DemoVendorName, demoVendors, prepareDemo, removeEmbedded } from './demo-data.ts'
import { serveAll, untilStopped } from './start.ts'
import { tableOf } from './table.ts'

const portals: Record<DemoVendorName, string> = {
  armoise: 'pk_armoise_demodemodemodemo',
  brumaire: 'pk_brumaire_demodemodemodemo',
}

/** The demo's vendors, embedded unless the environment names databases for them. @throws Refusal */
function demoConfig(environment: Environment): Config {
  const vendors = demoVendors.map((name) => `${name}=pglite`).join(',')
  const config = readConfig({ GUICHET_VENDORS: vendors, ...environment, DATABASE_URL: undefined })
  const names = config.vendors.map(({ name }) => name).sort()
  if (names.join() !== demoVendors.join()) {
    throw new Refusal(`GUICHET_VENDORS must name ${demoVendors.join(' and ')} for the demo, or be left out.`)
  }
  return config
}

async function reset(terminal: Terminal, config: Config, today: string): Promise<void> {
  removeEmbedded(config)
  for (const vendor of config.vendors) {
    const admin = await openAdmin(vendor)
    try {
      await prepareDemo(admin, today, true)
    } finally {
      await admin.close()
    }
    terminal.out(`${vendor.name}: fresh data up to ${today}.\n`)
  }
}

function welcome(terminal: Terminal, urls: Record<DemoVendorName, string>, config: Config): void {
  const people = demoPeople.map(({ vendor, login, profile, about }) => ({
    website: urls[vendor],
    login,
    profile,
    'who (password for all: guichet-demo-2026)': about.en,
  }))
  const links = demoLinks.map((link) => {
    const code = encodeURIComponent(demoCode(link))
    return `  ${link.about.en}\n  ${urls[link.vendor]}/espace-client#guichet.code=${code}\n`
  })
  const addresses = demoVendors.map((vendor) => ({ vendor, website: urls[vendor], portal: portals[vendor] }))
  terminal.out(
    [
      '',
      tableOf(addresses),
      '',
      tableOf(people),
      '',
      'Portal codes, without an account:',
      ...links,
      `Brumaire’s own sign-in, which opens the counter too: ${urls.brumaire}/compte (password ${sitePassword})`,
      `Letters and text messages that it sends: ${urls.armoise}/mailbox and ${urls.brumaire}/mailbox`,
      `Playground: ${urls.armoise}/playground and ${urls.brumaire}/playground`,
      `Counter: ${config.publicUrl} (password ${demoPassword}). Ctrl+C stops.`,
      '',
    ].join('\n'),
  )
}

/** The console belongs to the addresses: only what went wrong is told. */
const quiet = (log: Log): Log => ({
  write(level, event, fields) {
    if (level !== 'info') log.write(level, event, fields)
  },
})

export const demo = command({
  name: 'demo',
  about: 'Runs two invented vendors with their websites on an embedded database; everything is made at first start.',
  words: [],
  options: {
    reset: { kind: 'flag', help: 'Only make the demo data anew, up to today' },
    reload: { kind: 'flag', help: 'For development: open pages load themselves again after a build' },
  },
  example: 'guichet demo',
  async run(terminal, _config, { values }) {
    const config = demoConfig(terminal.environment)
    const today = systemClock.today('Europe/Paris')
    if (values.reset) {
      await reset(terminal, config, today)
      terminal.out('Now: npm start\n')
      return 0
    }
    await buildWhenStale(terminal)
    const stamps = new Map<string, DemoStamp | null>()
    const key = makeWebsiteKey('https://www.brumaire.example', portals.brumaire)
    const vendors = openVendors(config.vendors, {
      prepare: async (admin) => {
        stamps.set(admin.name, await prepareDemo(admin, today, false))
        if (admin.name === 'brumaire') await registerWebsiteKey(admin, key)
      },
    })
    const deps = productionDeps(config, vendors)
    const mailbox = new CaptureBox()
    const carriers = { mail: deps.mail ?? mailbox.mail, sms: deps.sms ?? mailbox.sms }
    const serving = await serveAll(config, vendors, { ...deps, ...carriers, log: quiet(deps.log) })
    const websites = await serveDemoHost({
      bffUrl: config.publicUrl,
      portals,
      mailbox,
      handOff: { brumaire: key },
      ...(values.reload && { reloadOn: join(config.widgetsDir, 'manifest.json') }),
    }).catch(async (error: unknown) => {
      await serving.stop(0)
      if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error
      throw new Refusal(
        'Ports 8801 and 8802 of the demo websites are taken: stop the program that uses them (is the demo running already?).',
      )
    })
    welcome(terminal, websites.urls, config)
    const oldest = Math.max(0, ...[...stamps.values()].map((stamp) => (stamp ? daysOld(stamp, today) : 0)))
    if (oldest > 0) terminal.out(`The data is ${oldest} day(s) old: npm run demo:reset refreshes it.\n`)
    await untilStopped(terminal, serving, () => websites.close())
    return 0
  },
})
