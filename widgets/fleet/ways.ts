/** The ways from a machine to other widgets: each only with the right, and where its target is known. */
import type { EquipmentWork, Right } from '../../bff/api.ts'
import { type Elsewhere, reachable } from '../base/elsewhere.ts'
import type { Ways } from './face.ts'

export interface Addresses {
  request: string | undefined
  catalogue: string | undefined
  interventions: string | undefined
  orders: string | undefined
}

export function waysOf(hrefs: Addresses, may: (right: Right) => boolean, features: readonly string[]): Ways {
  const way = (widget: keyof Addresses, feature: string, right: Right, route: string): Elsewhere | undefined => {
    const href = hrefs[widget]
    return may(right) && features.includes(feature) && reachable({ widget, href }) ? { widget, route, href } : undefined
  }
  const about = (query: Record<string, string>) => `/?${new URLSearchParams(query)}`
  const work = (widget: EquipmentWork, route: string) => way(widget, widget, `${widget}.read`, route)
  return {
    request: ({ id }) => way('request', 'requests', 'requests.create', about({ equipment: id })),
    consumables: ({ id, article, consumables }) =>
      article !== null && consumables
        ? way('catalogue', 'catalogue', 'orders.place', about({ compatible: article, equipment: id }))
        : undefined,
    work: (name, { id }) => work(name, about({ equipment: id })),
    one: (name, id) => work(name, `/${id}`),
    site: (name, site) => work(name, about({ site })),
  }
}
