"Make the docs site in _docs/ with nothing but pip, then follow every internal link: python .ci/docs.py"
import html, json, re, shutil, subprocess, sys
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit

root = Path(__file__).resolve().parent.parent

def plain(name): return re.sub(r'^\d+[a-z]?_(?=.*\.ipynb$)', '', name) # 00a_youtube.ipynb → youtube.ipynb, the address nbdev gives the page

def plain_links(text, names, site):
    "Point `text` at the pages' final names, inside this site instead of at the published one"
    text = re.sub(r'\[(`[^`]+`)\]\([^()\s]+\.html#_\w+\)', r'\1', text) # nbdev links private names too, which have no entry
    for n in names: text = re.sub(rf'(?<![\w/]){re.escape(n)}\b', plain(n), text)
    return re.sub(re.escape(site)+r'/?(?=[\w#-]*(?:\.html|[#)"\\]))', '', text)

def stage(proc, site):
    "Give the notebooks nbdev left in `proc` the names their pages will have"
    names = [p.name for p in proc.glob('*.ipynb') if plain(p.name)!=p.name]
    for p in [*proc.glob('*.ipynb'), *proc.glob('*.md'), proc/'_quarto.yml']:
        text = plain_links(p.read_text(encoding='utf-8'), names, site)
        if p.suffix=='.ipynb': json.loads(text)
        p.with_name(plain(p.name)).write_text(text, encoding='utf-8')
        if plain(p.name)!=p.name: p.unlink()

def math(m):
    from latex2mathml.converter import convert
    return convert(html.unescape(m[2]).strip()[2:-2], display='block' if m[1]=='display' else 'inline')

def alone(site):
    "Let no page of `site` ask another host: formulas become MathML, fonts are the reader's own"
    for p in site.rglob('*.html'):
        text = p.read_text(encoding='utf-8')
        text = re.sub(r'<span class="math (inline|display)">(.*?)</span>', math, text, flags=re.S)
        p.write_text(re.sub(r'<link [^>]*katex[^>]*>|<script [^>]*katex[^>]*></script>', '', text), encoding='utf-8')
    for p in site.rglob('*.css'): p.write_text(re.sub(r'@import url\(https?:[^)]*\);', '', p.read_text(encoding='utf-8')), encoding='utf-8')

class Page(HTMLParser):
    "The ids of a page and the addresses it points at"
    def __init__(self, path):
        super().__init__()
        self.ids,self.links,self.foreign = set(),[],[]
        self.feed(path.read_text(encoding='utf-8'))
    def handle_starttag(self, tag, attrs):
        d = dict(attrs)
        self.ids |= {d[k] for k in ('id','name') if d.get(k)}
        links = [d[k] for k in ('href','src') if d.get(k)]
        self.links += links
        if tag=='script' or (tag=='link' and d.get('rel')=='stylesheet'): self.foreign += [o for o in links if urlsplit(o).netloc]

def problems(site):
    "One line for each internal link of the pages in `site` that leads nowhere"
    pages = {p.relative_to(site).as_posix(): Page(p) for p in site.rglob('*.html')}
    for name,page in pages.items():
        for link in dict.fromkeys(page.links):
            u = urlsplit(link)
            if u.scheme or u.netloc: continue
            to = unquote(urlsplit(urljoin(f'http://site/{name}', link)).path).lstrip('/')
            if not to or to.endswith('/'): to += 'index.html'
            if not (site/to).is_file(): yield f'{name}: {link} leads to no file'
            elif u.fragment and to in pages and unquote(u.fragment) not in pages[to].ids: yield f'{name}: {link} leads to no such place on the page'
    linked = {urlsplit(l).path.removeprefix('./') for l in pages['index.html'].links} if 'index.html' in pages else set()
    for name in pages:
        if name not in linked|{'index.html','404.html'}: yield f'{name}: the index does not lead to it; name it in the sidebar of nbs/_quarto.yml'
    for name,page in pages.items():
        text = (site/name).read_text(encoding='utf-8')
        for o in page.foreign: yield f'{name}: needs {o}, which a reader may not reach'
        if 'cell-output-error' in text: yield f'{name}: shows an error as an output'

def main():
    from nbdev.config import get_config
    from nbdev.quarto import refresh_quarto_yml
    from nbdev.serve import proc_nbs
    refresh_quarto_yml()
    proc,cfg = proc_nbs(force=True, n_workers=2),get_config()
    shutil.copy(root/'nbs'/'nbdev.yml', proc)
    stage(proc, (cfg.doc_host+cfg.doc_baseurl).rstrip('/'))
    run = subprocess.run([sys.executable, '-m', 'smalldocs.cli', 'render', str(proc)], capture_output=True, text=True)
    print(run.stdout+run.stderr)
    if run.returncode: sys.exit('docs: smalldocs stopped, see above')
    docs = root/'_docs'
    shutil.rmtree(docs, ignore_errors=True)
    shutil.move(proc/docs.name, docs)
    alone(docs)
    bad = list(problems(docs))
    print(*bad, sep='\n')
    n = len(list(docs.rglob('*.html')))
    if bad: sys.exit(f'docs: {len(bad)} broken links or pages')
    print(f'docs: {n} pages in _docs/, every internal link holds')

if __name__=='__main__': main()
