"Make README.md from nbs/index.ipynb: python .ci/readme.py (with --check: change nothing, fail where they differ)"
import json, re, sys
from pathlib import Path
from pages import docs_site, in_step

root = Path(__file__).resolve().parent.parent
note = '<!-- Made from nbs/index.ipynb by .ci/readme.py: change it there. -->\n\n'

def fence(text, lang=''):
    "`text` as a code block that nothing inside can close"
    ticks = '`'*max(3, 1+max((len(m) for m in re.findall('`+', text)), default=0))
    return f'{ticks}{lang}\n{text.rstrip()}\n{ticks}'

def output(o):
    "One saved output of a cell as Markdown"
    if o['output_type']=='error': raise SystemExit('readme: nbs/index.ipynb shows an error; run it again')
    if o['output_type']=='stream': return fence(''.join(o['text'])) if o['name']=='stdout' else ''
    data = o['data']
    if 'text/markdown' in data: return ''.join(data['text/markdown'])
    if any(k.startswith('image/') for k in data): raise SystemExit('readme: save the picture in nbs/images/ and show it with ![…](images/…)')
    return fence(''.join(data['text/plain']))

def code(cell):
    "A code cell and its outputs, as far as its `#|` lines show them"
    opts = dict(re.match(r'#\|\s*([\w-]+):?\s*(.*)', l).groups() for l in cell['source'].splitlines() if re.match(r'#\|\s*[\w-]', l))
    if opts.keys() & {'hide','export','exports','exporti','default_exp'} or opts.get('include')=='false': return []
    text = re.sub(r'^#\|.*\n?', '', cell['source'], flags=re.M).strip()
    shown = [] if opts.get('echo')=='false' or 'hide_input' in opts else [fence(text, 'python')]
    return shown + ([] if opts.get('output')=='false' or 'hide_output' in opts else [output(o) for o in cell['outputs']])

def links(text, doc_url):
    "Other notebooks become their pages on the docs site, pictures their files in the repository"
    text = re.sub(r'(?<=\]\()(?:\d+[a-z]?_)?(\w+)\.ipynb(?=[#)])', rf'{doc_url}/\1.html', text)
    return re.sub(r'(?<=[("])images/', 'nbs/images/', text)

def readme(root):
    nb = json.loads((root/'nbs'/'index.ipynb').read_text(encoding='utf-8'))
    doc_url,parts = docs_site(root),[]
    for c in nb['cells']:
        c['source'] = ''.join(c['source'])
        parts += [links(re.sub(r'^(#\|.*\n)+', '', c['source']), doc_url)] if c['cell_type']=='markdown' else code(c) if c['cell_type']=='code' else []
    return note+'\n\n'.join(p.strip() for p in parts if p.strip())+'\n'

if __name__=='__main__': in_step(root/'README.md', readme(root), 'the cells of nbs/index.ipynb', '--check' in sys.argv[1:])
