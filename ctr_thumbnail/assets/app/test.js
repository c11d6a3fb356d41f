// The Test tab: what was chosen and where the focus was outlive an answer, which draws everything anew.
let at = null, chosen = {}                                  // selector of what has the focus; fields by name
const field = n => element.querySelector(n === 'versions' ? '[data-field=versions]:checked' : `[data-field="${n}"]`)
const says = () => {
  const of = field('video')?.selectedOptions[0]?.dataset, line = element.querySelector('[data-says]')
  if (of && line) line.textContent = of[`says${field('versions')?.value ?? '1'}`] ?? ''
}
element.addEventListener('click', e => {
  const b = e.target.closest('[data-do]')
  if (!b) return
  at = `[data-do="${b.dataset.do}"][data-test="${CSS.escape(b.dataset.test ?? '')}"][data-video="${CSS.escape(b.dataset.video ?? '')}"]`
  trigger(b.dataset.do === 'read' ? 'select' : 'submit', {...b.dataset, ...(b.dataset.do === 'plan' && {chosen: field('video')?.value, versions: +field('versions')?.value})})
})
element.addEventListener('change', e => {
  const f = e.target.dataset.field
  if (f) chosen[f] = e.target.value
  says()
})

answered(() => {
  for (const [f, v] of Object.entries(chosen)) for (const i of element.querySelectorAll(`[data-field="${f}"]`)) {
    if (i.type === 'radio') i.checked = i.checked || i.value === v
    else if ([...i.options].some(o => o.value === v)) i.value = v
  }
  says()
}, () => {
  const to = at && (element.querySelector(at) || element.querySelector('[data-said]'))
  at = null
  return to
})

new MutationObserver(() => { if (element.offsetParent) trigger('apply', {}) }).observe(document.getElementById('board'), {childList: true, subtree: true})
