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
  const { tag, portal, signedIn } = stage.dataset
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
  host.append(document.createElement(tag))
}

for (const stage of document.querySelectorAll('.stage')) void show(stage)
