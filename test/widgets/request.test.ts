import { expect } from '@open-wc/testing'
import type { NewRequest } from '../../bff/api.ts'
import type { Counter } from '../../widgets/base/counter.ts'
import { Refusal } from '../kit/stub-bff.ts'
import { touchTargets } from '../kit/touch.ts'
import {
  $,
  at,
  choose,
  find,
  form,
  martin,
  type Mounted,
  mount,
  photo,
  picked,
  press,
  restore,
  text,
  toRecap,
  type,
  uploading,
} from './request-reader.ts'
import { waitUntil } from '../kit/wait.ts'

const sent = ({ bff }: Mounted) => bff.calls('POST /requests').map(({ body }) => body as NewRequest)
const files = (mounted: Mounted) =>
  [...(mounted.element.shadowRoot?.querySelectorAll('.file') ?? [])].map((row) => row.className.split(' ')[1])

describe('guichet-request', () => {
  afterEach(restore)

  it('[CO-10] [CO-31] [CO-37] [AR-049] [SY-22] [SY-26] leads from the subject to the receipt', async () => {
    const mounted = await mount()
    await choose(mounted, 'domain', '1')
    await choose(mounted, 'nature', '11')
    await press(mounted, 'Continuer')
    await at(mounted, 'Quel appareil est concerné ?')
    expect(mounted.element.shadowRoot?.activeElement?.textContent, 'the keyboard starts at the title').to.contain(
      'Quel appareil',
    )
    await find(mounted, 'input[name=machine]')
    await press(mounted, 'Continuer')
    expect(text(mounted), 'this subject is about a machine').to.contain('Ce motif concerne un appareil')
    await choose(mounted, 'machine', '7')
    await press(mounted, 'Continuer')
    await at(mounted, 'Que se passe-t-il ?')
    await press(mounted, 'Continuer')
    expect(($(mounted, '#description') as HTMLElement).getAttribute('aria-invalid')).to.equal('true')
    expect(mounted.element.shadowRoot?.activeElement?.id).to.equal('description')
    await type(mounted, '#description', 'Le bac 2 se bloque')
    ;(await find(mounted, '#urgent')).click()
    await press(mounted, 'Continuer')
    await at(mounted, 'Où intervenir, et qui rencontrer ?')
    expect(($(mounted, '#address') as HTMLInputElement).value, 'of the machine’s site').to.equal(
      '4 rue du Moulin, 49000 Angers',
    )
    expect(($(mounted, '#contact-name') as HTMLInputElement).value).to.equal('Paul Martin')
    await press(mounted, 'Continuer')
    await at(mounted, 'Vérifiez, puis envoyez')
    expect(text(mounted, '.recap'))
      .to.contain('Copieur › Bourrage')
      .and.contain('Brevalis C3300')
      .and.contain('Le bac 2 se bloque')
    const told = new Promise<CustomEvent>((done) =>
      mounted.element.addEventListener('guichet-request-sent', (e) => done(e as never)),
    )
    await press(mounted, 'Envoyer la demande urgente')
    await find(mounted, '.receipt-number')
    expect(text(mounted, '.receipt-number')).to.equal('R7K3-F92Q')
    expect((await told).detail.receipt.receipt).to.equal('R7K3-F92Q')
    const [body] = sent(mounted)
    expect(body).to.include({
      natureId: '11',
      equipmentId: '7',
      siteId: '3',
      urgent: true,
      description: 'Le bac 2 se bloque',
    })
    await press(mounted, 'Nouvelle demande')
    await at(mounted, 'De quoi s’agit-il ?')
  })

  it('can be walked back, by each step and by the recap, and keeps what was said', async () => {
    const mounted = await mount()
    await toRecap(mounted)
    await press(mounted, 'Modifier : Détails')
    await at(mounted, 'Que se passe-t-il ?')
    expect(($(mounted, '#description') as HTMLTextAreaElement).value).to.equal('Bourrage papier')
    await press(mounted, 'Retour')
    await press(mounted, 'Motif')
    await at(mounted, 'De quoi s’agit-il ?')
    await choose(mounted, 'domain', '4')
    await press(mounted, 'Continuer')
    await at(mounted, 'Que se passe-t-il ?')
  })

  it('[CO-30] [CO-35] [SY-24] [CA-25] takes a serial number by hand, another address, another reader, a firm wish', async () => {
    const mounted = await mount()
    await press(mounted, 'Continuer')
    await choose(mounted, 'by', 'serial')
    await type(mounted, '#serial', 'SN-1')
    await press(mounted, 'Continuer')
    await type(mounted, '#description', 'x')
    await type(mounted, '#wish-on', '2026-12-01')
    await type(mounted, '#wish-at', '08:15')
    ;(await find(mounted, '#wish-firm')).click()
    await press(mounted, 'Continuer')
    await type(mounted, '#site', '4')
    await type(mounted, '#address', 'Quai 3')
    await type(mounted, '#reply-to', 'lea@marchand.example')
    await press(mounted, 'Continuer')
    await press(mounted, 'Envoyer la demande')
    await find(mounted, '.receipt-number')
    expect(sent(mounted)[0]).to.deep.include({
      serialNumber: 'SN-1',
      siteId: '4',
      address: 'Quai 3',
      replyTo: 'lea@marchand.example',
      wish: { on: '2026-12-01', at: '08:15', firm: true },
    })
  })

  it('[AR-032] begins with the machine of a tile, and says what is open on it', async () => {
    const known = {
      id: '7',
      label: 'Brevalis C3300',
      serialNumber: 'BRV-77',
      providerNumber: null,
      place: null,
      siteId: '3',
    }
    const open = [
      {
        id: '5',
        number: 'DI-5',
        title: 'Bourrage',
        state: 'planned' as const,
        requestedAt: '2026-11-20T08:00:00.000Z',
      },
    ]
    const mounted = await mount({
      attributes: { equipment: '7' },
      prepare: (bff) =>
        void (bff.answers['GET /requests/form'] = ({ query }) =>
          query?.equipment ? { ...form, machine: known, open } : form),
    })
    await at(mounted, 'De quoi s’agit-il ?')
    await press(mounted, 'Continuer')
    await waitUntil(() => /Une demande est déjà en cours/.test(text(mounted)))
    expect(text(mounted)).to.contain('DI-5 · Bourrage').and.contain('planifiée')
  })

  it('comes all the same when the machine of a link is gone', async () => {
    const mounted = await mount({
      attributes: { equipment: '99' },
      prepare: (bff) =>
        void (bff.answers['GET /requests/form'] = ({ query }) => {
          if (query?.equipment) throw new Refusal(404, 'not-found')
          return form
        }),
    })
    await waitUntil(() => /n’est plus dans votre parc/.test(text(mounted)))
  })

  describe('what is written', () => {
    const again = async (mounted: Mounted): Promise<Mounted> => {
      await mounted.element.updateComplete
      mounted.element.remove()
      await new Promise((go) => setTimeout(go, 100))
      return mount({ bff: mounted.bff })
    }

    it('survives a reload, with its step, its file and its key', async () => {
      const first = await mount()
      await toRecap(first, 'À garder')
      await press(first, 'Retour')
      await press(first, 'Retour')
      await picked(first, await photo())
      await waitUntil(() => files(first)[0] === 'ready')
      const second = await again(first)
      await at(second, 'Que se passe-t-il ?')
      expect(($(second, '#description') as HTMLTextAreaElement).value).to.equal('À garder')
      expect(files(second)).to.deep.equal(['ready'])
      expect(uploading().sent, 'not sent a second time').to.have.length(1)
    })

    it('survives a session that is lost while typing, and is there after the sign-in', async () => {
      const mounted = await mount()
      await toRecap(mounted, 'Presque fini')
      const handle = [...mounted.bff.sessions.keys()][0] as string
      mounted.bff.ended.set(handle, 'session-ended')
      await press(mounted, 'Envoyer la demande')
      await waitUntil(() => $(mounted, '[part~=signed-out]'), 'signed out')
      mounted.bff.answers['POST /session'] = () => ({ handle: mounted.bff.newHandle(martin()), session: martin() })
      await press(mounted, 'Se connecter')
      const login = await find<HTMLElement>(mounted, 'guichet-login')
      await import('../../widgets/login/guichet-login.ts')
      await waitUntil(() => login.shadowRoot?.querySelector('input[name=password]'), 'form')
      for (const [name, value] of [
        ['username', 'martin'],
        ['password', 'x'],
      ]) {
        const field = login.shadowRoot?.querySelector<HTMLInputElement>(`input[name=${name}]`)
        if (field) field.value = value as string
      }
      login.shadowRoot?.querySelector<HTMLButtonElement>('button[type=submit]')?.click()
      await at(mounted, 'Vérifiez, puis envoyez')
      await press(mounted, 'Envoyer la demande')
      await find(mounted, '.receipt-number')
      expect(sent(mounted)[0]?.description).to.equal('Presque fini')
    })

    it('is nobody else’s, and goes with sign-out', async () => {
      const first = await mount()
      await toRecap(first, 'Rien que pour moi')
      const key = () =>
        new Promise<number>((done) => {
          const request = indexedDB.open(`guichet-${first.bff.portal}-drafts`)
          request.onupgradeneeded = () => request.transaction?.abort()
          request.onerror = () => done(0)
          request.onsuccess = () => {
            const database = request.result
            const count = database.transaction('drafts').objectStore('drafts').count()
            count.onsuccess = () => (done(count.result), database.close())
          }
        })
      await waitUntil(async () => (await key()) === 1, 'kept on the device')
      const { session } = (first.element as unknown as { counter: Counter }).counter
      const petit = martin({ login: 'petit', name: 'Julien Petit' })
      first.bff.answers['POST /session'] = () => ({ handle: first.bff.newHandle(petit), session: petit })
      await session.signIn({ key: 'POST /session', body: { login: 'petit', password: 'x' } })
      await at(first, 'De quoi s’agit-il ?')
      expect(text(first)).not.to.contain('Rien que pour moi')
      expect(await key(), 'Martin’s is still there for Martin').to.equal(1)
      await session.signOut()
      await waitUntil(async () => (await key()) === 0, 'gone')
    })

    it('is asked about when a tile wants something else, and is neither lost nor mixed', async () => {
      const known = {
        id: '8',
        label: 'Brevalis P1200',
        serialNumber: null,
        providerNumber: null,
        place: null,
        siteId: '4',
      }
      const first = await mount()
      await toRecap(first, 'Le premier')
      first.element.remove()
      await new Promise((go) => setTimeout(go, 100))
      first.bff.answers['GET /requests/form'] = ({ query }) => (query?.equipment ? { ...form, machine: known } : form)
      const second = await mount({ bff: first.bff, attributes: { equipment: '8' } })
      await waitUntil(() => /Vous avez une demande commencée/.test(text(second)))
      expect(text(second)).to.contain('Le premier')
      await press(second, 'La reprendre')
      await at(second, 'Vérifiez, puis envoyez')
      expect(text(second, '.recap')).to.contain('Le premier').and.not.contain('P1200')
    })
  })

  describe('sending', () => {
    it('offline keeps everything, and sends it later under the same key', async () => {
      const mounted = await mount()
      await toRecap(mounted)
      mounted.bff.network = 'offline'
      await press(mounted, 'Envoyer la demande')
      await waitUntil(() => /rien n’est perdu/.test(text(mounted)), 'told')
      const lost = mounted.bff.requests.flatMap(({ calls }) => calls).filter(({ key }) => key === 'POST /requests')
      mounted.bff.network = 'up'
      window.dispatchEvent(new Event('online'))
      await press(mounted, 'Envoyer la demande')
      await find(mounted, '.receipt-number')
      const [first] = lost.map(({ body }) => body as NewRequest)
      expect(first).to.include({ description: 'Bourrage papier' })
      expect(sent(mounted)[0]?.key).to.equal(first?.key)
    })

    it('twice in one breath is one request', async () => {
      const mounted = await mount()
      await toRecap(mounted)
      mounted.bff.delay = 50
      const button = $<HTMLButtonElement>(mounted, '[part~=send]')
      button?.click()
      button?.click()
      await find(mounted, '.receipt-number')
      expect(sent(mounted)).to.have.length(1)
    })

    it('shows a refused field where it is asked for', async () => {
      const mounted = await mount({
        prepare: (bff) =>
          void (bff.answers['POST /requests'] = new Refusal(404, 'not-found', {
            fields: { 'body.siteId': 'not-found' },
          })),
      })
      await toRecap(mounted)
      await press(mounted, 'Envoyer la demande')
      await at(mounted, 'Où intervenir, et qui rencontrer ?')
      await waitUntil(() => /Ce choix n’est plus possible/.test(text(mounted)))
      expect(text(mounted)).to.contain('La demande n’est pas partie')
    })

    it('offers a new request when the first version has arrived', async () => {
      let first = true
      const mounted = await mount({
        prepare: (bff) => {
          const answer = bff.answers['POST /requests'] as never
          bff.answers['POST /requests'] = () => {
            if (first) throw ((first = false), new Refusal(422, 'key-reused'))
            return answer
          }
        },
      })
      await toRecap(mounted)
      await press(mounted, 'Envoyer la demande')
      await press(mounted, 'Envoyer comme nouvelle demande')
      await find(mounted, '.receipt-number')
      const [one, two] = sent(mounted)
      expect(one?.key).not.to.equal(two?.key)
    })
  })

  describe('every state is accessible', () => {
    const states: [string, (mounted: Mounted) => Promise<unknown>, Parameters<typeof mount>[0]?][] = [
      ['subject', (m) => choose(m, 'domain', '1')],
      ['machine', async (m) => (await press(m, 'Continuer'), find(m, 'input[name=machine]'))],
      [
        'details',
        async (m) => (
          await press(m, 'Continuer'),
          await press(m, 'Continuer'),
          await press(m, 'Continuer'),
          await picked(m, await photo(), new File(['x'], 'a.docx')),
          waitUntil(() => files(m).join() === 'ready,failed')
        ),
      ],
      ['where', async (m) => (await toRecap(m), press(m, 'Retour'))],
      ['recap', (m) => toRecap(m)],
      ['done', async (m) => (await toRecap(m), await press(m, 'Envoyer la demande'), find(m, '.receipt-number'))],
      ['forbidden', (m) => find(m, '[part~=forbidden]'), { view: martin({ rights: [] }) }],
      ['signed out', (m) => find(m, '[part~=signed-out]'), { view: null }],
      [
        'problem',
        (m) => find(m, '[part~=problem]'),
        { prepare: (bff) => void (bff.answers['GET /requests/form'] = new Refusal(503, 'management-unavailable')) },
      ],
    ]
    for (const [name, reach, options] of states) {
      for (const width of [800, 320]) {
        it(`${name}, ${width} px`, async () => {
          const mounted = await mount({ ...options, width })
          await reach(mounted)
          await mounted.element.updateComplete
          await expect(mounted.element).to.be.accessible()
          expect(touchTargets(mounted.element).small).to.deep.equal([])
        })
      }
    }
  })
})
