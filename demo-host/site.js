/** The mobile menu, and on a narrow screen the tab of this page in sight. */
const button = document.querySelector('.menu-button')
const menu = document.getElementById('menu')

function openMenu(open) {
  button.setAttribute('aria-expanded', String(open))
  menu.classList.toggle('open', open)
}

button.addEventListener('click', () => openMenu(button.getAttribute('aria-expanded') !== 'true'))
document.addEventListener('keydown', (press) => {
  if (press.key !== 'Escape' || button.getAttribute('aria-expanded') !== 'true') return
  openMenu(false)
  button.focus()
})

const here = document.querySelector('.tabs [aria-current]')
if (here) {
  const row = here.parentElement
  const middle = (box) => box.left + box.width / 2
  row.scrollLeft += middle(here.getBoundingClientRect()) - middle(row.getBoundingClientRect())
}
