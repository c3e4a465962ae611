/** A fault, from the phone beside the machine to the vendor's answer. */
import assert from 'node:assert/strict'
import type { Browser, Page } from 'playwright-core'
import type { House } from '../kit/house.ts'
import { visit } from '../kit/visitor.ts'
import { arrives, signInAt } from './visitor.ts'

const phone = { viewport: { width: 390, height: 844 }, hasTouch: true }
const words = 'Bruit de crécelle à chaque feuille, et une odeur de chaud.'

const follow = async (page: Page) => {
  const wizard = page.locator('guichet-request')
  await wizard.getByRole('button', { name: 'Continuer' }).click()
  return wizard
}

/** M. Martin, with two photos, until the vendor has his reply. */
export const reportFault = (house: House, browser: Browser): Promise<void> =>
  visit(
    browser,
    async ({ page }) => {
      const { admin } = house.vendors.armoise
      const [machine] = await admin.query<{ id: string; provider_number: string; label: string }>(
        `select e.id::text as id, e.provider_number, e.label from management.equipment e
       join management.customer c on c.id = e.customer_id
     where c.name = 'Ateliers Marchand' and e.state = 'in_service' and e.label like 'Copieur%'
       and not exists (select from management.intervention i where i.equipment_id = e.id
         and i.state not in ('done', 'cancelled', 'refused'))
     order by e.id limit 1`,
      )
      const photos = await admin.query<{ content: Buffer }>(
        "select content from management.article_media where media_type = 'image/png' order by id limit 2",
      )
      assert.ok(machine && photos.length === 2)

      await page.goto(`${house.urls.armoise}/depannage`)
      await signInAt(page, 'guichet-request', 'martin')
      const wizard = page.locator('guichet-request')
      await wizard.getByRole('radio', { name: /Copieur ou imprimante/ }).check()
      await follow(page)
      await wizard.getByRole('searchbox', { name: 'Chercher dans mon parc' }).fill(machine.provider_number)
      await wizard.getByRole('radio', { name: new RegExp(machine.provider_number) }).check()
      await follow(page)
      await wizard.getByLabel('Description').fill(words)
      await wizard
        .locator('input[type=file]')
        .first()
        .setInputFiles(
          photos.map(({ content }, n) => ({ name: `photo-${n}.png`, mimeType: 'image/png', buffer: content })),
        )
      await wizard
        .getByText(/^Joint\b/)
        .nth(1)
        .waitFor()
      await follow(page)
      await follow(page)
      await wizard.getByText(words).waitFor()
      await wizard.getByRole('button', { name: 'Envoyer la demande' }).click()
      await wizard.getByText('Votre demande est bien arrivée').first().waitFor()
      const receipt = (await wizard.locator('.receipt-number').innerText()).trim()
      assert.match(receipt, /^[0-9A-Z]{4}-[0-9A-Z]{4}$/)

      const arrived = await arrives(() =>
        admin.query<{ id: string; number: string; requester: string; files: string }>(
          `select i.id::text as id, i.number, i.requester,
       (select count(*) from management.document d where d.subject_kind = 'intervention' and d.subject_id = i.id::text) as files
     from management.intervention i where i.description like $1 || '%'`,
          [words],
        ),
      )
      await page.goto(`${house.urls.armoise}/interventions`)
      const list = page.locator('guichet-interventions')
      assert.equal(arrived.files, '2')
      assert.equal(arrived.requester, 'Paul Martin')
      await list.getByRole('button', { name: arrived.number }).filter({ visible: true }).first().click()
      const sheet = list.getByRole('dialog')
      await sheet.getByText(words).first().waitFor()
      await sheet.getByText(machine.provider_number).first().waitFor()

      // The vendor answers in his own database.
      await admin.query(
        `insert into management.exchange (intervention_id, customer_id, site_id, direction, author, body, sent_at)
     select id, customer_id, site_id, 'from_vendor', 'Léa, planning', 'Un technicien passe demain à 9 h.', now()
     from management.intervention where id::text = $1`,
        [arrived.id],
      )
      await page.reload()
      await sheet.getByText('Un technicien passe demain à 9 h.').waitFor()
      await sheet.getByLabel('Votre message').fill('Merci, je serai là.')
      await sheet.getByRole('button', { name: 'Envoyer' }).click()
      await sheet.getByText('Merci, je serai là.').first().waitFor()
      for (let tries = 0; ; tries += 1) {
        const [reply] = await admin.query<{ body: string }>(
          "select body from management.exchange where intervention_id::text = $1 and direction = 'from_customer'",
          [arrived.id],
        )
        if (reply) {
          assert.equal(reply.body, 'Merci, je serai là.')
          break
        }
        assert.ok(tries < 50, 'the reply has arrived')
        await page.waitForTimeout(100)
      }
    },
    phone,
  )
