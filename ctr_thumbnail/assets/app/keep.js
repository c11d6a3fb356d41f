// Every answer draws the cards anew: the place of the focus and half-typed titles are remembered and taken up again.
let at = null, draft = {}                                   // selector of what has the focus; titles by candidate
const key = t => `${t.tagName}[data-i="${t.dataset.i}"]${t.dataset.act ? `[data-act="${t.dataset.act}"]` : ''}`
element.addEventListener('focusin', e => {
  const t = e.target.closest('[data-i]')
  at = t ? key(t) : null
})
for (const what of ['focusin', 'pointerdown']) document.addEventListener(what, e => { if (!element.contains(e.target)) at = null })
element.addEventListener('input', e => { if (e.target.matches('input[data-i]')) draft[e.target.dataset.i] = e.target.value })
element.addEventListener('change', e => { delete draft[e.target.dataset.i] })
element.addEventListener('click', e => { if (e.target.closest('[data-act=drop]')) draft = {} })

answered(() => {
  for (const t of element.querySelectorAll('input[data-i]')) {
    const v = draft[t.dataset.i] ?? t.getAttribute('value') ?? ''
    if (t.value !== v) t.value = v
  }
}, () => at && (element.querySelector(at) || element.querySelector('button')))
