/** The contract: what customers ask for and what the vendor's technicians do about it. */
import { may, must, relation } from '../relation.ts'
import { ofIntervention, scoped } from './scopes.ts'

export const interventions = {
  nature: relation({
    meaning:
      "What a request may be about, in the customer's words: a tree of which the first level is the domains and the second their natures.",
    key: ['id'],
    scope: 'everyone',
    columns: {
      id: must('id', 'Identifier'),
      parent_id: may('id', 'The domain; null on a domain itself', { refers: 'nature' }),
      label: must('text', 'Name that customers read'),
      description: may('text', 'A sentence that helps to choose'),
      position: must('integer', 'Order within its parent'),
      equipment: must('text', 'Whether a request of this nature is about a machine', {
        choices: ['required', 'optional', 'none'],
      }),
      offered: must('flag', 'May be chosen in a new request; false keeps the name of older ones'),
      changed_at: must('instant', 'Last change'),
    },
    indexes: ['(parent_id)'],
  }),

  intervention: relation({
    meaning:
      'A request of a customer and everything done about it, from the day it is known to its closure (a "ticket"). A vendor who keeps requests and interventions apart shows both here, one row each, and a request that became an intervention once.',
    key: ['id'],
    scope: { ...scoped, intervention: 'id' },
    right: 'interventions.read',
    columns: {
      id: must('id', 'Identifier'),
      customer_id: must('id', 'Customer', { refers: 'customer' }),
      site_id: may('id', 'Site', { refers: 'site' }),
      equipment_id: may('id', 'Machine', { refers: 'equipment' }),
      nature_id: may('id', 'Nature, or domain where no nature was chosen', { refers: 'nature' }),
      number: must('text', 'Number'),
      kind: must('text', 'Why it is done', { choices: ['repair', 'preventive', 'installation', 'other'] }),
      state: must('text', '`waiting`: the vendor waits for an answer of the customer', {
        choices: ['received', 'planned', 'in_progress', 'waiting', 'done', 'cancelled', 'refused'],
      }),
      urgent: must('flag', 'Asked for as urgent'),
      title: must('text', 'What it is about, in one line'),
      description: may('text', 'What the customer wrote'),
      requester: may('text', 'Who asked'),
      contact: may('text', 'Whom to meet on the spot: name and telephone, in words'),
      requested_at: must('instant', 'Asked for at'),
      planned_at: may('instant', 'Next visit, or the last one when there is none to come'),
      closed_at: may('instant', 'Done, cancelled or refused at'),
      work_done: may('text', 'What was done, as the vendor reports it'),
      command_id: may('text', 'Identifier of the command by which it came from the counter'),
      changed_at: must('instant', 'Last change'),
    },
    indexes: ['(customer_id, requested_at desc, id desc)', '(equipment_id)', '(command_id)'],
  }),

  visit: relation({
    meaning: 'A visit of a technician for an intervention.',
    key: ['id'],
    scope: ofIntervention,
    right: 'interventions.read',
    columns: {
      id: must('id', 'Identifier'),
      intervention_id: must('id', 'Intervention', { refers: 'intervention' }),
      customer_id: must('id', "The intervention's customer", { refers: 'customer' }),
      site_id: may('id', "The intervention's site", { refers: 'site' }),
      state: must('text', 'State', { choices: ['planned', 'travelling', 'in_progress', 'done', 'cancelled'] }),
      starts_at: must('instant', 'Begins, or is planned to begin'),
      ends_at: may('instant', 'Ends, or is planned to end'),
      technician: may('text', 'Who comes, as customers may know it'),
      work_done: may('text', 'What was done'),
      changed_at: must('instant', 'Last change'),
    },
    indexes: ['(intervention_id)'],
  }),

  visit_work: relation({
    meaning: 'A service performed or a part used in a visit.',
    key: ['id'],
    scope: ofIntervention,
    right: 'interventions.read',
    columns: {
      id: must('id', 'Identifier'),
      visit_id: must('id', 'Visit', { refers: 'visit' }),
      intervention_id: must('id', "The visit's intervention", { refers: 'intervention' }),
      customer_id: must('id', "The intervention's customer", { refers: 'customer' }),
      site_id: may('id', "The intervention's site", { refers: 'site' }),
      position: must('integer', 'Order within the visit'),
      kind: must('text', 'Kind', { choices: ['labour', 'part', 'travel', 'other'] }),
      label: must('text', 'What it is'),
      quantity: may('quantity', 'How much'),
      unit: may('text', 'Unit, as printed'),
    },
    indexes: ['(visit_id)'],
  }),

  exchange: relation({
    meaning: 'A message between the customer and the vendor about an intervention.',
    key: ['id'],
    scope: ofIntervention,
    right: 'interventions.read',
    columns: {
      id: must('id', 'Identifier'),
      intervention_id: must('id', 'Intervention', { refers: 'intervention' }),
      customer_id: must('id', "The intervention's customer", { refers: 'customer' }),
      site_id: may('id', "The intervention's site", { refers: 'site' }),
      direction: must('text', 'Who wrote', { choices: ['from_customer', 'from_vendor'] }),
      author: may('text', 'Name of who wrote'),
      body: must('text', 'Text, without mark-up'),
      sent_at: must('instant', 'Written at'),
      command_id: may('text', 'Identifier of the command by which it came from the counter'),
      changed_at: must('instant', 'Last change'),
    },
    indexes: ['(intervention_id)', '(command_id)'],
  }),
} as const
