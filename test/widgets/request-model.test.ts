import { expect } from '@open-wc/testing'
import type { RequestForm } from '../../bff/api.ts'
import * as model from '../../widgets/request/model.ts'
import { form } from './request-reader.ts'

const { natures } = form
const start = (change: Partial<model.Start> = {}): model.Start => ({ ...model.blank, ...change })
const draft = (change: Partial<model.Draft> = {}, from: RequestForm = form): model.Draft => ({
  ...model.newDraft(from, model.blank, 'key'),
  ...change,
})

describe('the request wizard decides', () => {
  it('[SY-16] [AR-050] where it begins: what is known already is not asked again', () => {
    expect(model.newDraft(form, model.blank, 'k').step).to.equal('what')
    const byNature = model.newDraft(form, start({ nature: '11' }), 'k')
    expect([byNature.step, byNature.domain, byNature.nature]).to.deep.equal(['machine', '1', '11'])
    const machine = { id: '7', label: 'C3300', serialNumber: 'S', providerNumber: null, place: null, siteId: '3' }
    const byBoth = model.newDraft({ ...form, machine }, start({ nature: '11', equipment: '7' }), 'k')
    expect([byBoth.step, byBoth.site, byBoth.by]).to.deep.equal(['details', '3', 'fleet'])
    expect(model.newDraft({ ...form, machine }, start({ equipment: '7' }), 'k').step).to.equal('what')
    expect(model.newDraft({ ...form, natures: [] }, model.blank, 'k').step).to.equal('machine')
    const question = model.newDraft(form, start({ nature: '4' }), 'k')
    expect([question.step, question.nature]).to.deep.equal(['details', ''])
    expect(model.newDraft(form, start({ nature: 'gone', site: 'gone' }), 'k')).to.include({ domain: '', site: '' })
  })

  it('which steps there are', () => {
    expect(model.stepsOf(draft({ domain: '4' }), form)).to.deep.equal(['what', 'details', 'where', 'recap'])
    expect(model.stepsOf(draft(), { ...form, natures: [] })).to.deep.equal(['machine', 'details', 'where', 'recap'])
    expect(model.stepsOf(draft(), form)).to.have.length(5)
  })

  it('what a tile or a link asks for', () => {
    expect(model.readStart('/new?equipment=7&nature=3', model.blank)).to.deep.equal({
      equipment: '7',
      nature: '3',
      site: '',
    })
    expect(model.readStart(null, start({ site: '4' })).site).to.equal('4')
    expect(model.readStart('/?equipment=', start({ equipment: '9' })).equipment).to.equal('9')
  })

  it('what is sent: what was said, and nothing that the counter knows anyway', () => {
    expect(model.toRequest(draft({ description: ' Bourrage ' }), form)).to.deep.equal({
      key: 'key',
      urgent: false,
      description: 'Bourrage',
      contact: { name: 'Paul Martin', phone: '02 41 00 12 34' },
    })
    const machine = { id: '7', label: 'C3300', serialNumber: 'S', providerNumber: null, place: null, siteId: '3' }
    const all = draft({
      domain: '1',
      nature: '11',
      machine,
      by: 'fleet',
      serial: 'not this',
      urgent: true,
      description: 'x',
      site: '3',
      address: 'Bâtiment C',
      contactName: 'Léa',
      contactPhone: '',
      replyTo: 'lea@marchand.example',
      wishOn: '2026-11-24',
      wishAt: '14:30',
      wishFirm: true,
    })
    expect(model.toRequest(all, form)).to.deep.equal({
      key: 'key',
      natureId: '11',
      equipmentId: '7',
      siteId: '3',
      urgent: true,
      description: 'x',
      address: 'Bâtiment C',
      contact: { name: 'Léa' },
      replyTo: 'lea@marchand.example',
      wish: { on: '2026-11-24', at: '14:30', firm: true },
    })
    expect(model.toRequest({ ...all, address: '4 rue du Moulin, 49000 Angers' }, form)).not.to.have.property('address')
    expect(model.toRequest({ ...all, by: 'serial' }, form))
      .to.include({ serialNumber: 'not this' })
      .and.not.have.property('equipmentId')
    expect(model.toRequest({ ...all, by: 'none' }, form)).not.to.have.any.keys('serialNumber', 'equipmentId')
    expect(model.toRequest({ ...all, domain: '4', nature: '' }, form), 'a question of no machine').not.to.have.property(
      'equipmentId',
    )
  })

  it('what keeps a step from being left', () => {
    const faults = (step: model.Step, change: Partial<model.Draft>, from = form) =>
      model.faultsOf(step, draft(change, from), from, '10:00')
    expect(faults('details', {})).to.deep.equal({ description: 'missing' })
    expect(faults('details', { description: 'x', wishOn: '2026-11-20' })).to.deep.equal({ wishOn: 'past' })
    expect(faults('details', { description: 'x', wishAt: '10:00' })).to.deep.equal({ wishOn: 'no-date' })
    expect(faults('details', { description: 'x', wishOn: '2026-11-21', wishAt: '09:59' })).to.deep.equal({
      wishAt: 'past',
    })
    expect(faults('details', { description: 'x', wishOn: '2026-11-21', wishAt: '10:00' })).to.deep.equal({})
    expect(faults('machine', { domain: '1', nature: '11' })).to.deep.equal({ machine: 'machine-missing' })
    expect(faults('machine', { domain: '1', nature: '11', by: 'serial' })).to.deep.equal({ serial: 'missing' })
    expect(faults('machine', { domain: '1', nature: '11', by: 'serial', serial: 'S' })).to.deep.equal({})
    expect(faults('machine', {})).to.deep.equal({})
    expect(faults('where', { replyTo: 'lea' })).to.deep.equal({ replyTo: 'not-an-email' })
    expect(faults('where', { replyTo: '' })).to.deep.equal({})
    expect(faults('where', {}, { ...form, siteRequired: true })).to.deep.equal({ site: 'missing' })
  })

  it('what of a kept draft still holds today', () => {
    const kept = draft({
      domain: '1',
      nature: '11',
      site: '9',
      wishOn: '2026-11-01',
      wishAt: '10:00',
      description: 'x',
    })
    expect(model.revived(kept, form)).to.include({ nature: '11', site: '', wishOn: '', wishAt: '', description: 'x' })
    expect(model.revived({ ...kept, site: '3' }, { ...form, natures: natures.slice(1) })).to.include({
      domain: '',
      nature: '',
      site: '3',
    })
  })

  it('where a refused field is asked for', () => {
    const cases: [string, string, model.Step][] = [
      ['body.natureId', 'not-found', 'what'],
      ['body.equipmentId', 'missing', 'machine'],
      ['body.serialNumber', 'not-both', 'machine'],
      ['body.wish.at', 'past', 'details'],
      ['body.uploads.2', 'not-found', 'details'],
      ['body.siteId', 'missing', 'where'],
      ['body.replyTo', 'invalid', 'where'],
      ['body.contact.phone', 'too-long', 'where'],
      ['body.description', 'too-long', 'details'],
    ]
    for (const [field, reason, step] of cases) expect(model.faultOf(field, reason).step, field).to.equal(step)
  })
})
