/** Development only: this page loads itself again when the widgets were rebuilt or the website was restarted. */
let here
const loader = document.querySelector('script[src$="/guichet.js"]')

async function loadAgain() {
  // A reload takes scripts from the browser's cache, and the loader is good for five minutes there.
  if (loader) await fetch(loader.src, { cache: 'reload' }).catch(() => undefined)
  location.reload()
}

new EventSource('/dev-reload').addEventListener('message', ({ data }) => {
  here ??= data
  if (data !== here) void loadAgain()
})
