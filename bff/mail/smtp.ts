/** Letters by SMTP, through nodemailer. */
import { createTransport } from 'nodemailer'
import { isAddress, type MailCarrier, type OutgoingLetter, Undeliverable } from './carrier.ts'

export interface SmtpOptions {
  /** `smtps://user:password@host:465`, or `smtp://host:587` (STARTTLS is then required unless the host is this machine). */
  url: string
  /** Address that letters come from. */
  from: string
}

/** Milliseconds: together less than the lease of the outbox. */
const patience = { connectionTimeout: 8_000, greetingTimeout: 8_000, socketTimeout: 12_000, dnsTimeout: 5_000 }

interface Failure {
  code?: string
  responseCode?: number
}

/** What went wrong without a word of the server: its answer repeats the address. */
function reasonOf({ code, responseCode }: Failure): Error {
  const words = `SMTP ${code ?? 'failed'}${responseCode === undefined ? '' : ` ${responseCode}`}`
  // 5xx about the envelope or the message; a refused password is the operator's to mend.
  const forGood = responseCode !== undefined && responseCode >= 500 && (code === 'EENVELOPE' || code === 'EMESSAGE')
  return forGood ? new Undeliverable(words) : new Error(words)
}

const isLocal = (host: string) => host === 'localhost' || host === '127.0.0.1' || host === '[::1]'

export function smtpCarrier({ url, from }: SmtpOptions): MailCarrier {
  const { protocol, hostname, port, username, password } = new URL(url)
  const secure = protocol === 'smtps:'
  const transport = createTransport({
    pool: true,
    maxConnections: 4,
    host: hostname,
    port: port === '' ? (secure ? 465 : 587) : Number(port),
    secure,
    requireTLS: !secure && !isLocal(hostname),
    ...(isLocal(hostname) && !secure && { ignoreTLS: true }),
    ...(username !== '' && { auth: { user: decodeURIComponent(username), pass: decodeURIComponent(password) } }),
    ...patience,
    // A letter is made of texts; nothing in it may make this process read a file or ask an address.
    disableFileAccess: true,
    disableUrlAccess: true,
  })
  const domain = from.slice(from.lastIndexOf('@') + 1)
  return {
    async send(letter: OutgoingLetter) {
      if (!isAddress(letter.to)) throw new Undeliverable('The address on file is none')
      try {
        await transport.sendMail({
          envelope: { from, to: [letter.to] },
          from: { name: letter.fromName, address: from },
          to: { name: '', address: letter.to },
          ...(letter.replyTo !== undefined &&
            isAddress(letter.replyTo) && { replyTo: { name: letter.fromName, address: letter.replyTo } }),
          messageId: `<${letter.id}@${domain}>`,
          subject: letter.subject,
          text: letter.text,
          html: letter.html,
          // Nobody's holiday answer comes back.
          headers: {
            'Auto-Submitted': 'auto-generated',
            'X-Auto-Response-Suppress': 'All',
            'Content-Language': letter.language,
          },
        })
      } catch (error) {
        throw reasonOf((error ?? {}) as Failure)
      }
    },
    close: () => transport.close(),
  }
}
