import { expect } from '@open-wc/testing'
import type { NewRequest } from '../../bff/api.ts'
import { shrink } from '../../widgets/base/shrink.ts'
import { Refusal } from '../kit/stub-bff.ts'
import { find, type Mounted, mount, photo, picked, press, restore, text, type, uploading } from './request-reader.ts'
import { waitUntil } from '../kit/wait.ts'

const sent = ({ bff }: Mounted) => bff.calls('POST /requests').map(({ body }) => body as NewRequest)
const files = (mounted: Mounted) =>
  [...(mounted.element.shadowRoot?.querySelectorAll('.file') ?? [])].map((row) => row.className.split(' ')[1])

describe('files of guichet-request', () => {
  afterEach(restore)

  const details = async (mounted: Mounted) => {
    await press(mounted, 'Continuer')
    await press(mounted, 'Continuer')
    await type(mounted, '#description', 'Avec photos')
  }

  it('[CO-32] [CO-33] go one by one, no more than five; thirty picked leave twenty-five out', async () => {
    const mounted = await mount()
    await details(mounted)
    const one = await photo()
    await picked(
      mounted,
      ...Array.from({ length: 30 }, (_, n) => new File([one], `IMG_${n}.jpg`, { type: 'image/jpeg' })),
    )
    await waitUntil(
      () => files(mounted).length === 5 && files(mounted).every((state) => state === 'ready'),
      'all ready',
    )
    expect(text(mounted)).to.contain('25 fichiers n’ont pas été pris')
    await press(mounted, 'Retirer IMG_2.jpg')
    expect(files(mounted)).to.have.length(4)
    await waitUntil(() => mounted.bff.calls('DELETE /uploads/:id').length === 1, 'taken back')
    expect(mounted.bff.calls('DELETE /uploads/:id')[0]?.params).to.deep.equal({ id: 'u3' })
    await press(mounted, 'Continuer')
    await press(mounted, 'Continuer')
    await press(mounted, 'Envoyer la demande')
    await find(mounted, '.receipt-number')
    expect(sent(mounted)[0]?.uploads).to.deep.equal(['u1', 'u2', 'u4', 'u5'])
  })

  it('are shrunk on the device, and lose what they tell', async () => {
    const plain = new Uint8Array(await (await photo('a.jpg', 5000)).arrayBuffer())
    const exif = new TextEncoder().encode('Exif\0\0GPS secret')
    const marked = new Uint8Array([...plain.slice(0, 2), 0xff, 0xe1, 0, exif.length + 2, ...exif, ...plain.slice(2)])
    const small = await shrink(new File([marked], 'IMG.JPG', { type: 'image/jpeg' }))
    const size = await createImageBitmap(small)
    expect(Math.max(size.width, size.height)).to.equal(2560)
    expect(new TextDecoder('latin1').decode(await small.arrayBuffer())).not.to.contain('GPS secret')
  })

  it('that cannot go say why: HEIC here, SVG, Word, a damaged picture, a PDF of 20 MB', async () => {
    const mounted = await mount()
    await details(mounted)
    await picked(
      mounted,
      new File(['x'], 'IMG.HEIC', { type: 'image/heic' }),
      new File(['<svg/>'], 'plan.svg', { type: 'image/svg+xml' }),
      new File(['x'], 'devis.docx'),
      new File(['no picture'], 'photo.png', { type: 'image/png' }),
      new File([new Uint8Array(20_000_000)], 'notice.pdf', { type: 'application/pdf' }),
    )
    await waitUntil(
      () => files(mounted).length === 5 && files(mounted).every((state) => state === 'failed'),
      'all refused',
    )
    expect(mounted.bff.calls('POST /uploads'), 'nothing leaves').to.have.length(0)
    const rows = [...(mounted.element.shadowRoot?.querySelectorAll('.file-state') ?? [])].map((row) =>
      row.textContent?.trim(),
    )
    expect(rows.filter((row) => row?.includes('Ce format n’est pas accepté'))).to.have.length(3)
    expect(rows[3]).to.contain('abîmé')
    expect(rows[4]).to.contain('Trop volumineux')
  })

  it('that were cut on their way are tried again, each by itself', async () => {
    const mounted = await mount()
    await details(mounted)
    uploading().answers = ['cut']
    await picked(mounted, await photo('a.jpg'), await photo('b.jpg'))
    await waitUntil(() => files(mounted).join() === 'failed,ready', 'one failed')
    await press(mounted, 'Réessayer : a.jpg')
    await waitUntil(() => files(mounted).join() === 'ready,ready')
  })

  it('that the counter no longer has go again, and the request waits for them', async () => {
    let lost = true
    const mounted = await mount({
      prepare: (bff) => {
        const answer = bff.answers['POST /requests'] as never
        bff.answers['POST /requests'] = () => {
          if (lost) throw ((lost = false), new Refusal(404, 'not-found', { fields: { 'body.uploads.0': 'not-found' } }))
          return answer
        }
      },
    })
    await details(mounted)
    await picked(mounted, await photo())
    await waitUntil(() => files(mounted)[0] === 'ready')
    await press(mounted, 'Continuer')
    await press(mounted, 'Continuer')
    await press(mounted, 'Envoyer la demande')
    await waitUntil(() => /il est renvoyé/.test(text(mounted)) || uploading().sent.length === 2)
    await waitUntil(() => uploading().sent.length === 2)
    await press(mounted, 'Envoyer la demande')
    await find(mounted, '.receipt-number')
    expect(sent(mounted).at(-1)?.uploads).to.deep.equal(['u2'])
  })
})
