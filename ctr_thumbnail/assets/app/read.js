// What a test says has come: bring it into view, and move the focus to it.
const heading = document.querySelector('#reading h2')
if (heading) {
  heading.scrollIntoView({behavior: matchMedia('(prefers-reduced-motion: reduce)').matches ? 'auto' : 'smooth'})
  heading.tabIndex = -1
  heading.focus({preventScroll: true})
}
