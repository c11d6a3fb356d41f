const h = document.querySelector('#hall .verdict') ?? document.querySelector('.oops h2');
if (h) { h.tabIndex = -1; h.focus({preventScroll:true}); h.scrollIntoView({block:'center'}); }
