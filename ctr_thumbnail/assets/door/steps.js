const say = document.createElement('div'); say.className = 'ctr-said'; say.setAttribute('role', 'status'); element.after(say);
watch('value', () => { const s = element.querySelector('[data-said]'), t = s ? s.dataset.said : ''; if (say.textContent!==t) say.textContent = t; });
