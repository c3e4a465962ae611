/** Every tag of the library and where it is defined. Only the build and the tests read this. */
export const elements = {
  'guichet-host': () => import('./host/guichet-host.ts'),
  'guichet-login': () => import('./login/guichet-login.ts'),
  'guichet-account': () => import('./account/guichet-account.ts'),
  'guichet-invoices': () => import('./invoices/guichet-invoices.ts'),
  'guichet-fleet': () => import('./fleet/guichet-fleet.ts'),
  'guichet-interventions': () => import('./interventions/guichet-interventions.ts'),
  'guichet-catalogue': () => import('./catalogue/guichet-catalogue.ts'),
  'guichet-request': () => import('./request/guichet-request.ts'),
  'guichet-cart': () => import('./cart/guichet-cart.ts'),
  'guichet-orders': () => import('./orders/guichet-orders.ts'),
  'guichet-dashboard': () => import('./dashboard/guichet-dashboard.ts'),
} satisfies Record<string, () => Promise<unknown>>
