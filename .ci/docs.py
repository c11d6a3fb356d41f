"Make the docs site in _docs/ with nothing but pip, then follow every internal link: python .ci/docs.py"
import html, json, re, shutil, subprocess, sys, textwrap
from html.parser import HTMLParser
from pathlib import Path
from urllib.parse import unquote, urljoin, urlsplit
from fastcore.docments import DocmentTbl
from nbdev import showdoc
from pages import plain

root = Path(__file__).resolve().parent.parent

def with_table(base):
    "`show_doc` as nbdev's `base` has it, with the comments of the parameters in a table below the signature instead of inside it"
    def markdown(self):
        text = base(self).replace(sys.executable, 'sys.executable') # a default that differs from machine to machine
        m = re.search(r'```python\n(.*?)\n```', text, re.S)
        try: table = str(DocmentTbl(self.sym)).replace(sys.executable, 'sys.executable')
        except Exception: table = '' # not everything has parameters
        if not m or not table and '#' in m[1]: return text
        bare = ' '.join(re.sub(r'(?m)[ \t]+# .*$', '', m[1]).split()).replace('( ', '(').replace(', )', ')').replace(' )', ')').removesuffix(':')
        bare = textwrap.fill(bare, 84, subsequent_indent='    ', break_long_words=False, break_on_hyphens=False)
        return text[:m.start(1)]+bare+text[m.end(1):]+'\n\n'+table+'\n'
    return markdown

if __name__ in ('__main__','__mp_main__'): showdoc.BasicMarkdownRenderer._repr_markdown_ = with_table(showdoc.BasicMarkdownRenderer._repr_markdown_) # in nbdev's workers too

def plain_links(text, names, site):
    "Point `text` at the pages' final names, inside this site instead of at the published one"
    text = re.sub(r'\[(`[^`]+`)\]\([^()\s]+\.html#_\w+\)', r'\1', text) # nbdev links private names too, which have no entry
    text = re.sub(r'\[\[(`[^`]+`)\]\([^()]*\)\](?=\()', r'[\1]', text) # … and names that are inside a link already
    for n in names: text = re.sub(rf'(?<![\w/]){re.escape(n)}\b', plain(n), text)
    return re.sub(re.escape(site)+r'/?(?=[\w#-]*(?:\.html|[#)"\\]))', '', text)

def stage(proc, site):
    "Give the notebooks nbdev left in `proc` the names their pages will have, and ask for a Markdown copy of each page"
    names = [p.name for p in proc.glob('*.ipynb') if plain(p.name)!=p.name]
    for p in [*proc.glob('*.ipynb'), *proc.glob('*.md'), proc/'_quarto.yml']:
        text = plain_links(p.read_text(encoding='utf-8'), names, site)
        if p.suffix=='.ipynb':
            nb = json.loads(text)
            for c in nb['cells']: # what nbdev reads in Markdown is not for readers
                if c['cell_type']=='markdown': c['source'] = re.sub(r'^(#\|.*\n)+', '', ''.join(c['source']))
            text = json.dumps(nb)
        p.with_name(plain(p.name)).write_text(text, encoding='utf-8')
        if plain(p.name)!=p.name: p.unlink()
    config = proc/'_quarto.yml'
    config.write_text(config.read_text(encoding='utf-8').replace('\nwebsite:\n', '\nwebsite:\n  llms-txt: true\n', 1), encoding='utf-8')

def copies(docs, ours):
    "The Markdown copies get the addresses that nbdev writes into docstrings, `data.html.md`, and llms.txt is the one that .ci/llms.py makes"
    for p in docs.rglob('*.llms.md'):
        text = re.sub(r'\.llms\.md\b', '.html.md', p.read_text(encoding='utf-8'))
        text = re.sub(r'<style.*?</style>|<!--.*?-->|<img [^>]*src="data:[^"]*"[^>]*>', '', text, flags=re.S) # pictures and styles are no text
        p.with_name(p.name.replace('.llms.md', '.html.md')).write_text(text, encoding='utf-8')
        p.unlink()
    shutil.copy(ours, docs/'llms.txt')

def columns(m):
    "Mark a printed table, whose lines must not be broken, and break the sentences around it"
    lines = m[2].splitlines()
    gaps = [len(re.findall(r'\S {2,}(?=\S)', html.unescape(re.sub(r'<[^>]+>', '', l)))) for l in lines]
    if sum(g>=2 for g in gaps)<2 and sum(g>=1 for g in gaps)<3: return m[0]
    indent = lambda l: re.match(' *', l)[0]
    lines = [l if g or len(l)<85 or '<' in l else textwrap.fill(l, 84, subsequent_indent=indent(l)+'    ', break_long_words=False, break_on_hyphens=False) for l,g in zip(lines, gaps)]
    return f'{m[1]} class="columns"><code>'+'\n'.join(lines)

def math(m):
    from latex2mathml.converter import convert
    return convert(html.unescape(m[2]).strip()[2:-2], display='block' if m[1]=='display' else 'inline')

def alone(site):
    "Let no page of `site` ask another host: formulas become MathML, fonts are the reader's own"
    for p in site.rglob('*.html'):
        text = p.read_text(encoding='utf-8')
        text = re.sub(r'<span class="math (inline|display)">(.*?)</span>', math, text, flags=re.S)
        text = re.sub(r'(<div class="cell-output cell-output-stdout">\s*<pre)(?:><code>)(.*?)(?=</code></pre>)', columns, text, flags=re.S)
        text = text.replace('https://colab.research.google.com/assets/colab-badge.svg', 'images/colab.svg')
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
        if tag in ('script','img','iframe') or (tag=='link' and d.get('rel')=='stylesheet'): self.foreign += [o for o in links if urlsplit(o).netloc]

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
    yield from text_problems(site)

def text_problems(site):
    "The same for llms.txt: one line for each of its links into this site that has no file"
    if not (site/'llms.txt').is_file(): yield 'there is no llms.txt'; return
    links = re.findall(r'\]\(([^)\s]+)\)', (site/'llms.txt').read_text(encoding='utf-8'))
    for link in links:
        if not (site/urlsplit(link).path.rpartition('/')[2]).is_file(): yield f'llms.txt: {link} leads to no file'
    for p in site.glob('*.html'):
        if p.name=='404.html': continue
        if not p.with_name(f'{p.name}.md').is_file(): yield f'{p.name}: there is no {p.name}.md for those who read text'
        if not any(l.endswith(f'/{p.name}.md') for l in links): yield f'{p.name}: llms.txt has no line for it; name it in the sidebar and run: python .ci/llms.py'

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
    copies(docs, root/'nbs'/'llms.txt')
    bad = list(problems(docs))
    print(*bad, sep='\n')
    n = len(list(docs.rglob('*.html')))
    if bad: sys.exit(f'docs: {len(bad)} broken links or pages')
    print(f'docs: {n} pages in _docs/, every internal link holds')

if __name__=='__main__': main()
