/**
 * `Content-Disposition: attachment` for a file name of any text (RFC 6266, RFC 8187).
 *
 * The plain name is for old browsers; `filename*` carries the real one. Path separators, quotes and control characters
 * do not survive in either, so a name can neither leave the download folder nor the header.
 */
export function attachment(name: string): string {
  const safe = safeName(name)
  const ascii = safe
    .normalize('NFD')
    .replace(/\p{Mn}/gu, '')
    .replaceAll('œ', 'oe')
    .replaceAll('Œ', 'OE')
    .replaceAll('æ', 'ae')
    .replaceAll('Æ', 'AE')
    // `%` too: some browsers decode it in the plain name.
    .replace(/[^\x20-\x7e]|%/g, '_')
  const encoded = encodeURIComponent(safe).replace(/['()*!]/g, (c) => `%${c.charCodeAt(0).toString(16).toUpperCase()}`)
  return `attachment; filename="${ascii}"; filename*=UTF-8''${encoded}`
}

function safeName(name: string): string {
  const clean = name
    .toWellFormed()
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}]/gu, '')
    .replace(/["\\/:*?<>|;]/g, '-')
    .trim()
    .replace(/^\.+/, '')
  return Array.from(clean).slice(0, 150).join('') || 'document'
}
