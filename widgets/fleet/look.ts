/** Tiles or a table: the person's choice, kept on the device for every page of this website. */
export type Look = 'tiles' | 'table'

const name = 'guichet-fleet-look'

/** Null when nothing was chosen, or when the browser keeps nothing (a private window, blocked storage). */
export function chosenLook(): Look | null {
  try {
    const kept = localStorage.getItem(name)
    return kept === 'tiles' || kept === 'table' ? kept : null
  } catch {
    return null
  }
}

export function keepLook(look: Look): void {
  try {
    localStorage.setItem(name, look)
  } catch {
    // The choice then lasts as long as the page.
  }
}
