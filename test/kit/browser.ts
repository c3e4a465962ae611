/** A Chromium driven by playwright-core, for the flow tests, the guards that need a real page, and screenshots. */
import { type Browser as Driver, chromium } from 'playwright-core'
import { findBrowser } from './chromium.ts'

/** @param flags further switches, e.g. `--js-flags=--expose-gc`. The caller closes it. */
export async function openBrowser(flags: string[] = []): Promise<Driver> {
  const { executablePath, args } = await findBrowser()
  return chromium.launch({ executablePath, args: [...args, ...flags], headless: true })
}
