/** Answers what lies under `/playground`: the shell in two languages, the stage, and the scripts and sheets of both. */
import { readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { gallery } from '../gallery/states.ts'
import type { Language } from '../site.ts'
import { readChoice } from './choice.ts'
import { describeTags } from './manifest.ts'
import { shellPage } from './page.ts'
import { peopleOf } from './people.ts'
import { stagePage, stagePath, statesOf } from './stage.ts'

export interface Answer {
  type: string
  body: string
  policy: string
}

export interface Playground {
  /** Origin of the counter, and the portal that stands on this website. */
  counter: string
  portal: string
  /** Whose people can sign in: name of the demo's vendor. */
  vendor: string
  /** The policy of this website's pages with widgets. */
  policy: string
}

const shellPolicy = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "frame-src 'self'",
  "worker-src 'self'",
  "connect-src 'self'",
  "base-uri 'none'",
  "form-action 'none'",
  "frame-ancestors 'none'",
  "require-trusted-types-for 'script'",
  'trusted-types playground',
].join('; ')

const scripts: Readonly<Record<string, string>> = {
  '/playground/shell.js': 'shell',
  '/playground/stage.js': 'stage',
  '/playground/worker.js': 'worker',
}
const sheets: Readonly<Record<string, string>> = {
  '/playground/shell.css': 'shell.css',
  '/playground/bench.css': 'bench.css',
  '/playground/stage.css': 'stage.css',
}

/** One file of what the browser runs. esbuild comes with the build: a counter in service never loads this. */
async function bundle(name: string): Promise<string> {
  const { build } = await import('esbuild')
  const entry = fileURLToPath(new URL(`browser/${name}.ts`, import.meta.url))
  const { outputFiles } = await build({
    entryPoints: [entry],
    bundle: true,
    write: false,
    format: 'esm',
    target: 'es2022',
  })
  return outputFiles[0]?.text ?? ''
}

/** @returns undefined where nothing of the playground is asked for */
export async function answerPlayground(url: URL, of: Playground): Promise<Answer | undefined> {
  const { pathname } = url
  const strict = { policy: shellPolicy }
  const script = scripts[pathname]
  if (script) {
    // The worker's own requests are those of the widgets.
    const policy = `default-src 'none'; connect-src 'self' ${of.counter}`
    return { type: 'text/javascript; charset=utf-8', body: await bundle(script), policy }
  }
  const sheet = sheets[pathname]
  if (sheet) {
    const body = await readFile(new URL(sheet, import.meta.url), 'utf8')
    return { type: 'text/css; charset=utf-8', body, ...strict }
  }
  const page = { type: 'text/html; charset=utf-8' }
  const people = peopleOf(of.vendor)
  if (pathname === '/playground' || pathname === '/en/playground') {
    const language: Language = pathname.startsWith('/en/') ? 'en' : 'fr'
    const { text } = shellPage({ language, counter: of.counter, portal: of.portal, people, tags: await describeTags() })
    return { ...page, ...strict, body: text }
  }
  if (pathname !== stagePath) return undefined
  const choice = readChoice(url.search.slice(1))
  if (!gallery[`guichet-${choice.widget}`]) return undefined
  const events = new Set([...(await describeTags()).values()].flatMap((one) => one.events))
  const { text } = stagePage(choice, {
    counter: of.counter,
    portal: of.portal,
    states: statesOf(choice.widget),
    ways: Object.fromEntries(people.flatMap(({ id, way }) => (way ? [[id, way] as const] : []))),
    events: [...events, 'guichet-navigate-request'],
  })
  // The stage stands in a frame of this very website.
  return { ...page, body: text, policy: of.policy.replace("frame-ancestors 'none'", "frame-ancestors 'self'") }
}
