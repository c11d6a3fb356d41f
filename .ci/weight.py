"""What an installation fetches, from pip's own report: python .ci/weight.py (with --time: also fetches and installs the part that Colab lacks, into a temporary folder)
All of it, and all but torch with what only torch brings: the most that a machine fetches that has a torch, as Colab has."""
import json, re, subprocess, sys, tempfile, time
from pathlib import Path
from urllib.parse import unquote, urlsplit
from urllib.request import Request, url2pathname, urlopen

root = Path(__file__).resolve().parent.parent
theirs = {'torch','torchvision'} # what such a machine has

def norm(s): return re.sub(r'[-_.]+', '-', re.match(r'[\w.-]+', s)[0]).lower()

def report():
    "What pip would install into an empty environment of this Python: name → its part of pip's report"
    with tempfile.TemporaryDirectory() as d:
        f = Path(d)/'report.json'
        subprocess.run([sys.executable, '-m', 'pip', 'install', '-qq', '--dry-run', '--ignore-installed', '--report', str(f), str(root)], check=True)
        return {norm(p['metadata']['name']):p for p in json.loads(f.read_text(encoding='utf-8'))['install']}

def needs(package):
    "Names of the distributions that a package asks for, without its extras"
    return {norm(r) for r in package['metadata'].get('requires_dist', []) if 'extra ==' not in r}

def without(packages, left_out, start='ctr-thumbnail'):
    "What is still needed where some packages are there already"
    found,todo = set(),[start]
    while todo:
        name = todo.pop()
        if name in found or name in left_out or name not in packages: continue
        found.add(name)
        todo += needs(packages[name])
    return found

def weight(package):
    "Bytes that are fetched for a package; none for this project itself"
    u = urlsplit(package['download_info']['url'])
    if u.scheme=='file': p = Path(url2pathname(unquote(u.path))); return p.stat().st_size if p.is_file() else 0
    with urlopen(Request(u.geturl(), method='HEAD'), timeout=60) as r: return int(r.headers['Content-Length'])

def seconds(packages):
    "How long pip takes for these, nothing kept from earlier"
    with tempfile.TemporaryDirectory() as d:
        t = time.perf_counter()
        subprocess.run([sys.executable, '-m', 'pip', 'install', '-qq', '--no-cache-dir', '--no-deps', '--target', d, *(p['download_info']['url'] for p in packages)], check=True)
        return time.perf_counter()-t

def main(timed):
    packages = report()
    rest = without(packages, theirs)
    size = {k:weight(p) for k,p in packages.items()}
    say = lambda what, names: print(f'{what}: {len(names)} packages, {sum(size[k] for k in names)/1e6:,.0f} MB to fetch; the largest are '
                                    +', '.join(f'{k} {size[k]/1e6:,.0f}' for k in sorted(names, key=size.get, reverse=True)[:5]))
    say('into an empty environment', packages)
    say('where torch and torchvision are there', rest)
    if timed: print(f'the latter: {seconds([packages[k] for k in rest if size[k]]):.0f} s on this machine')

if __name__=='__main__': main('--time' in sys.argv[1:])
