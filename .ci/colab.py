"""The tutorial on Colab, without Colab: python .ci/colab.py PYTHON DIST
PYTHON has what the project asks for, ipykernel and pip, but not the project; DIST holds its wheel, which the tutorial's own cell installs.
The notebook runs from top to bottom in an empty folder. A package stands in for google.colab (secrets, drive, files); YouTube's and its pictures' addresses
lead to the sample server, as the library's environment variables allow. Nothing else is replaced."""
import json, os, re, subprocess, sys, tempfile
from pathlib import Path

root = Path(__file__).resolve().parent.parent
handle,key = '@samplekitchen','a-key-that-only-the-secrets-know'

standin = {
    'google/colab/__init__.py': '',
    'google/colab/errors.py': 'class Error(Exception): pass\n',
    'google/colab/userdata.py': '''
import json, os
from google.colab import errors
class SecretNotFoundError(errors.Error): pass
class NotebookAccessError(Exception): pass
def get(key):
    account = os.environ['STANDIN_ACCOUNT']
    with open(f'{account}/asked', 'a') as f: f.write(key+'\\n')
    with open(f'{account}/secrets.json') as f: known = json.load(f)
    if key not in known: raise SecretNotFoundError(f'Secret {key} does not exist.')
    return known[key]
''',
    'google/colab/drive.py': '''
import os
def mount(mountpoint, force_remount=False, timeout_ms=120000, readonly=False):
    if not os.path.isabs(mountpoint) or ' ' in mountpoint or os.path.exists(mountpoint): raise ValueError(mountpoint)
    os.symlink(os.environ['STANDIN_ACCOUNT']+'/drive', mountpoint)
    print('Mounted at '+mountpoint)
''',
    'google/colab/files.py': '''
import os, pathlib
def _free(name):
    stem,ext = os.path.splitext(name)
    return next(n for n in (name, *(f'{stem} ({i}){ext}' for i in range(1, 99))) if not os.path.lexists(n))
def upload():
    waiting = sorted(pathlib.Path(os.environ['STANDIN_ACCOUNT'], 'uploads').iterdir())
    chosen = {p.name:p.read_bytes() for p in sorted(waiting[0].iterdir())}
    waiting[0].rename(pathlib.Path(os.environ['STANDIN_ACCOUNT'], 'uploaded-'+waiting[0].name))
    for name,data in chosen.items():
        print(f'Saving {name} to {_free(name)}')
        pathlib.Path(_free(name)).write_bytes(data)
    return chosen
'''}

def write(folder, texts):
    for name,text in texts.items():
        (folder/name).parent.mkdir(parents=True, exist_ok=True)
        (folder/name).write_text(text, encoding='utf-8')

def account(tmp, channel):
    "What a person has there: a key in the secrets, a Drive, a Studio export and three pictures to upload"
    write(tmp/'account', {'secrets.json': json.dumps(dict(YOUTUBE_API_KEY=key)), 'drive/MyDrive/mine.txt': 'something of mine'})
    for n in ('1','2','3'): (tmp/'account'/'uploads'/n).mkdir(parents=True)
    for n in ('1','3'): channel.studio_zip(tmp/'account'/'uploads'/n/'Content.zip') # 3: for the second visit
    for c,(im,_,_) in zip('abc', channel.candidates()): im.save(tmp/'account'/'uploads'/'2'/f'candidate_{c}.jpg', quality=90)
    return tmp/'account'

def kernel(tmp, python, **env):
    "A kernel of `python` that has google.colab loaded from the start, as there"
    write(tmp/'standin', standin)
    write(tmp/'ipython'/'profile_default'/'startup', {'0.py': 'import google.colab\n'})
    path = f'{Path(python).parent}{os.pathsep}{os.environ["PATH"]}'
    env = dict(PYTHONPATH=str(tmp/'standin'), IPYTHONDIR=str(tmp/'ipython'), STANDIN_ACCOUNT=str(tmp/'account'), HOME=str(tmp/'home'), PATH=path, **env)
    spec = dict(argv=[str(python), '-m', 'ipykernel_launcher', '-f', '{connection_file}'], display_name='colab', language='python', env=env)
    write(tmp/'jupyter'/'kernels'/'colab', {'kernel.json': json.dumps(spec)})
    (tmp/'home').mkdir()

def own(nb):
    "The tutorial with the one line changed that a reader changes"
    lines = [c for c in nb.cells if c.source.startswith("channel = ''")]
    assert len(lines)==1, 'the tutorial has not one cell that names the channel'
    lines[0].source = lines[0].source.replace("''", repr(handle), 1)
    return nb

def execute(nb, folder):
    from nbclient import NotebookClient
    folder.mkdir()
    NotebookClient(nb, kernel_name='colab', timeout=600, resources=dict(metadata=dict(path=str(folder)))).execute()
    return nb

def said(nb):
    "All that the cells printed or showed as text"
    return '\n'.join(o.get('text') or o.get('data', {}).get('text/plain', '') for c in nb.cells if c.cell_type=='code' for o in c.outputs)

def bar(text): return not text.strip() or re.search(r'\d+%\|', text) # a progress bar, which is gone when it is done

def problems(nb, mine, drive):
    "What is wrong after a visit: `mine` is the folder the tutorial made, `drive` the one it kept"
    for i,c in enumerate(nb.cells):
        for o in c.get('outputs', []):
            if o.output_type=='error' or (o.get('name')=='stderr' and not bar(o.text)): yield f'cell {i} ends in an error or a warning: {o.get("text") or o.get("evalue")}'
    if 'replaced: nothing' not in said(nb): yield 'the first cell does not say that it replaced nothing'
    if key in json.dumps(nb): yield 'the key is in the notebook'
    files = lambda d: {p.relative_to(d).as_posix():p.read_bytes() for p in d.rglob('*') if p.is_file()}
    have,kept = files(mine),files(drive)
    for f in ('videos.csv', 'dataset/thumbnail_ctr.csv', 'model/config.json', 'space/app.py'):
        if f not in have: yield f'the tutorial made no {f}'
    lost = sorted(f for f,b in have.items() if kept.get(f)!=b)
    if lost: yield f'Drive lacks {len(lost)} of the files, or holds others: {lost[:5]}'
    if any(key.encode() in b for b in have.values()): yield 'the key is in a file'

def main(python, dist):
    import nbformat
    from ctr_thumbnail.sample import sample_channel
    from ctr_thumbnail.server import sample_youtube
    read = lambda: own(nbformat.read(root/'nbs'/'tutorial.ipynb', 4))
    channel,bad = sample_channel(60, seed=42, image_share=.5),[]
    with tempfile.TemporaryDirectory() as t, sample_youtube(channel, key=key) as server:
        tmp = Path(t).resolve()
        acc = account(tmp, channel)
        kernel(tmp, python, YOUTUBE_API_ENDPOINT=server.url, CTR_THUMBNAIL_HOSTS=server.url, PIP_NO_INDEX='1', PIP_FIND_LINKS=str(Path(dist).resolve()), PIP_ROOT_USER_ACTION='ignore')
        os.environ['JUPYTER_PATH'] = str(tmp/'jupyter')
        for name in ('YOUTUBE_API_KEY','HF_TOKEN','PYTHONPATH','PYTHONHOME'): os.environ.pop(name, None)

        nb = execute(read(), tmp/'content')
        mine,drive = tmp/'content'/'channel_samplekitchen',acc/'drive'/'MyDrive'/'ctr_thumbnail'/'channel_samplekitchen'
        bad += problems(nb, mine, drive)
        if 'YOUTUBE_API_KEY' not in (acc/'asked').read_text(): bad.append('the key was not asked of the secrets')
        if [p.name for p in acc.glob('uploads/*')]!=['3']: bad.append('the tutorial did not ask for the export and the candidates')
        run = lambda *a: subprocess.run([str(a[0]), *map(str, a[1:])], cwd=tmp, capture_output=True, text=True)
        where = run(python, '-c', 'import ctr_thumbnail; print(ctr_thumbnail.__file__)')
        if not where.stdout.startswith(str(Path(python).parent.parent)): bad.append(f'ctr_thumbnail came from elsewhere: {where.stdout}{where.stderr}')
        rank = run(Path(python).parent/'ctr-rank', mine/'model', *sorted((mine/'candidates').iterdir()))
        if rank.returncode or rank.stdout not in said(nb)+'\n': bad.append(f'ctr-rank says something else than the tutorial: {rank.stdout}{rank.stderr}')

        seen = sum(n for path,n in server.calls.items() if path.endswith('.jpg'))
        again = read() # the next day: a new machine, the same Drive
        stop = next(i for i,c in enumerate(again.cells) if c.source.startswith('ctr_build('))
        again.cells = again.cells[:stop+1]
        execute(again, tmp/'tomorrow')
        more = sum(n for path,n in server.calls.items() if path.endswith('.jpg'))-seen
        if not seen or more: bad.append(f'{seen} pictures were fetched, and {more} of them again on the next visit')
        if not (acc/'drive'/'MyDrive'/'mine.txt').exists(): bad.append('something of mine is gone from Drive')
    print(*bad, sep='\n')
    if bad: sys.exit(f'colab: {len(bad)} things are wrong')
    print(f'colab: {sum(c.cell_type=="code" for c in nb.cells)} cells ran; {seen} pictures were fetched, none of them again on the next visit; Drive holds all of it')

if __name__=='__main__': main(*sys.argv[1:])
