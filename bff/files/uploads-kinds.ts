/** Which files a customer may join, and how much of them. */

/** Media type -> extensions that go with it. */
export const uploadKinds: Readonly<Record<string, readonly string[]>> = {
  'image/jpeg': ['jpg', 'jpeg'],
  'image/png': ['png'],
  'image/webp': ['webp'],
  'application/pdf': ['pdf'],
}

export const uploadLimits = {
  /** Bytes of one file. */
  size: 10 * 1024 * 1024,
  /** Files that one request or reply takes along. */
  files: 5,
  /** Width times height of a picture: a few bytes may unfold to gigabytes at whoever opens it. */
  pixels: 40_000_000,
} as const

/** Why a file is refused: one stable word for the caller. */
export type UploadRefusal =
  /** The type, or the extension of the name, is none that may be joined, or the two differ. */
  | 'type-refused'
  /** The bytes are not what the type says, or are damaged. */
  | 'unreadable'
  | 'too-many-pixels'
  | 'too-big'
  | 'size-differs'
  | 'infected'

export class RefusedUpload extends Error {
  override readonly name = 'RefusedUpload'
  readonly reason: UploadRefusal

  constructor(reason: UploadRefusal) {
    super(reason)
    this.reason = reason
  }
}

/** True when the name ends as files of that type do. */
export function nameFits(fileName: string, mediaType: string): boolean {
  const extension = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? ''
  return Object.hasOwn(uploadKinds, mediaType) && (uploadKinds[mediaType]?.includes(extension) ?? false)
}

/** @throws RefusedUpload for a picture too large to be opened with an easy mind */
export function checkPixels(width: number, height: number): void {
  if (width < 1 || height < 1) throw new RefusedUpload('unreadable')
  if (width * height > uploadLimits.pixels) throw new RefusedUpload('too-many-pixels')
}
