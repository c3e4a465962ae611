/** The mobile menu. */
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
