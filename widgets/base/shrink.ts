/** Pictures on their way out: no larger than they need be, and without place, date and device, which no canvas keeps. */

/** Pixels of the longer side: enough to read a label on a machine. */
const longest = 2560
/** A drawing or a screenshot below this many bytes stays as sharp as it is. */
const sharp = 2 * 1024 * 1024

/** @throws when the browser cannot read the picture */
export async function shrink(file: Blob): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: 'from-image' })
  try {
    const scale = Math.min(1, longest / Math.max(picture.width, picture.height))
    const canvas = document.createElement('canvas')
    canvas.width = Math.max(1, Math.round(picture.width * scale))
    canvas.height = Math.max(1, Math.round(picture.height * scale))
    const pen = canvas.getContext('2d')
    if (!pen) throw new Error('no canvas')
    const lossless = file.type === 'image/png' && file.size < sharp
    if (!lossless) {
      // What is transparent would turn black.
      pen.fillStyle = 'white'
      pen.fillRect(0, 0, canvas.width, canvas.height)
    }
    pen.drawImage(picture, 0, 0, canvas.width, canvas.height)
    const type = lossless ? 'image/png' : 'image/jpeg'
    const blob = await new Promise<Blob | null>((done) => canvas.toBlob(done, type, 0.85))
    if (!blob) throw new Error('no picture')
    return blob
  } finally {
    picture.close()
  }
}
