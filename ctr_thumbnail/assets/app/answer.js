// Put before the script of a view whose every answer draws it anew: what it says is said aloud, and the focus goes back to where it was.
const say = document.createElement('div')                   // where screen readers listen
say.className = 'ctr-said'
say.setAttribute('role', 'status')
element.after(say)

// biome-ignore lint/correctness/noUnusedVariables: the script that comes after it calls it
function answered(restore, place) {                         // `restore` takes up again what was half done; `place` is the element for the focus, if any
  watch('value', () => {
    say.textContent = element.querySelector('[data-said]')?.dataset.said ?? ''
    restore()
    const to = place()
    if (to && to !== document.activeElement) to.focus({preventScroll: true})
  })
}
