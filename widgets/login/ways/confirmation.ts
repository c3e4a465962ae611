/** The contact on file confirms that somebody may have an access. */
import type { Api } from '../../../bff/api.ts'
import type { WayFace } from '../way.ts'
import { LinkPage, type LinkWords } from './link-page.ts'

type Preview = Api['POST /session/registration/preview']['reply']

export class Confirmation extends LinkPage<Preview> {
  protected preview(): Promise<Preview> {
    return this.desk.call('POST /session/registration/preview', { body: this.body })
  }

  protected words({ t }: WayFace, { name, email, company }: Preview): LinkWords {
    return {
      title: t.confirmTitle,
      hint: t.confirmHint(company),
      facts: [
        [t.confirmWho, name],
        [t.confirmEmail, email],
        [t.linkCustomer, company],
      ],
      confirm: t.confirmAccess,
      not: t.confirmNot,
    }
  }

  async submit(): Promise<void> {
    const { desk } = this
    let next: string | null = null
    const went = await desk.work(async () => {
      next = (await desk.call('POST /session/registration/confirm', { body: this.body })).token
    })
    if (!went) return
    if (next === null) await desk.back(desk.t.confirmed)
    else desk.go({ kind: 'new-password', token: next })
  }
}
