/** The contract: machines at customers, and the service contracts that cover them. */
import { may, must, relation } from '../relation.ts'
import { scoped } from './scopes.ts'

export const fleet = {
  service_contract: relation({
    meaning: 'A service contract of a customer.',
    key: ['id'],
    scope: { ...scoped, siteless: 'shown' },
    right: 'fleet.read',
    columns: {
      id: must('id', 'Identifier'),
      customer_id: must('id', 'Customer', { refers: 'customer' }),
      site_id: may('id', 'Site, when it is about one only', { refers: 'site' }),
      number: must('text', 'Number'),
      label: must('text', 'What it is called'),
      state: must('text', 'State', { choices: ['running', 'ended', 'cancelled'] }),
      starts_on: may('date', 'First day'),
      ends_on: may('date', 'Last day'),
      changed_at: must('instant', 'Last change'),
    },
    indexes: ['(customer_id)'],
  }),

  equipment: relation({
    meaning: 'A machine at a customer.',
    key: ['id'],
    scope: scoped,
    right: 'fleet.read',
    columns: {
      id: must('id', 'Identifier'),
      customer_id: must('id', 'Customer', { refers: 'customer' }),
      site_id: may('id', 'Site where it stands', { refers: 'site' }),
      article_id: may('id', 'Article of the catalogue that it is', { refers: 'article' }),
      family_id: may('id', 'Family of articles that it belongs to', { refers: 'article_family' }),
      label: must('text', 'What it is: brand and model'),
      brand: may('text', 'Brand'),
      serial_number: may('text', "Manufacturer's identifier"),
      provider_number: may('text', "The vendor's own identifier (label on the machine)"),
      place: may('text', 'Where on the site: floor, room'),
      state: must('text', 'In use, temporarily out of use, or taken away', {
        choices: ['in_service', 'out_of_service', 'removed'],
      }),
      installed_on: may('date', 'Installed on'),
      warranty_until: may('date', 'Last day of the warranty'),
      service_contract_id: may('id', 'Service contract that covers it', { refers: 'service_contract' }),
      contract_contact_id: may('id', 'Person for the contract', { refers: 'contact' }),
      user_contact_id: may('id', 'Person who uses it', { refers: 'contact' }),
      service_contact_id: may('id', 'Person for after-sales service', { refers: 'contact' }),
      changed_at: must('instant', 'Last change'),
    },
    indexes: ['(customer_id, label, id)', '(site_id)'],
  }),
} as const
