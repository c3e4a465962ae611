/** Who can stand at the counter in the playground: the demo's people with their logins, and the holder of its link. */
import { demoCode } from '../../bff/management/demo/portal-rows.ts'
import { demoLinks, demoPassword, demoPeople } from '../../bff/management/demo/people.ts'
import type { Words } from '../site.ts'

/** How to come in, as the counter is asked. */
export interface Way {
  key: 'POST /session' | 'POST /session/code'
  body: object
}

export interface Person {
  id: string
  name: Words
  about: Words
  way: Way | null
}

const nobody: Person = {
  id: 'nobody',
  name: { fr: 'Personne (déconnecté)', en: 'Nobody (signed out)' },
  about: { fr: 'Le composant propose de se connecter.', en: 'The widget offers to sign in.' },
  way: null,
}

/** Who sees most stands first, and is who the playground begins with. */
export function peopleOf(vendor: string): readonly Person[] {
  const people = demoPeople
    .filter((one) => one.vendor === vendor)
    .toSorted((one, other) => Number(other.profile === 'supervisor') - Number(one.profile === 'supervisor'))
    .map(
      ({ login, name, about }): Person => ({
        id: login,
        name: { fr: name, en: name },
        about,
        way: { key: 'POST /session', body: { login, password: demoPassword } },
      }),
    )
  const links = demoLinks
    .filter((one) => one.vendor === vendor)
    .map(
      (link): Person => ({
        id: 'link',
        name: { fr: 'Code du portail', en: 'Portal code' },
        about: link.about,
        way: { key: 'POST /session/code', body: { code: demoCode(link) } },
      }),
    )
  return [...people, ...links, nobody]
}
