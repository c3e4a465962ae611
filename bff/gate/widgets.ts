/**
 * The built widgets: `/{pk}/guichet.js` (the same bytes for each portal) and `/a/<name>-<hash>.js`. Only names that
 * were found in the folder are served, so no path is ever built from a request.
 */
import { createHash } from 'node:crypto'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'

type Coding = 'br' | 'gzip' | 'identity'

interface Piece {
  bytes: Map<Coding, Buffer<ArrayBuffer>>
  type: string
  tag: string
}

const types: Readonly<Record<string, string>> = {
  js: 'text/javascript; charset=utf-8',
  css: 'text/css; charset=utf-8',
  json: 'application/json',
  svg: 'image/svg+xml',
  woff2: 'font/woff2',
}

const endings: readonly [Coding, string][] = [
  ['identity', ''],
  ['br', '.br'],
  ['gzip', '.gz'],
]

const nameForm = /^[A-Za-z0-9][A-Za-z0-9._-]*\.(js|css|json|svg|woff2)$/

async function listOf(folder: string): Promise<Set<string>> {
  return new Set(await readdir(folder).catch(() => []))
}

async function readPiece(folder: string, names: ReadonlySet<string>, name: string): Promise<Piece | undefined> {
  const type = types[nameForm.exec(name)?.[1] ?? '']
  if (!names.has(name) || type === undefined) return undefined
  const bytes = new Map<Coding, Buffer<ArrayBuffer>>()
  for (const [coding, ending] of endings) {
    if (names.has(name + ending)) bytes.set(coding, await readFile(join(folder, name + ending)))
  }
  const plain = bytes.get('identity')
  return plain && { bytes, type, tag: createHash('sha256').update(plain).digest('base64url').slice(0, 16) }
}

/** The best coding that the browser takes and we have; `q=0` refuses one. */
function codingFor(accepted: string | null, piece: Piece): Coding {
  const names = (accepted ?? '')
    .split(',')
    .filter((part) => !/;\s*q=0(\.0*)?\s*$/.test(part))
    .map((part) => part.split(';')[0]?.trim().toLowerCase())
  return (['br', 'gzip'] as const).find((coding) => names.includes(coding) && piece.bytes.has(coding)) ?? 'identity'
}

export class Widgets {
  readonly #folder: string
  readonly #chunks = new Map<string, Piece>()
  #lookedAt = Number.NEGATIVE_INFINITY
  #looking: Promise<void> | undefined
  #loader: Piece | undefined

  constructor(folder: string) {
    this.#folder = folder
  }

  /** Reads the folders again, at most once a second: a build may run while we serve. Who comes meanwhile waits for it. */
  async #look(): Promise<void> {
    if (!this.#looking && performance.now() - this.#lookedAt < 1000) return
    this.#looking ??= this.#read().finally(() => {
      this.#looking = undefined
      this.#lookedAt = performance.now()
    })
    await this.#looking
  }

  async #read(): Promise<void> {
    this.#loader = await readPiece(this.#folder, await listOf(this.#folder), 'guichet.js')
    const folder = join(this.#folder, 'a')
    const names = await listOf(folder)
    for (const name of names) {
      // A hashed name never changes its bytes; an old one stays good for pages that are open now.
      if (this.#chunks.has(name)) continue
      const piece = await readPiece(folder, names, name)
      if (piece) this.#chunks.set(name, piece)
    }
  }

  async loader(request: Request): Promise<Response | undefined> {
    await this.#look()
    return this.#loader && answer(request, this.#loader, 'public, max-age=300, stale-while-revalidate=86400')
  }

  async chunk(request: Request, name: string): Promise<Response | undefined> {
    if (!this.#chunks.has(name)) await this.#look()
    const piece = this.#chunks.get(name)
    return piece && answer(request, piece, 'public, max-age=31536000, immutable')
  }
}

function answer(request: Request, piece: Piece, cache: string): Response {
  const coding = codingFor(request.headers.get('accept-encoding'), piece)
  const tag = `"${piece.tag}${coding === 'identity' ? '' : `-${coding}`}"`
  const headers = new Headers({
    'Access-Control-Allow-Origin': '*',
    'Cache-Control': cache,
    'Content-Type': piece.type,
    'Cross-Origin-Resource-Policy': 'cross-origin',
    ETag: tag,
    Vary: 'Accept-Encoding',
    'X-Content-Type-Options': 'nosniff',
  })
  if (request.headers.get('if-none-match') === tag) return new Response(null, { status: 304, headers })
  const bytes = piece.bytes.get(coding)
  if (coding !== 'identity') headers.set('Content-Encoding', coding)
  headers.set('Content-Length', String(bytes?.byteLength ?? 0))
  return new Response(request.method === 'HEAD' ? null : (bytes ?? null), { headers })
}
