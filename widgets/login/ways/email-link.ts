/** A link about an e-mail address: the new mailbox confirms it, or the former one takes it back. */
import type { Api } from '../../../bff/api.ts'
import type { WayFace } from '../way.ts'
import { LinkPage, type LinkWords } from './link-page.ts'

type Preview = Api['POST /session/email/preview']['reply']
type Done = Api['POST /session/email/confirm']['reply']

export class EmailLink extends LinkPage<Preview> {
  protected preview(): Promise<Preview> {
    return this.desk.call('POST /session/email/preview', { body: this.body })
  }

  protected words({ t }: WayFace, { purpose, name, email }: Preview): LinkWords {
    const undo = purpose === 'undo'
    return {
      title: undo ? t.emailUndoTitle : t.emailTitle,
      hint: undo ? t.emailUndoHint : t.emailHint,
      facts: [
        [t.confirmWho, name],
        [t.confirmEmail, email],
      ],
      confirm: undo ? t.emailUndo : t.emailConfirm,
      not: t.cancel,
    }
  }

  async submit(): Promise<void> {
    const { desk } = this
    const ended: { done?: Done } = {}
    const went = await desk.work(async () => {
      ended.done = await desk.call('POST /session/email/confirm', { body: this.body })
    })
    const { done } = ended
    if (!went || !done) return
    // Whoever is signed in here sees the new address, or is signed in no longer.
    await desk.counter.session.refresh()
    if (done.token !== null) desk.go({ kind: 'new-password', token: done.token })
    else await desk.back(done.purpose === 'undo' ? desk.t.emailUndone : desk.t.emailConfirmed, done.login)
  }
}
