// In a view on Gradio's page: `element` is the view, `trigger` sends an event to Python.
element.addEventListener('click', e => {                    // a button of a card, or an example
  const {dataset: d} = e.target.closest('[data-act],[data-try]') ?? {}
  if (d?.try) trigger('select', {index: +d.try})
  else if (d) trigger({why: 'select', drop: 'delete', again: 'copy'}[d.act], {index: +d.i})
})
element.addEventListener('change', e => {                   // a title
  const t = e.target
  if (!t.matches('input[data-i]')) return
  t.setAttribute('value', t.value)
  trigger('input', {index: +t.dataset.i, title: t.value})
})
