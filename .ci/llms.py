"""Make nbs/llms.txt: what the library is, how to use it in twenty lines, every page with a line on what it is for. python .ci/llms.py (with --check: change nothing, fail where they differ)
The first comes from nbs/index.ipynb, the second from the docstring of ctr_thumbnail.skill, the pages from the sidebar in nbs/_quarto.yml."""
import ast, json, re, sys
from pathlib import Path
import yaml
from pages import docs_site, in_step, plain

root = Path(__file__).resolve().parent.parent
note = '<!-- Made by .ci/llms.py from nbs/index.ipynb, ctr_thumbnail/skill.py and nbs/_quarto.yml: change it there. -->'

def title(nb):
    "Heading and one line of a notebook"
    src = next(''.join(c['source']) for c in json.loads(nb.read_text(encoding='utf-8'))['cells'] if c['cell_type']=='markdown')
    return re.match(r'# (.+)\n+> (.+)', src).groups()

def intro(nb):
    "The paragraphs of a notebook that are exported to the package's docstring"
    cells = [''.join(c['source']) for c in json.loads(nb.read_text(encoding='utf-8'))['cells'] if c['cell_type']=='markdown']
    return '\n\n'.join(re.sub(r'^(#\|.*\n)+', '', s).strip() for s in cells if re.match(r'#\|\s*export', s))

def part(doc, heading):
    "What stands below a heading of a docstring"
    return re.search(rf'^## {heading}\n+(.*?)(?=\n## |\nDocs: |\Z)', doc, re.M|re.S)[1].strip()

def pages(sidebar):
    "(section, [(text, notebook), …]) in the order of the sidebar; what has no section opens the first one"
    alone = [(o['text'], o['href']) for o in sidebar if 'href' in o]
    for s in (o for o in sidebar if 'section' in o):
        yield s['section'], [*alone, *((o['text'], o['href']) for o in s['contents'])]
        alone = []

def llms(root):
    name,about = title(root/'nbs'/'index.ipynb')
    doc = ast.get_docstring(ast.parse((root/'ctr_thumbnail'/'skill.py').read_text(encoding='utf-8')))
    sidebar = yaml.safe_load((root/'nbs'/'_quarto.yml').read_text(encoding='utf-8'))['website']['sidebar']['contents']
    address = lambda nb: f'{docs_site(root)}/{plain(nb).removesuffix(".ipynb")}.html.md'
    parts = [f'# {name}', f'> {about}', intro(root/'nbs'/'index.ipynb'), '## How to use it', part(doc, 'The road'), part(doc, 'In Python')]
    for section,links in pages(sidebar):
        parts += [f'## {section}', '\n'.join(f'- [{text}]({address(nb)}): {title(root/"nbs"/nb)[1]}' for text,nb in links)]
    return '\n\n'.join([*parts, note])+'\n'

if __name__=='__main__': in_step(root/'nbs'/'llms.txt', llms(root), 'the index, the skill and the sidebar', '--check' in sys.argv[1:])
