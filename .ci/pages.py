"What the makers of pages share: where a notebook's page lies, and a file that must be what its sources make"
import difflib, re, sys

def docs_site(root):
    "The address of the docs"
    return re.search(r'^Documentation\s*=\s*"(.+?)/?"', (root/'pyproject.toml').read_text(encoding='utf-8'), re.M)[1]

def plain(name): return re.sub(r'^\d+[a-z]?_(?=.*\.ipynb$)', '', name) # 00a_youtube.ipynb → youtube.ipynb, the address nbdev gives the page

def in_step(path, new, sources, check):
    "Write the file; with `check` change nothing, and fail where it differs from what its sources make"
    old = path.read_text(encoding='utf-8') if path.exists() else ''
    if not check: path.write_text(new, encoding='utf-8', newline='\n')
    elif old!=new:
        print(*difflib.unified_diff(old.splitlines(), new.splitlines(), path.name, sources, lineterm=''), sep='\n')
        sys.exit(f'{path.name} is not what {sources} make; run: python .ci/{path.stem.lower()}.py')
