// The answer to "why?" has come: bring it into view, and move the focus to it.
const still = matchMedia('(prefers-reduced-motion: reduce)').matches
document.getElementById('more').scrollIntoView({behavior: still ? 'auto' : 'smooth'})
const heading = document.querySelector('#why h2')
if (heading) {
  heading.tabIndex = -1
  heading.focus({preventScroll: true})
}
