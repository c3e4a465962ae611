/** A message of every template, for the preview and for tests: invented people, links that lead nowhere. */
import type { MessageValues, Template } from './message.ts'

const site = 'https://www.armoise.example/espace-client'

export const samples: { [T in Template]: MessageValues[T] } = {
  'one-time-code': { code: '418902', minutes: '10', link: `${site}#guichet.once=c4f1.418902` },
  'second-proof': { code: '730164', minutes: '10' },
  'password-reset': { link: `${site}#guichet.password=Zr0fD3m8W1vJd0sTqk5aY2n7x9b4cHuLrPoIeGtMwEs`, minutes: '15' },
  invitation: {
    link: `${site}#guichet.password=Qm4tX8c2R6vN0yB5kJ1pW9sD3fG7hLzAeUiOrTqMxVw`,
    days: '7',
    name: 'Claire Dupond',
    company: 'Ateliers Dupond & Fils',
  },
  'password-changed': { when: '2026-11-21T09:42:00Z' },
  'new-device': { when: '2026-11-21T18:05:00Z', browser: 'Firefox (Windows)', network: '192.0.2.0/24' },
  'email-confirm': {
    link: `${site}#guichet.email=Tq8c2R6vN0yB5kJ1pW9sD3fG7hLzAeUiOrTqMxVwQm4`,
    minutes: '60',
    name: 'Claire Dupond',
  },
  'email-changed': {
    when: '2026-11-21T09:42:00Z',
    to: 'c…d@dupond.example',
    link: `${site}#guichet.email=b5kJ1pW9sD3fG7hLzAeUiOrTqMxVwQm4Tq8c2R6vN0y`,
    days: '7',
  },
  'code-renewed': { link: `${site}#guichet.code=cp_7K3F92QWX8M4T6RJ1VN5BDCAE0`, days: '365' },
  'self-registration': {
    link: `${site}#guichet.password=Lw9sD3fG7hZxAeUiOrTqMxVwQm4tX8c2R6vN0yB5kJ1`,
    minutes: '60',
    company: 'Ateliers Dupond & Fils',
  },
  'self-registration-pending': { company: 'Ateliers Dupond & Fils' },
  'export-ready': { link: `${site}`, what: 'Factures 2026 (XLSX, 1 204 lignes)', days: '2' },
}

export const templates = Object.keys(samples) as readonly Template[]
