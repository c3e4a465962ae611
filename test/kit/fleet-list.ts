/** The oracle of the fleet: what a person sees of machines, from the rows in memory, without SQL and without the feature's rules. */
import type { EquipmentFilter, EquipmentSort } from '../../bff/api.ts'
import type { FleetRows } from './fleet-rows.ts'
import type { ProbeSession } from './model.ts'

const closed = ['done', 'cancelled', 'refused', 'delivered']

const bare = (text: string) =>
  text
    .replace(/œ/gi, 'oe')
    .normalize('NFD')
    .replace(/[\u0300-\u036f]/g, '')
    .toUpperCase()

export function fleetOracle({ rows, ids }: FleetRows) {
  const visible = (person: ProbeSession, row: { customer_id: string; site_id: string | null }) =>
    person.customer === row.customer_id && (person.sites === null || person.sites.includes(row.site_id ?? ''))

  const openInterventions = (person: ProbeSession, machine: string) =>
    rows.intervention.filter(
      (row) => row.equipment_id === machine && visible(person, row) && !closed.includes(row.state),
    ).length

  const openOrders = (person: ProbeSession, machine: string) =>
    rows.sales_order.filter(
      (order) =>
        visible(person, order) &&
        !closed.includes(order.state) &&
        rows.sales_order_line.some((line) => line.order_id === order.id && line.equipment_id === machine),
    ).length

  const list = (person: ProbeSession, filter: EquipmentFilter, sort: EquipmentSort, order: 'asc' | 'desc') => {
    const siteOf = (machine: { site_id: string | null }) =>
      rows.site.find((site) => site.id === machine.site_id && visible(person, { ...site, site_id: site.id }))
    const kept = rows.equipment.filter((machine) => {
      const site = siteOf(machine)
      const { label, brand, serial_number, provider_number, place } = machine
      const texts = [label, brand, serial_number, provider_number, place, site?.name, site?.city]
      return (
        visible(person, machine) &&
        (filter.state === undefined ? machine.state !== 'removed' : filter.state.includes(machine.state)) &&
        (filter.site === undefined || machine.site_id === filter.site) &&
        (filter.family === undefined || machine.family_id === filter.family) &&
        (filter.article === undefined || machine.article_id === filter.article) &&
        (filter.work !== 'interventions' || openInterventions(person, machine.id) > 0) &&
        (filter.work !== 'orders' || openOrders(person, machine.id) > 0) &&
        bare(filter.q ?? '')
          .split(' ')
          .every((word) => texts.some((text) => bare(text ?? '').includes(word)))
      )
    })
    const idOf = (id: string) => (ids === 'bigint' ? BigInt(id) : id)
    const keysOf = {
      label: (machine: (typeof kept)[number]) => [machine.label, idOf(machine.id)],
      installed: (machine: (typeof kept)[number]) => [machine.installed_on, idOf(machine.id)],
      site: (machine: (typeof kept)[number]) => [siteOf(machine)?.name ?? null, machine.label, idOf(machine.id)],
    }[sort]
    const sign = order === 'asc' ? 1 : -1
    kept.sort((a, b) => {
      const theirs = keysOf(b)
      for (const [at, mine] of keysOf(a).entries()) {
        const other = theirs[at] ?? null
        if (mine === other) continue
        if (mine === null || other === null) return mine === null ? 1 : -1
        return mine < other ? -sign : sign
      }
      return 0
    })
    const count = (fits: (machine: (typeof kept)[number]) => boolean) => kept.filter(fits).length
    return {
      ids: kept.map((machine) => machine.id),
      totals: {
        count: kept.length,
        outOfService: count((machine) => machine.state === 'out_of_service'),
        withInterventions: person.rights.has('interventions.read')
          ? count((machine) => openInterventions(person, machine.id) > 0)
          : null,
        withOrders: person.rights.has('orders.read') ? count((machine) => openOrders(person, machine.id) > 0) : null,
      },
    }
  }
  return { visible, list, openInterventions, openOrders }
}
