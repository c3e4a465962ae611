/** What is true of a document. Pure. */

/** A media type that a header can carry; what an ERP keeps as anything else is bytes without a meaning. */
export function servedAs(mediaType: string): string {
  return /^[\w.+-]{1,60}\/[\w.+-]{1,80}$/.test(mediaType) ? mediaType : 'application/octet-stream'
}
