let tries = 0;
const go = () => { const a = document.querySelector('#taken a[href]'); if (a) a.click(); else if (tries++<40) setTimeout(go, 100); };
go();
