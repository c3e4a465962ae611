/** Puts each widget into its stage, under a host that talks to the stub of that state. */
const asked = Symbol.for('guichet-counter-1')

/** The counter that the host of a stage provides, as a widget would ask for it. */
function counterOf(host) {
  return new Promise((resolve) => {
    const request = new Event('context-request', { bubbles: true, composed: true })
    const child = host.appendChild(document.createElement('span'))
    Object.assign(request, { context: asked, contextTarget: child, callback: resolve, subscribe: false })
    child.dispatchEvent(request)
    child.remove()
  })
}

async function show(stage) {
  const { tag, portal, signedIn, cart } = stage.dataset
  const host = document.createElement('guichet-host')
  host.setAttribute('portal', portal)
  host.setAttribute('origin', `${location.origin}/stub/${tag}`)
  stage.append(host)
  await customElements.whenDefined('guichet-host')
  await host.updateComplete
  if (signedIn === 'yes') {
    const { session } = await counterOf(host)
    await session.start()
    if (session.state === 'signed-out') {
      await session.signIn({ key: 'POST /session', body: { login: 'demo', password: 'demo' } })
    }
  }
  if (cart) {
    const { session } = await counterOf(host)
    const { kind, login, customer } = session.view
    localStorage.setItem(`guichet-${portal}-cart ${JSON.stringify([kind, login, customer.id])}`, cart)
  }
  host.append(document.createElement(tag))
}

/** What the browser itself would say on such a day: laid over for one stage, and taken away again. */
const lies = {
  offline: [navigator, 'onLine', false],
  insecure: [crypto, 'subtle', undefined],
}

async function showUnder(stage, [object, name, value]) {
  Object.defineProperty(object, name, { configurable: true, value })
  try {
    await show(stage)
    const { session } = await counterOf(stage.firstElementChild)
    await session.start()
  } finally {
    delete object[name]
  }
}

const stages = [...document.querySelectorAll('.stage')]
// One after the other, before the rest: what is laid over holds for the whole page.
for (const stage of stages) {
  const lie = lies[stage.dataset.day]
  if (lie) await showUnder(stage, lie)
}
for (const stage of stages) if (!lies[stage.dataset.day]) void show(stage)
