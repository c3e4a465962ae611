/** The public face of a portal, before anybody has signed in. */
import { gateEndpoint } from '../../base/endpoint.ts'
import { portalView } from '../../gate/portal.ts'

export const portal = [
  gateEndpoint('GET /portal', {
    needs: 'anyone',
    input: {},
    run: async (call) => portalView(call.portal),
  }),
]
