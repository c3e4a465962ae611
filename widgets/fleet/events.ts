/** What the fleet widget tells the page. */
import { FactEvent } from '../base/event.ts'

export interface EquipmentFact {
  /** Identifier, as in the deep link. */
  id: string
  /** Brand and model. */
  label: string
}

/** `guichet-equipment-opened`: the sheet of a machine is shown. */
export class EquipmentOpenedEvent extends FactEvent<EquipmentFact> {
  constructor(detail: EquipmentFact) {
    super('guichet-equipment-opened', detail)
  }
}

/** `guichet-document-downloaded`: the browser was handed the address of a file. */
export class DocumentDownloadedEvent extends FactEvent<{ id: string; fileName: string }> {
  constructor(detail: { id: string; fileName: string }) {
    super('guichet-document-downloaded', detail)
  }
}

declare global {
  interface HTMLElementEventMap {
    'guichet-equipment-opened': EquipmentOpenedEvent
    'guichet-document-downloaded': DocumentDownloadedEvent
  }
}
