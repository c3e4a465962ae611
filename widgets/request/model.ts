/** What a request is while it is being written, and what follows from it. Pure: no clock, no screen. */
import type { Domain, Nature, NewRequest, RequestForm, RequestMachine, Site } from '../../bff/api.ts'
import type { JoinedFile } from '../base/uploads.ts'

export const steps = ['what', 'machine', 'details', 'where', 'recap'] as const
export type Step = (typeof steps)[number]

export interface Draft {
  /** Idempotency key: the same request sent twice is one. */
  key: string
  step: Step
  domain: string
  nature: string
  machine: RequestMachine | null
  /** Typed, when the machine is not in the fleet. */
  serial: string
  /** How the machine is named. */
  by: 'fleet' | 'serial' | 'none'
  urgent: boolean
  description: string
  wishOn: string
  wishAt: string
  wishFirm: boolean
  site: string
  /** Null = the site's own. */
  address: string | null
  contactName: string
  contactPhone: string
  replyTo: string
  files: readonly JoinedFile[]
}

/** What is known before anybody writes: by attributes, or by the tile that was pressed. */
export interface Start {
  equipment: string
  nature: string
  site: string
}

export const blank: Start = { equipment: '', nature: '', site: '' }

/** `/new?equipment=7&nature=3`: what is not understood is left out. */
export function readStart(route: string | null, otherwise: Start): Start {
  const params = new URLSearchParams(route?.split('?')[1] ?? '')
  const read = (name: keyof Start) => params.get(name)?.slice(0, 100) || otherwise[name]
  return { equipment: read('equipment'), nature: read('nature'), site: read('site') }
}

const onlySite = ({ sites, siteRequired }: RequestForm): string =>
  sites.length === 1 && siteRequired ? (sites[0]?.id ?? '') : ''

export function newDraft(form: RequestForm, start: Start, key: string): Draft {
  const { contact, machine } = form
  const domain = domainOf(form.natures, start.nature)
  const known = form.sites.some(({ id }) => id === start.site) ? start.site : ''
  const draft: Draft = {
    key,
    step: 'what',
    domain: domain?.id ?? '',
    nature: domain && domain.id !== start.nature ? start.nature : '',
    machine,
    serial: '',
    by: machine ? 'fleet' : 'none',
    urgent: false,
    description: '',
    wishOn: '',
    wishAt: '',
    wishFirm: false,
    site: known || (machine?.siteId ?? '') || onlySite(form),
    address: null,
    contactName: contact.name,
    contactPhone: contact.phone ?? '',
    replyTo: contact.email ?? '',
    files: [],
  }
  // What is known already is not asked again.
  const first = stepsOf(draft, form).find((step) => !(step === 'what' && domain) && !(step === 'machine' && machine))
  return { ...draft, step: form.natures.length === 0 && first === 'what' ? 'machine' : (first ?? 'details') }
}

/** A kept draft in the light of today's form: what has gone since is let go of. */
export function revived(draft: Draft, form: RequestForm): Draft {
  const nature = natureOf(form.natures, draft)
  const site = form.sites.some(({ id }) => id === draft.site) ? draft.site : onlySite(form)
  const kept = nature ? draft : { ...draft, domain: '', nature: '' }
  const on = draft.wishOn < form.today ? { wishOn: '', wishAt: '', wishFirm: false } : {}
  return { ...kept, ...on, site }
}

/** Something was said that it would be a pity to lose. */
export function isTouched({ description, files, serial, address }: Draft): boolean {
  return description.trim() !== '' || files.length > 0 || serial.trim() !== '' || address !== null
}

export function domainOf(natures: readonly Domain[], id: string): Domain | undefined {
  return natures.find((domain) => domain.id === id || domain.natures.some((nature) => nature.id === id))
}

/** The nature that was chosen, or the domain where none was. */
export function natureOf(
  natures: readonly Domain[],
  { domain, nature }: Pick<Draft, 'domain' | 'nature'>,
): Nature | undefined {
  const chosen = natures.find(({ id }) => id === domain)
  return chosen?.natures.find(({ id }) => id === nature) ?? chosen
}

/** The steps of this request: a question of no machine has no step for it, a vendor without natures none for them. */
export function stepsOf(draft: Pick<Draft, 'domain' | 'nature'>, form: RequestForm): Step[] {
  const about = natureOf(form.natures, draft)?.equipment
  return steps.filter(
    (step) => !(step === 'machine' && about === 'none') && !(step === 'what' && form.natures.length === 0),
  )
}

/** Words of what is wrong, by field. */
export type Fault = 'missing' | 'machine-missing' | 'past' | 'no-date' | 'not-an-email' | 'gone' | 'invalid'
export type Faults = Partial<
  Record<
    | 'description'
    | 'machine'
    | 'serial'
    | 'wishOn'
    | 'wishAt'
    | 'site'
    | 'replyTo'
    | 'contactPhone'
    | 'nature'
    | 'files',
    Fault
  >
>

const email = /^[^\s@]+@[^\s@]+\.[^\s@]+$/

/** Time of day on this device, `HH:MM`. The BFF decides by the vendor's clock. */
export const timeOf = (moment: Date): string => moment.toTimeString().slice(0, 5)

/** What keeps a step from being left. `now` is `HH:MM` today. */
export function faultsOf(step: Step, draft: Draft, form: RequestForm, now: string): Faults {
  const faults: Faults = {}
  if (step === 'machine') {
    if (draft.by === 'serial' && !draft.serial.trim()) faults.serial = 'missing'
    const required = natureOf(form.natures, draft)?.equipment === 'required'
    if (required && draft.by !== 'serial' && !(draft.by === 'fleet' && draft.machine))
      faults.machine = 'machine-missing'
  }
  if (step === 'details') {
    if (!draft.description.trim()) faults.description = 'missing'
    if (draft.wishOn && draft.wishOn < form.today) faults.wishOn = 'past'
    if (draft.wishAt && !draft.wishOn) faults.wishOn = 'no-date'
    if (draft.wishOn === form.today && draft.wishAt && draft.wishAt < now) faults.wishAt = 'past'
  }
  if (step === 'where') {
    if (form.siteRequired && !draft.site) faults.site = 'missing'
    if (draft.replyTo.trim() && !email.test(draft.replyTo.trim())) faults.replyTo = 'not-an-email'
  }
  return faults
}

/** The first step that cannot be sent as it stands. */
export function firstFaulty(draft: Draft, form: RequestForm, now: string): Step | undefined {
  return stepsOf(draft, form).find((step) => Object.keys(faultsOf(step, draft, form, now)).length > 0)
}

export function siteOf(draft: Draft, form: RequestForm): Site | undefined {
  return form.sites.find(({ id }) => id === draft.site)
}

/** Address of a site on one line. */
export function addressOf(site: Site | undefined): string {
  if (!site) return ''
  const town = [site.postalCode, site.city].filter(Boolean).join(' ')
  return [site.street?.replace(/\s*\n\s*/g, ', '), town].filter(Boolean).join(', ')
}

/** What is sent: what differs from what the counter knows anyway, and nothing that is blank. */
export function toRequest(draft: Draft, form: RequestForm): NewRequest {
  const nature = natureOf(form.natures, draft)
  const about = nature?.equipment !== 'none'
  const { machine, by } = draft
  const address = draft.address?.trim() ?? ''
  const replyTo = draft.replyTo.trim()
  const name = draft.contactName.trim()
  const phone = draft.contactPhone.trim()
  const uploads = draft.files.flatMap(({ upload }) => upload ?? [])
  return {
    key: draft.key,
    urgent: draft.urgent,
    description: draft.description.trim(),
    ...(nature && { natureId: nature.id }),
    ...(about && by === 'fleet' && machine && { equipmentId: machine.id }),
    ...(about && by === 'serial' && draft.serial.trim() && { serialNumber: draft.serial.trim() }),
    ...(draft.site && { siteId: draft.site }),
    ...(address && address !== addressOf(siteOf(draft, form)) && { address }),
    ...((name || phone) && { contact: { name: name || form.contact.name || phone, ...(phone && { phone }) } }),
    ...(replyTo && replyTo !== form.contact.email && { replyTo }),
    ...(draft.wishOn && {
      wish: { on: draft.wishOn, ...(draft.wishAt && { at: draft.wishAt }), ...(draft.wishFirm && { firm: true }) },
    }),
    ...(uploads.length > 0 && { uploads }),
  }
}

/** Where a refused field is asked for, and what to say of it there. */
export function faultOf(field: string, reason: string): { step: Step; faults: Faults } {
  const name = field.replace(/^body\./, '')
  const gone: Fault = reason === 'not-found' ? 'gone' : 'invalid'
  if (name.startsWith('uploads')) return { step: 'details', faults: { files: gone } }
  if (name === 'natureId') return { step: 'what', faults: { nature: 'gone' } }
  if (name === 'equipmentId')
    return { step: 'machine', faults: { machine: reason === 'missing' ? 'machine-missing' : gone } }
  if (name === 'serialNumber') return { step: 'machine', faults: { serial: gone } }
  if (name === 'wish.on' || name === 'wish.at') {
    return {
      step: 'details',
      faults: { [name === 'wish.on' ? 'wishOn' : 'wishAt']: reason === 'past' ? 'past' : 'invalid' },
    }
  }
  if (name === 'siteId') return { step: 'where', faults: { site: reason === 'missing' ? 'missing' : gone } }
  if (name === 'replyTo') return { step: 'where', faults: { replyTo: 'not-an-email' } }
  if (name.startsWith('contact')) return { step: 'where', faults: { contactPhone: 'invalid' } }
  return { step: 'details', faults: { description: 'invalid' } }
}
