// Keep a prediction: what was typed and chosen outlives an answer, which draws everything anew.
let open = false, typed = {}, at = false                    // is the form open; fields by name; was the button pressed
const field = n => element.querySelector(`[data-field="${n}"]`)
element.addEventListener('click', e => {
  const b = e.target.closest('[data-do=keep]')
  if (!b) return
  at = true
  trigger('submit', {key: b.dataset.key, video: field('video').value, chosen: field('chosen').value})
})
for (const what of ['input', 'change']) element.addEventListener(what, e => { if (e.target.dataset.field) typed[e.target.dataset.field] = e.target.value })
element.addEventListener('toggle', e => { open = e.target.open }, true)

answered(() => {
  const d = element.querySelector('details')
  if (d) d.open = open || d.open
  for (const [f, v] of Object.entries(typed)) {
    const i = field(f)
    if (i && (f === 'video' || [...i.options].some(o => o.value === v))) i.value = v
  }
}, () => {
  const to = at && element.querySelector('[data-said]')
  at = false
  return to
})

new MutationObserver(() => trigger('apply', {})).observe(document.getElementById('board'), {childList: true, subtree: true})
