"""The wheel by itself, on the machine of somebody who has never seen this repository.
python .ci/wheel.py env PYTHON DIR   a new virtual environment in DIR with all that PYTHON's has but the project (linked, so it takes seconds)
python .ci/wheel.py try PYTHON DIST  install the wheel from DIST there, with nothing else to be had, and run its commands"""
import os, shutil, subprocess, sys, tempfile
from pathlib import Path

def run(*args, **kw): return subprocess.run([str(a) for a in args], capture_output=True, text=True, **kw)

def site(python): return Path(run(python, '-c', 'import sysconfig; print(sysconfig.get_path("purelib"))').stdout.strip())

def make(python, folder):
    "What pip brought along for the project, without the project"
    subprocess.run([python, '-m', 'venv', folder], check=True)
    new = Path(folder)/'bin'/'python'
    shutil.rmtree(site(new))
    shutil.copytree(site(python), site(new), symlinks=True, copy_function=os.link)
    subprocess.run([new, '-m', 'pip', 'uninstall', '-qy', 'ctr_thumbnail'], check=True)
    if not run(new, '-c', 'import ctr_thumbnail', cwd=folder).returncode: sys.exit('wheel: the new environment still finds ctr_thumbnail')

load = """
from importlib.metadata import distribution
for e in distribution('ctr_thumbnail').entry_points:
    if e.group in ('console_scripts','pyskills'): e.load(); print(e.name)
"""

def problems(python, dist):
    "Install and use the wheel; one line for each thing that is wrong"
    wheel,bin = next(Path(dist).resolve().glob('*.whl')),Path(python).absolute().parent
    r = run(python, '-m', 'pip', 'install', '-q', '--no-index', wheel) # what it asks for is there, or this fails
    if r.returncode: yield f'{wheel.name} does not install: {r.stdout[-1000:]}{r.stderr[-1000:]}'; return
    env = {k:v for k,v in os.environ.items() if k not in ('PYTHONPATH','PYTHONHOME')}
    with tempfile.TemporaryDirectory() as tmp:
        go = lambda *a: run(*a, cwd=tmp, env=env)
        where = go(python, '-c', 'import ctr_thumbnail; print(ctr_thumbnail.__file__)').stdout.strip()
        if Path(where).parent!=site(python)/'ctr_thumbnail': yield f'ctr_thumbnail is found elsewhere: {where}'
        r = go(python, '-c', load)
        if r.returncode or len(r.stdout.split())<8: yield f'the commands do not load: {r.stdout}{r.stderr[-600:]}'
        r = go(bin/'ctr-demo', '--n', '60')
        print(r.stdout[-1500:])
        if r.returncode: yield f'ctr-demo fails: {r.stderr[-1500:]}'; return
        r = go(bin/'ctr-rank', 'ctr_demo/model', 'ctr_demo/candidate_a.jpg', 'ctr_demo/candidate_b.jpg')
        if r.returncode or 'candidate_b.jpg' not in r.stdout: yield f'ctr-rank fails: {r.stdout}{r.stderr[-600:]}'

if __name__=='__main__':
    what,*args = sys.argv[1:]
    if what=='env': make(*args)
    else:
        bad = list(problems(*args))
        print(*bad, sep='\n')
        sys.exit(bool(bad))
