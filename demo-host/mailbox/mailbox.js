/** Loads the page again when a message has arrived; what is being read stays, and so does the place in the list. */
const place = 'guichet-demo-mailbox'
const side = document.querySelector('.side')

side.scrollTop = Number(sessionStorage.getItem(place) ?? 0)
document.querySelector('.list [aria-current]')?.scrollIntoView({ block: 'nearest' })
side.addEventListener('scroll', () => sessionStorage.setItem(place, String(side.scrollTop)))

let lost = false
const events = new EventSource('/mailbox/events')
events.addEventListener('message', () => location.reload())
events.addEventListener('error', () => (lost = true))
// The demo was started again meanwhile: its mailbox is another one.
events.addEventListener('open', () => lost && location.reload())
