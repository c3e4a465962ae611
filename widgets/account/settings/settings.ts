/** The account's sheet: who one is and may do, the password, the devices. Fetched when it is opened. */
import { html, type TemplateResult } from 'lit'
import { badgeStyles } from '../../parts/badge.ts'
import { headingStyles } from '../../parts/heading.ts'
import { sheet, sheetStyles } from '../../parts/sheet.ts'
import { DevicesPart } from './devices.ts'
import { EmailPart } from './email.ts'
import type { Office } from './part.ts'
import { PasswordPart } from './password.ts'
import { profilePart } from './profile.ts'
import { settingsStyles } from './settings.styles.ts'

export const settingsSheets = [badgeStyles, headingStyles, sheetStyles, settingsStyles]

export class Settings {
  readonly #email = new EmailPart()
  readonly #password = new PasswordPart()
  readonly #devices = new DevicesPart()

  load(office: Office): Promise<void> {
    return this.#devices.load(office)
  }

  draw(office: Office, open: boolean, onClose: () => void): TemplateResult {
    const { t } = office
    return sheet({
      open,
      title: t.panel,
      closeLabel: t.close,
      onClose,
      part: 'settings',
      body: () => html`<div class="settings">
        ${profilePart(office)} ${this.#email.draw(office)} ${this.#password.draw(office)} ${this.#devices.draw(office)}
      </div>`,
    })
  }
}
