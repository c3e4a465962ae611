/** `/account.js` of a website with a sign-in of its own: what docs/embed.md tells an integrator to write. */
export const accountScript = (
  counter: string,
  portal: string,
  site: string,
): string => `import { authenticate, signOut } from '${counter}/${portal}/guichet.js'

authenticate(
  async ({ keyThumbprint, asked }) => {
    const answer = await fetch('/counter/hand-off', {
      method: 'POST',
      headers: { 'Content-Type': 'application/json' },
      body: JSON.stringify({ keyThumbprint }),
    })
    const { token } = await answer.json()
    if (!token && asked) {
      const here = location.pathname + location.search + location.hash
      const language = document.documentElement.lang === 'en' ? '/en' : ''
      location.assign(language + '/compte?retour=' + encodeURIComponent(here))
    }
    return token
  },
  { site: ${JSON.stringify(site)} },
)

// Whoever signs in or out of the website: the counter forgets who was there before.
for (const form of document.querySelectorAll('form[data-changes-person]')) {
  form.addEventListener('submit', async (event) => {
    event.preventDefault()
    await signOut().catch(() => {})
    form.submit()
  })
}
`
