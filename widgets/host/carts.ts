/** Carts on this device are their person's: signing out erases them. They are written by base/cart-store.ts. */

/** @param portal `guichet-<pk>` */
export function eraseCarts(portal: string): void {
  try {
    for (const name of Object.keys(localStorage)) {
      if (name.startsWith(`${portal}-cart `)) localStorage.removeItem(name)
    }
  } catch {
    // A page without storage has kept none.
  }
}
