/**
 * Files that a customer joins to a request or a reply: announced, then put raw to a one-use address, then named by
 * their ids when the request or reply is sent. At most 10 MB each, 5 at a time, 200 MB a day and customer.
 */

export type UploadType = 'image/jpeg' | 'image/png' | 'image/webp' | 'application/pdf'

/** What the one-use address answers when it has the bytes. */
export interface StoredFile {
  id: string
  fileName: string
  mediaType: string
  /** Bytes that are kept: pictures lose what they tell of their maker and place. */
  size: number
  state: 'receiving' | 'quarantine' | 'clean' | 'refused'
}

export interface Uploads {
  /**
   * Announces a file. Its extension and type must fit. `PUT` exactly `size` bytes to `url` within five minutes; no
   * header of ours is needed. A refusal there is `input-invalid` with the reason in `fields.body`: `unreadable`,
   * `too-many-pixels`, `size-differs`, `cut-off`, `infected`. Needs `requests.create` or `interventions.reply`.
   * 429 `quota-exceeded` when the customer has brought enough for today.
   */
  'POST /uploads': {
    body: { fileName: string; mediaType: UploadType; size: number }
    reply: { id: string; url: string; expiresAt: string }
  }
  /** Takes back a file that nothing was sent with. */
  'DELETE /uploads/:id': { params: { id: string }; reply: { removed: true } }
}
