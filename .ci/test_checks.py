"A check that cannot fail is none: each is shown something broken and must say so. python .ci/test_checks.py"
import json, os, subprocess, sys, tempfile
from pathlib import Path
from unittest.mock import patch
import checks, docs, llms, pages, readme, weight

def files(root, texts):
    for name,text in texts.items():
        p = root/name
        p.parent.mkdir(parents=True, exist_ok=True)
        p.write_text(text, encoding='utf-8')
    subprocess.run(['git', 'init', '-q', str(root)], check=True)
    subprocess.run(['git', 'add', '-A'], cwd=root, check=True)
    return root

def cell(source, *outputs, kind='code'): return dict(cell_type=kind, source=source, **({} if kind!='code' else {'outputs':list(outputs)}))
def notebook(*cells): return json.dumps(dict(cells=cells))
def text(s, name='stdout'): return dict(output_type='stream', name=name, text=[s])
def expect(problems, *words):
    problems = list(problems)
    assert len(problems)==len(words) and all(w in p for w,p in zip(words, problems)), (words, problems)

def test_outputs(root):
    files(root, {'nbs/a.ipynb': notebook(cell('1', text('fine')))})
    expect(checks.outputs(root))
    bad = dict(error=dict(output_type='error', ename='E', evalue='', traceback=[]), warning=text('x', 'stderr'), path=text('saved in /ho'+'me/me/x.csv'))
    for word,o in bad.items():
        files(root, {'nbs/a.ipynb': notebook(cell('1', o))})
        expect(checks.outputs(root), word)
    files(root, {'nbs/a.ipynb': notebook(cell('1', text('/ho'+'x'*2_000_000)))})
    expect(checks.outputs(root), 'weigh 2.0 MB')

def in_step(root, maker, name, made):
    "The maker's own check holds for what it makes, and fails where somebody changed it by hand"
    files(root, {f'.ci/{Path(m.__file__).name}': Path(m.__file__).read_text(encoding='utf-8') for m in (maker,pages)}|{name: made})
    check = lambda: subprocess.run([sys.executable, str(root/'.ci'/Path(maker.__file__).name), '--check'], capture_output=True, text=True)
    assert check().returncode==0
    files(root, {name: made+'by hand'})
    said = check()
    assert said.returncode==1 and '-by hand' in said.stdout and f'run: python .ci/{Path(maker.__file__).name}' in said.stderr, said

def test_apart(root):
    files(root, {'nbs/a.ipynb': notebook(cell('import os\nfrom a import b'), cell('def f():\n    import c'), cell('#| eval: false\nimport d\nd.e()'), cell('import nbdev; nbdev.nbdev_export()'))})
    expect(checks.apart(root))
    files(root, {'nbs/a.ipynb': notebook(cell('x = 1'), cell('import os\nprint(os.sep, x)'))})
    expect(checks.apart(root), 'a.ipynb: cell 1 imports beside other code: print')

def test_titles(root):
    md = lambda s: notebook(cell('#| default_exp a'), cell(s, kind='markdown'))
    expect(checks.titles(files(root, {'nbs/a.ipynb': md('# a\n\n> What it is\n')})))
    files(root, {'nbs/a.ipynb': md('# a\n\n> What it is\n\nAnd more.'), 'nbs/b.ipynb': md('## b')})
    expect(checks.titles(root), 'a.ipynb: give the prose below the title a cell of its own: And more.', 'b.ipynb: begins without')

def test_long(root):
    import long as listed
    slow = {f'nbs/{n}.ipynb': notebook(cell('#| slow\n1')) for n in (*listed.LONG, *listed.ALONE)}
    expect(checks.long(files(root, slow)))
    files(root, {'nbs/new.ipynb': notebook(cell('1'), cell('#| slow\n2')), f'nbs/{listed.LONG[0]}.ipynb': notebook(cell('1'))})
    expect(checks.long(root), 'new: its long cells (#| slow) run nowhere', f'{listed.LONG[0]} is named in .ci/long.py and has no long')

def test_badges(root):
    nb = lambda name, end: notebook(cell(f'[![Open in Colab](https://x.io/colab-badge.svg)](https://colab.research.google.com/github/a/b/blob/main/nbs/{name})', kind='markdown'),
                                    cell("if 'google.colab' in sys.modules: get_ipython().system('pip install a')"), cell(f'#| hide\nimport nbdev; {end}'))
    expect(checks.colab(files(root, {'nbs/a.ipynb': nb('a.ipynb', 'nbdev.config.is_nbdev() and nbdev.nbdev_export()')})))
    files(root, {'nbs/b.ipynb': nb('a.ipynb', 'nbdev.nbdev_export()').replace('pip install', 'pip list')})
    expect(checks.colab(root), 'b.ipynb: its badge opens a.ipynb', 'no install cell', 'complains on Colab')

def test_private(root):
    own = notebook(cell('#| default_exp a'), cell('from ctr_thumbnail.a import _b\nfrom ctr_thumbnail import a\na._b'))
    expect(checks.private(files(root, {'ctr_thumbnail/a.py': 'import os\nfrom .b import c\nos._exit(c._d)\n', 'nbs/a.ipynb': own})))
    files(root, {'ctr_thumbnail/a.py': 'from .b import _c\nfrom . import b as d, e\nd._f\n', 'ctr_thumbnail/b.py': 'def f():\n    import ctr_thumbnail.a\n    ctr_thumbnail.a._g()\n'})
    files(root, {'nbs/a.ipynb': own.replace('default_exp a', 'default_exp b')})
    expect(checks.private(root), 'a.py: uses b._c', 'a.py: uses b._f', 'b.py: uses a._g', 'a.ipynb: uses a._b', 'a.ipynb: uses a._b')

def test_encodings(root):
    good = "open('a', 'rb')\nopen('a', encoding='utf-8')\nImage.open(f)\np.write_text(s, encoding='utf-8', newline='')\nd.to_csv(lineterminator='\\n')\nrun(['a'], text=True, encoding='utf-8')\n"
    expect(checks.encodings(files(root, {'ctr_thumbnail/a.py': good})))
    bad = "open('a')\nopen('a', mode='w', encoding='utf-8')\np.read_text()\np.write_text(s)\nd.to_csv(p)\nrun(['a'], text=True)\nos.fdopen(f, 'a')\n"
    files(root, {'ctr_thumbnail/a.py': bad})
    expect(checks.encodings(root), 'a.py:1: open without encoding=', 'a.py:2: open without newline=', 'a.py:3: read_text', 'a.py:4: write_text without encoding=', 'a.py:4: write_text without newline=',
           'a.py:5: to_csv without lineterminator=', 'a.py:6: run without encoding=', 'a.py:7: fdopen without encoding=', 'a.py:7: fdopen without newline=')

def test_modules(root):
    files(root, {'nbs/00_a.ipynb': notebook(cell('#| default_exp a'), cell('x = 1')), 'ctr_thumbnail/__init__.py': '', 'ctr_thumbnail/_modidx.py': '', 'ctr_thumbnail/a.py': ''})
    expect(checks.modules(root))
    files(root, {'ctr_thumbnail/b.py': ''})
    expect(checks.modules(root), 'b.py: no notebook makes it')

def test_secrets(root):
    expect(checks.secrets(files(root, {'a': 'AIza, hf_token and AIzaShort'})))
    expect(checks.secrets(files(root, {'a': 'AIza'+'b'*35, 'b': 'hf_'+'c'*34})), 'a: looks like a key: AIzabb', 'b: looks')

def test_requirements(root):
    ini = '[DEFAULT]\nrequirements =\n    # pictures\n    pillow>=12\n'
    files(root, {'settings.ini': ini, 'ctr_thumbnail/a.py': 'import os\nfrom PIL import Image\nfrom ctr_thumbnail.b import *\n'})
    expect(checks.requirements(root))
    files(root, {'settings.ini': ini+'    requests>=2\n', 'ctr_thumbnail/a.py': 'import PIL, numpy.linalg\n'})
    expect(checks.requirements(root), 'imports numpy', 'nothing imports requests')

def test_imports(root):
    expect(checks.imports(files(root, {'ctr_thumbnail/__init__.py': '', 'ctr_thumbnail/a.py': ''})))
    files(root, {'ctr_thumbnail/__init__.py': 'import json, PIL', 'ctr_thumbnail/b.py': 'import sys\nsys.modules["torch"] = sys\n'})
    expect(checks.imports(root), 'import ctr_thumbnail brings PIL', 'ctr_thumbnail.b brings torch')
    files(root, {'ctr_thumbnail/__init__.py': '', 'ctr_thumbnail/a.py': '1/0'})
    expect(checks.imports(root), 'ZeroDivisionError')

def test_lint(root):
    here,page = Path(checks.__file__).resolve().parent.parent,'<!doctype html>\n<html lang="en"><head><title>a</title></head><body><img src="a.png"{}></body></html>\n'
    files(root, {'biome.jsonc': (here/'biome.jsonc').read_text(encoding='utf-8')})
    good = {'page/a.js': 'document.title = `${1}`\n', 'page/a.css': 'p { color:red; }\n', 'page/a.html': page.format(' alt=""'), 'app/a.js': "trigger('select', element)\n"}
    bad = {'page/a.js': 'titel = 1 == 2\n', 'page/a.css': 'p { colour:red; }\n', 'page/a.html': page.format(''), 'app/a.js': 'watchh()\n'}
    files(root, {f'ctr_thumbnail/assets/{n}':t for n,t in good.items()})
    expect(checks.lint(root))
    files(root, {f'ctr_thumbnail/assets/{n}':t for n,t in bad.items()})
    expect(sorted(checks.lint(root)), 'app/a.js:1: correctness/noUndeclaredVariables', 'page/a.css:1: correctness/noUnknownProperty', 'page/a.html:2: a11y/useAltText', 'page/a.js:1: correctness/noUndeclaredVariables', 'page/a.js:1: suspicious/noDoubleEquals')
    files(root, {'ctr_thumbnail/assets/page/a.css': 'p { ', **{f'ctr_thumbnail/assets/{n}':t for n,t in good.items() if n!='page/a.css'}})
    assert list(checks.lint(root)), 'a file that cannot be read'

def test_changelog(root):
    files(root, {'ctr_thumbnail/__init__.py': '__version__ = "0.2.0"\n', 'CHANGELOG.md': '# Changes\n\n## 0.2.0, not yet released\n\n## 0.1.0, 2026-01-01\n'})
    with patch.dict(os.environ, GITHUB_REF_TYPE='branch', GITHUB_REF_NAME='main'): expect(checks.changelog(root))
    with patch.dict(os.environ, GITHUB_REF_TYPE='tag', GITHUB_REF_NAME='v0.1.0'): expect(checks.changelog(root), 'the tag is v0.1.0', 'gives 0.2.0 no date')
    files(root, {'CHANGELOG.md': '# Changes\n\n## 0.1.0, 2026-01-01\n'})
    expect(checks.changelog(root), 'does not begin with "## 0.2.0')

def test_package(root):
    here = Path(checks.__file__).resolve().parent.parent
    for f in ('setup.py','pyproject.toml','LICENSE','README.md','MANIFEST.in','CHANGELOG.md','settings.ini'): files(root, {f: (here/f).read_text(encoding='utf-8')})
    files(root, {'ctr_thumbnail/__init__.py': '__version__ = "0.2.0"\n', 'ctr_thumbnail/page.css': 'p{}', 'ctr_thumbnail/assets/a.bin': 'x', 'ctr_thumbnail/assets/page/b.css': 'p{}', 'MANIFEST.in': 'include settings.ini\n', 'README.md': 'Title\n=====\n\n`x'})
    expect(checks.package(root), 'tar.gz lacks CHANGELOG.md', 'tar.gz lacks ctr_thumbnail/page.css', 'whl lacks ctr_thumbnail/page.css') # what is in assets is there

def test_colab(root):
    import colab
    from nbformat.v4 import new_code_cell, new_notebook, new_output
    mine,drive = root/'mine',root/'drive'
    whole = {f'{d}/{f}':'x' for d in ('mine','drive') for f in ('videos.csv','dataset/thumbnail_ctr.csv','model/config.json','space/app.py')}
    files(root, whole)
    nb = new_notebook(cells=[new_code_cell('1', outputs=[new_output('stream', name='stderr', text='50%|##  |'), new_output('stream', text='1 new packages; replaced: nothing')])])
    expect(colab.problems(nb, mine, drive))
    nb.cells[0].outputs[1:] = [new_output('stream', name='stderr', text='UserWarning: no'), new_output('stream', text=colab.key+'; replaced: torch')]
    (drive/'videos.csv').write_text('y'); (mine/'space'/'app.py').unlink(); (mine/'more.txt').write_text(colab.key)
    expect(colab.problems(nb, mine, drive), 'UserWarning', 'replaced nothing', 'the key is in the notebook', 'made no space/app.py', "Drive lacks 2 of the files, or holds others: ['more.txt', 'videos.csv']", 'the key is in a file')
    try: colab.own(new_notebook(cells=[new_code_cell("channel = 'x'")]))
    except AssertionError: pass
    else: raise AssertionError('a tutorial without its line')

def test_links(root):
    page = '<a href="{}">x</a><img src="x.png"><h2 id="here">'
    nav = '<a href="./b.html">b</a>'
    files(root, {'index.html': nav+page.format('b.html#here'), 'b.html': page.format('index.html#here'), 'x.png': ''})
    files(root, {'llms.txt': '- [a](https://s.io/p/b.html.md)\n- [i](https://s.io/p/index.html.md)\n- [c](https://s.io/p/c.html.md)', 'index.html.md': 'a', 'b.html.md': 'b', 'c.html.md': 'c'})
    expect(docs.problems(root))
    files(root, {'b.html': page.format('index.html#gone'), 'c.html': page.format('d.html')+'cell-output-error'})
    expect(docs.problems(root), 'index.html#gone leads to no such place', 'd.html leads to no file', 'c.html: the index does not lead', 'c.html: shows an error')
    files(root, {'b.html': '<script src="https://s.io/x.js"></script>', 'c.html': '<a href="index.html"></a>', 'index.html': nav+'<a href="c.html">'})
    expect(docs.problems(root), 'b.html: needs https://s.io/x.js')
    files(root, {'b.html': '<img src="https://s.io/x.png">', 'llms.txt': '- [a](https://s.io/p/gone.html.md) [i](https://s.io/p/index.html.md) [c](https://s.io/p/c.html.md)'})
    (root/'c.html.md').unlink()
    expect(docs.problems(root), 'b.html: needs https://s.io/x.png', 'llms.txt: https://s.io/p/gone.html.md leads to no file', 'llms.txt: https://s.io/p/c.html.md leads to no file', 'b.html: llms.txt has no line for it', 'c.html: there is no c.html.md')
    assert docs.plain_links('[x](00a_you.ipynb#k) "https://s.io/p/you.html#f" https://s.io/p/', ['00a_you.ipynb'], 'https://s.io/p')=='[x](you.ipynb#k) "you.html#f" https://s.io/p/'
    assert docs.plain_links('[`_a`](https://s.io/p/you.html#_a) [`a`](https://s.io/p/you.html#a)', [], 'https://s.io/p')=='`_a` [`a`](you.html#a)'
    assert docs.plain_links('[[`a`](https://s.io/p/you.html#a)](00b_x.ipynb)', ['00b_x.ipynb'], 'https://s.io/p')=='[`a`](x.ipynb)'

def test_copies(root):
    site,ours = root/'site',root/'llms.txt'
    files(root, {'site/a.llms.md': '# a\n\nOne line\n\n[b](b.llms.md)<style>p{}</style> <img alt="x" src="data:image/png;base64,AA=="> [c](c.png)', 'site/llms.txt': '# made by smalldocs', 'llms.txt': '# ours'})
    docs.copies(site, ours)
    assert (site/'a.html.md').read_text()=='# a\n\nOne line\n\n[b](b.html.md)  [c](c.png)' and not (site/'a.llms.md').exists()
    assert (site/'llms.txt').read_text()=='# ours'

def test_llms(root):
    files(root, {'nbs/index.ipynb': notebook(cell('# name\n\n> About it', kind='markdown'), cell('#| export\nMore.', kind='markdown'), cell('not this', kind='markdown')),
                 'nbs/00a_x.ipynb': notebook(cell('#| default_exp x'), cell('# x\n\n> What x does\n', kind='markdown')), 'pyproject.toml': 'Documentation = "https://s.io/p"\n',
                 'nbs/_quarto.yml': 'website:\n  sidebar:\n    contents:\n      - text: Why\n        href: index.ipynb\n      - section: Parts\n        contents:\n          - text: "x: it"\n            href: 00a_x.ipynb\n',
                 'ctr_thumbnail/skill.py': '"""Skill\n\n## The road\n\n    ctr-x\n\n## In Python\n\nx()\n\n## More\n\nno\n\nDocs: https://s.io"""\n'})
    made = llms.llms(root)
    assert made==f'# name\n\n> About it\n\nMore.\n\n## How to use it\n\nctr-x\n\nx()\n\n## Parts\n\n- [Why](https://s.io/p/index.html.md): About it\n- [x: it](https://s.io/p/x.html.md): What x does\n\n{llms.note}\n', made
    in_step(root, llms, 'nbs/llms.txt', made)

def test_weight(root):
    package = lambda name, *needs: dict(metadata=dict(name=name, requires_dist=[*needs, 'dev-tool>=1 ; extra == "dev"']))
    packages = {p['metadata']['name']:p for p in (package('ctr-thumbnail', 'torch>=2.5', 'small_one'), package('torch', 'nvidia-x', 'shared'), package('nvidia-x'), package('small-one', 'shared>1'), package('shared'))}
    assert weight.without(packages, {'torch'})=={'ctr-thumbnail','small-one','shared'}
    assert weight.without(packages, set())==set(packages)
    (root/'a b.whl').write_bytes(b'12345')
    assert weight.weight(dict(download_info=dict(url=(root/'a b.whl').as_uri())))==5

def test_tables(root):
    class Shown:
        def sym(a:int, # how many
                b:str='x # y', # what
               )->str: ... # text
    base = lambda self: '### f\n\n```python\ndef f(\n    a:int, # how many\n    b:str=\'x\', # what\n)->str: # text\n```\n\n*Does*'
    made = docs.with_table(base)(Shown)
    assert "```python\ndef f(a:int, b:str='x')->str\n```\n\n*Does*\n\n|" in made and '| a | int |  | how many |' in made, made
    class Bare: sym = 1
    assert docs.with_table(lambda self: '```python\ndef g(\n    d\n):\n```')(Bare).startswith('```python\ndef g(d)\n```')
    assert docs.with_table(lambda self: f"x='{sys.executable}'")(Bare)=="x='sys.executable'"
    assert docs.with_table(lambda self: '### C')(Shown)=='### C'

def test_alone(root):
    files(root, {'b.html': '<img src="https://colab.research.google.com/assets/colab-badge.svg">'})
    files(root, {'a.html': '<link rel="stylesheet" href="https://c.io/katex.css"><script src="https://c.io/katex.js" defer></script><p><span class="math inline">\\(a&lt;b^2\\)</span>', 'a.css': '@import url(https://f.io/x?a=1;2);p{color:red}'})
    docs.alone(root)
    made = (root/'a.html').read_text(encoding='utf-8')
    assert made.startswith('<p><math') and '<msup>' in made and 'c.io' not in made, made
    table = '<div class="cell-output cell-output-stdout">\n<pre><code>{}</code></pre>'
    for text,wide in (('a  b   c\n1  2   3\n'+'word '*30, True), ('some words\nand more', False)):
        files(root, {'c.html': table.format(text)})
        docs.alone(root)
        made = (root/'c.html').read_text()
        assert ('<pre class="columns"><code>' in made)==wide and max(map(len, made.splitlines()))<100
    assert (root/'b.html').read_text()=='<img src="images/colab.svg">'
    assert (root/'a.css').read_text()=='p{color:red}'

def test_readme(root):
    nb = notebook(cell('#| export\n# name\n\n[d](00_data.ipynb#a) ![p](images/p.png)', kind='markdown'), cell('#| hide\nimport nbdev', text('no')), cell('#| eval: false\nrank()', text('1. a.jpg')))
    files(root, {'nbs/index.ipynb': nb, 'pyproject.toml': 'Documentation = "https://s.io/p"\n'})
    made = readme.readme(root)
    assert made==readme.note+'# name\n\n[d](https://s.io/p/data.html#a) ![p](nbs/images/p.png)\n\n```python\nrank()\n```\n\n```\n1. a.jpg\n```\n', made
    in_step(root, readme, 'README.md', made)

def test_workflows(root):
    flow = 'name: t\non: [push]\npermissions: {{}}\njobs:\n  a:\n    runs-on: ubuntu-latest\n    {}:\n      - uses: actions/checkout@v4\n'
    files(root, {'w.yml': flow.format('steps'), 'v.yml': flow.format('stepps')})
    tool = lambda *a: subprocess.run([str(Path(sys.executable).parent/a[0]), *a[1:]], cwd=root, capture_output=True).returncode
    assert tool('zizmor', '--offline', 'w.yml')!=0
    schema = ['check-jsonschema', '--builtin-schema', 'vendor.github-workflows']
    assert tool(*schema, 'w.yml')==0 and tool(*schema, 'v.yml')==1

if __name__=='__main__':
    for name,test in [o for o in globals().items() if o[0].startswith('test_')]:
        with tempfile.TemporaryDirectory() as d: test(Path(d))
        print('ok', name)
