/** The endpoints of requests: find, decide, write, answer. */
import { endpoint } from '../../base/endpoint.ts'
import { Problem } from '../../base/problem.ts'
import { together } from '../../base/together.ts'
import { uploadLimits } from '../../files/uploads-kinds.ts'
import { submitCommand } from '../../outbox/submit.ts'
import type { RequestForm } from './api.ts'
import { findAgain, findFitting, offered, zoneOf } from './find.ts'
import * as input from './input.ts'
import * as queries from './queries.ts'
import { siteOf } from './rules.ts'

const feature = 'requests'
const needs = 'requests.create'

export const requests = [
  endpoint('GET /natures', {
    needs,
    feature,
    input: {},
    async run({ db }) {
      return { domains: await offered(db) }
    },
  }),

  endpoint('GET /requests/form', {
    needs,
    feature,
    input: { query: input.form },
    async run({ db, query, session, portal, clock }) {
      const [natures, sites, account, zone] = await together(
        offered(db),
        queries.sites(db),
        queries.account(db),
        zoneOf(queries.settings(db)),
      )
      const [person, machine, open] = await together(
        account?.email ? queries.contact(db, account.email) : Promise.resolve(undefined),
        query.equipment === undefined ? Promise.resolve(undefined) : queries.machine(db, query.equipment),
        query.equipment === undefined ? Promise.resolve([]) : queries.open(db, query.equipment),
      )
      if (query.equipment !== undefined && machine?.id !== query.equipment) throw new Problem('not-found')
      return {
        natures,
        sites,
        siteRequired: session.siteIds !== null,
        contact: { name: account?.name ?? '', phone: person?.phone ?? null, email: account?.email ?? null },
        machine: machine ?? null,
        open: open as RequestForm['open'],
        fleet: session.rights.has('fleet.read') && portal.features.includes('fleet'),
        today: clock.today(zone),
        limits: { files: uploadLimits.files, fileSize: uploadLimits.size },
      }
    },
  }),

  endpoint('POST /requests', {
    needs,
    feature,
    input: { body: input.request },
    async run({ db, body, session, clock }) {
      const sites = session.siteIds
      const before = await queries.sent(db, body.key)
      const { machine } = before ? await findAgain(db, body) : await findFitting(db, body, sites, clock.now())
      const siteId = siteOf(body, machine, sites)
      return submitCommand(
        { db },
        {
          key: body.key,
          function: 'create_request',
          siteId,
          interventionId: null,
          payload: {
            site_id: siteId,
            equipment_id: body.equipmentId ?? null,
            serial_number: body.serialNumber ?? null,
            nature_id: body.natureId ?? null,
            urgent: body.urgent,
            description: body.description,
            address: body.address ?? null,
            contact_name: body.contact?.name ?? null,
            contact_phone: body.contact?.phone ?? null,
            reply_to: body.replyTo ?? null,
            wished_on: body.wish?.on ?? null,
            wished_at: body.wish?.at ?? null,
            wish_firm: body.wish?.firm ?? false,
          },
          uploads: body.uploads ?? [],
        },
      )
    },
  }),
]
