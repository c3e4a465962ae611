/** Both engines by one driver: the Chromium of the tests, and Firefox by WebDriver BiDi where there is one. */
import { existsSync } from 'node:fs'
import puppeteer, { type Browser } from 'puppeteer-core'
import { findBrowser } from './chromium.ts'

/** FIREFOX_PATH, else the system's; undefined where there is none. */
export const firefoxPath = [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
  (path) => path !== undefined && existsSync(path),
)

export type EngineName = 'chromium' | 'firefox'

/** How each refuses every cookie of a site other than the page's: Firefox's «bloquer tous les cookies tiers». */
const blocking = {
  args: ['--test-third-party-cookie-phaseout'],
  prefs: { 'network.cookie.cookieBehavior': 1 },
}
/** As for people who asked their system for less motion. */
const still = { args: ['--force-prefers-reduced-motion'], prefs: { 'ui.prefersReducedMotion': 1 } }
/**
 * Nobody looks: twenty frames a second are enough, and no process is made in advance or for a site alone. Halves
 * what a page costs; every origin here is of one site, for which it makes no second process anyway.
 */
const unseen = {
  'layout.frame_rate': 20,
  'dom.ipc.processPrelaunch.enabled': false,
  'dom.ipc.processCount': 1,
  'fission.autostart': false,
  // Nor an add-on looked for and started, which is a third of what the start costs, nor a page for new tabs made ready.
  'extensions.enabledScopes': 0,
  'extensions.startupScanScopes': 0,
  'extensions.installDistroAddons': false,
  'browser.newtabpage.enabled': false,
  'browser.newtab.preload': false,
  'browser.pagethumbnails.capturing_disabled': true,
}

/** The caller closes it. */
export async function openEngine(
  engine: EngineName,
  { thirdPartyCookies = true, motion = true }: { thirdPartyCookies?: boolean; motion?: boolean } = {},
): Promise<Browser> {
  const switches = [...(thirdPartyCookies ? [] : blocking.args), ...(motion ? [] : still.args)]
  const extraPrefsFirefox = { ...unseen, ...(!thirdPartyCookies && blocking.prefs), ...(!motion && still.prefs) }
  if (engine === 'firefox') {
    if (!firefoxPath) throw new Error('no Firefox here: set FIREFOX_PATH')
    return puppeteer.launch({ browser: 'firefox', executablePath: firefoxPath, headless: true, extraPrefsFirefox })
  }
  const { executablePath, args, shell } = await findBrowser()
  return puppeteer.launch({ executablePath, args: [...args, ...switches], headless: shell ? 'shell' : true })
}
