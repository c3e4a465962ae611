import { expect } from '@open-wc/testing'
import type { NewOrder } from '../../bff/api.ts'
import { everything as every } from '../../demo-host/gallery/state.ts'
import { type Answers, Refusal, sessionView, type StubBff } from '../kit/stub-bff.ts'
import { waitUntil } from '../kit/wait.ts'
import { leave, mount, open, receipt, type } from './cart-reader.ts'

describe('guichet-cart, at the last step', () => {
  afterEach(leave)

  it('from the vendor’s amount the order asks once more who it is, then goes on with all that was written', async () => {
    let proven = false
    const { bff, root, element, press, recap, says, stored } = await mount({
      answers: {
        'POST /orders': () => {
          if (!proven) throw new Refusal(403, 'step-up-required')
          return receipt
        },
        'POST /session/step-up': () => {
          proven = true
          const session = sessionView({ rights: every, hasPassword: true })
          return { handle: (open as StubBff).newHandle(session), session }
        },
      } as Answers,
    })
    await recap()
    type(root, 'reference', 'BC-119')
    type(root, 'comment', 'Quai C')
    const asked = () => waitUntil(() => root.querySelector('.step-up'), 'the dialog')
    await press('Envoyer la commande')
    await asked()
    await expect(element).to.be.accessible()
    // Who leaves the dialog has ordered nothing, and lost nothing.
    root.querySelector('dialog.step-up')?.dispatchEvent(new Event('close'))
    await says('Confirmez d’abord que c’est bien vous.')
    expect(stored().length).to.equal(3)
    expect((root.getElementById('reference') as HTMLInputElement).value).to.equal('BC-119')
    await press('Envoyer la commande')
    await asked()
    const password = root.querySelector<HTMLInputElement>('[name=step-up-password]')
    if (password) password.value = 'quatre mots tout bleus'
    root.querySelector<HTMLFormElement>('.step-up-form')?.requestSubmit()
    await says('R7K3-F92Q')
    expect(root.querySelector('.step-up')).to.equal(null)
    const sent = bff.calls('POST /orders').map(({ body }) => body as NewOrder)
    expect(sent.map(({ siteId, reference, comment }) => [siteId, reference, comment])).to.deep.equal(
      Array.from(sent, () => ['3', 'BC-119', 'Quai C']),
    )
    expect([sent.length, new Set(sent.map(({ key }) => key)).size]).to.deep.equal([3, 1])
    expect(stored()).to.deep.equal([])
  })

  it('who has come by an access code is told what to do, where an order asks who it is', async () => {
    const { root, press, recap, says, stored } = await mount({
      answers: { 'POST /orders': new Refusal(403, 'account-required') },
    })
    await recap()
    await press('Envoyer la commande')
    await says('Connectez-vous avec votre compte')
    expect([root.querySelector('.step-up'), stored().length]).to.deep.equal([null, 3])
  })

  it('a chosen address stands whole beneath its field', async () => {
    const { root, recap } = await mount({ width: 360 })
    await recap()
    expect(root.getElementById('site-hint')?.textContent).to.equal('8 rue des Forges, 49000 Angers')
    expect(root.getElementById('billing-hint')?.textContent).to.equal('49100 Angers')
    expect(root.getElementById('site')?.getAttribute('aria-describedby')).to.equal('site-hint')
  })
})
