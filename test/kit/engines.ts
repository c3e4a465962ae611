/** Both engines by one driver: the Chromium of the tests, and Firefox by WebDriver BiDi where there is one. */
import { existsSync } from 'node:fs'
import puppeteer, { type Browser } from 'puppeteer-core'
import { findBrowser } from './chromium.ts'

/** FIREFOX_PATH, else the system's; undefined where there is none. */
export const firefoxPath = [process.env.FIREFOX_PATH, '/usr/bin/firefox-esr', '/usr/bin/firefox'].find(
  (path) => path !== undefined && existsSync(path),
)

/** The caller closes it. */
export async function openEngine(engine: 'chromium' | 'firefox'): Promise<Browser> {
  if (engine === 'firefox') {
    if (!firefoxPath) throw new Error('no Firefox here: set FIREFOX_PATH')
    return puppeteer.launch({ browser: 'firefox', executablePath: firefoxPath, headless: true })
  }
  const { executablePath, args, shell } = await findBrowser()
  return puppeteer.launch({ executablePath, args, headless: shell ? 'shell' : true })
}
