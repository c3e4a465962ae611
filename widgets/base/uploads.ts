/** Files that somebody joins: prepared on the device, announced, put to their one-use address, tried again one by one. */
import type { StoredFile, UploadType } from '../../bff/api.ts'
import type { Call } from './counter.ts'
import { asProblem } from './problem.ts'
import { shrink } from './shrink.ts'

/** Why a file does not go: in words by the strings of file-picker. */
export type FileFailure =
  | 'type-refused'
  | 'too-big'
  | 'unreadable'
  | 'too-many-pixels'
  | 'infected'
  | 'quota-exceeded'
  | 'offline'
  | 'failed'

export interface JoinedFile {
  id: string
  name: string
  /** What goes: pictures are smaller than what was picked. Kept on the device with the draft. */
  blob: Blob
  /** `waiting` for its turn, or for the network · `sending` · `ready`: the counter has it · `failed`. */
  state: 'waiting' | 'sending' | 'ready' | 'failed'
  /** 0 to 1. */
  progress: number
  failure: FileFailure | null
  /** Id at the counter, once it has it. */
  upload: string | null
}

interface Options {
  call: Call
  /** Something of the list has changed. */
  changed: () => void
}

export const fileLimits = { files: 5, size: 10 * 1024 * 1024 }

const types: Readonly<Record<string, string>> = {
  jpg: 'image/jpeg',
  jpeg: 'image/jpeg',
  png: 'image/png',
  webp: 'image/webp',
  pdf: 'application/pdf',
}
const told = new Set<string>([
  'type-refused',
  'too-big',
  'unreadable',
  'too-many-pixels',
  'infected',
  'quota-exceeded',
  'offline',
])
/** What the same bytes will never pass. */
const final = new Set<FileFailure | null>(['type-refused', 'too-big', 'unreadable', 'too-many-pixels', 'infected'])

class Failed extends Error {
  readonly failure: FileFailure

  constructor(failure: FileFailure) {
    super(failure)
    this.failure = failure
  }
}

const asFailure = (word: string | undefined): FileFailure =>
  word === undefined || !told.has(word) ? 'failed' : (word as FileFailure)

/** Trying again may help. */
export const mayRetry = ({ failure }: JoinedFile): boolean => !final.has(failure)

export class Uploads {
  files: readonly JoinedFile[] = []
  /** How many of the last pick found no room. */
  leftOut = 0
  readonly #options: Options
  readonly #running = new Map<string, AbortController>()

  constructor(options: Options) {
    this.#options = options
  }

  /** Everything has arrived. */
  get ready(): boolean {
    return this.files.every(({ state }) => state === 'ready')
  }

  /** Files of a draft, as they were kept. */
  restore(files: readonly JoinedFile[]): void {
    this.leave()
    this.leftOut = 0
    this.files = files.map((file) => (file.upload ? file : { ...file, state: 'waiting', progress: 0, failure: null }))
  }

  /** Picked, dropped or photographed. Each is prepared and sent by itself. */
  async add(picked: Iterable<File>): Promise<void> {
    const all = [...picked]
    const room = Math.max(0, fileLimits.files - this.files.length)
    this.leftOut = Math.max(0, all.length - room)
    const added = all.slice(0, room).map(
      (blob): JoinedFile => ({
        id: crypto.randomUUID(),
        name: blob.name,
        blob,
        state: 'waiting',
        progress: 0,
        failure: null,
        upload: null,
      }),
    )
    this.files = [...this.files, ...added]
    this.#options.changed()
    for (const { id } of added) await this.#prepare(id)
    await this.send()
  }

  /** Sends all that waits, one after the other; resolves when none is left that could go. */
  async send(): Promise<void> {
    for (const { id, state } of this.files) if (state === 'waiting') await this.#send(id)
    // Another round may be at one of them.
    while (this.files.some(({ state }) => state === 'sending')) await new Promise((go) => setTimeout(go, 50))
  }

  async retry(id: string): Promise<void> {
    this.#change(id, { state: 'waiting', failure: null, progress: 0, upload: null })
    await this.#send(id)
  }

  remove(id: string): void {
    this.#running.get(id)?.abort()
    const file = this.files.find((one) => one.id === id)
    this.files = this.files.filter((one) => one.id !== id)
    this.leftOut = 0
    this.#options.changed()
    if (file?.upload) void this.#options.call('DELETE /uploads/:id', { params: { id: file.upload } }).catch(() => {})
  }

  /** The counter no longer has it: it goes again from the device. */
  lost(at: number): void {
    const file = this.files[at]
    if (file) this.#change(file.id, { state: 'waiting', progress: 0, upload: null })
  }

  /** Ends what is under way; the list stays. */
  leave(): void {
    for (const running of this.#running.values()) running.abort()
    this.#running.clear()
  }

  /** Makes of it what may go, or says why it may not. */
  async #prepare(id: string): Promise<void> {
    const file = this.files.find((one) => one.id === id)
    if (!file) return
    const { blob, name } = file
    const extension = /\.(\w+)$/.exec(name)?.[1]?.toLowerCase() ?? ''
    try {
      if (types[extension] === 'application/pdf') {
        if (blob.size > fileLimits.size) throw new Failed('too-big')
        return
      }
      const known = types[extension] !== undefined
      // Some devices read formats that nobody else does (HEIC): then a JPEG goes.
      if (!known && !/^image\/(?!svg)/.test(blob.type) && !/^hei[cf]$/.test(extension)) throw new Failed('type-refused')
      const small = await shrink(blob).catch(() => {
        throw new Failed(known ? 'unreadable' : 'type-refused')
      })
      if (small.size > fileLimits.size) throw new Failed('too-big')
      const base = extension ? name.slice(0, -extension.length - 1) : name
      this.#change(id, { blob: small, name: `${base}.${small.type === 'image/png' ? 'png' : 'jpg'}` })
    } catch (thrown) {
      this.#change(id, { state: 'failed', failure: thrown instanceof Failed ? thrown.failure : 'unreadable' })
    }
  }

  async #send(id: string): Promise<void> {
    const file = this.files.find((one) => one.id === id)
    if (file?.state !== 'waiting' || this.#running.has(id)) return
    const running = new AbortController()
    this.#running.set(id, running)
    this.#change(id, { state: 'sending', progress: 0 })
    try {
      const mediaType = types[/\.(\w+)$/.exec(file.name)?.[1]?.toLowerCase() ?? ''] as UploadType
      const body = { fileName: file.name, mediaType, size: file.blob.size }
      const { url } = await this.#options.call('POST /uploads', { body }, { signal: running.signal })
      const progress = (part: number) => this.#change(id, { progress: part })
      const stored = await put(url, file.blob, running.signal, progress)
      this.#change(id, { state: 'ready', progress: 1, upload: stored.id })
    } catch (thrown) {
      if (running.signal.aborted) return
      const { code, fields } = thrown instanceof Failed ? { code: thrown.failure, fields: {} } : asProblem(thrown)
      this.#change(id, { state: 'failed', failure: asFailure(Object.values(fields)[0] ?? code) })
    } finally {
      if (this.#running.get(id) === running) this.#running.delete(id)
    }
  }

  #change(id: string, change: Partial<JoinedFile>): void {
    this.files = this.files.map((file) => (file.id === id ? { ...file, ...change } : file))
    this.#options.changed()
  }
}

/** Not `fetch`: it does not say how far it is. */
function put(url: string, blob: Blob, signal: AbortSignal, progress: (part: number) => void): Promise<StoredFile> {
  return new Promise((resolve, reject) => {
    const request = new XMLHttpRequest()
    request.open('PUT', url)
    request.responseType = 'json'
    request.upload.onprogress = ({ loaded, total }) => progress(total ? loaded / total : 0)
    request.onload = () => {
      if (request.status === 200) return resolve(request.response as StoredFile)
      const told = request.response as { code?: string; fields?: Record<string, string> } | null
      reject(new Failed(asFailure(told?.fields?.body ?? told?.code)))
    }
    request.onerror = () => reject(new Failed(navigator.onLine ? 'failed' : 'offline'))
    request.onabort = () => reject(signal.reason as Error)
    signal.addEventListener('abort', () => request.abort())
    request.send(blob)
  })
}
