/** @throws TypeError where the page has no such element */
export function byId<E extends HTMLElement = HTMLElement>(id: string): E {
  const element = document.getElementById(id)
  if (!element) throw new TypeError(`no #${id} on this page`)
  return element as E
}
