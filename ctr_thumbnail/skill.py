"""Rank candidate YouTube thumbnails by what one channel's own viewers have clicked, and say how far to believe it. Read this before helping a creator choose a thumbnail or understand their click-through rates.

## Before you begin

Three things are needed: an API key for the YouTube Data API in the environment variable `YOUTUBE_API_KEY`, the export of the content report from YouTube Studio (Analytics, Advanced mode, Export; the zip as it is, in any language), and some twenty videos or more with impressions. Never ask for the key in the conversation and never put it on a command line: the commands read the variable, and nothing they print or write holds it.

Without a Studio export, `ctr-build videos.csv --target views` learns from public views, which say less about thumbnails. Without a channel, `ctr-demo` makes one up, whose truth is known, and takes it down the whole road.

## The road

Each step is one command and leaves a table or a folder that a person can open. Each may be stopped and run again: what was fetched is kept.

    ctr-fetch @handle --out videos.csv             # the public videos
    ctr-build videos.csv export.zip --out dataset  # with your numbers
    ctr-train dataset --out model                  # learned and judged
    ctr-rank model a.jpg b.jpg                     # the next thumbnail
    ctr-app model                                  # in a browser
    ctr-publish model --page site --hide numbers   # on the web
    ctr-experiment plan VIDEO b.jpg                # or measure it

Fetching 500 videos costs about 21 of the 10,000 units that a key has a day. `dataset/doctor.html` says what became of every row, `model/evaluation.html` how far to believe the model. `ctr-rank model a.jpg b.jpg --titles "The title" --json` counts the title in and answers a program; `ctr-publish model --space user/name` writes the folder of an app on Hugging Face.

For many channels at once there is `ctr-many CHANNELS.csv --out many` (`pip install 'ctr_thumbnail[many]'`): a channel a line, its Studio export beside it. It says what it will cost before it begins, goes on the next day where the quota ended, and `many/results.csv` marks with `stands` what is left when so many were judged. For channels that are not the user's own, name what the command says of YouTube's terms before you run it.

## In Python

Every command is a function of the same name (`ctr_experiment` takes the words of the command line: its verb first); `from ctr_thumbnail.skill import *` brings them, and what stands below. A made-up dataset stands in for the first two commands:

```python
# of your channel: ctr_fetch('@handle'); ctr_build('videos.csv', 'export.zip')
channel = sample_dataset('dataset', n=50, seed=7, image_share=.5)
ctr_train('dataset', out='model')
for (im,_,_),name in zip(channel.candidates(3), 'abc'): im.save(f'{name}.jpg')

model = load_model('model')
if model.verdict=='no signal': print(model.sentence) # say so, and stop
ims = [read_image(f'{name}.jpg') for name in 'abc']
ranking = model.rank(ims, names=['a','b','c']) # one row a candidate, best first
print(ranking_text(ranking, model))
print(explain(model, ims[ranking['candidate'][0]])['sentence'])
```

## Saying what came out

Begin with the verdict, which is decided by numbers: *useful*, *weak* or *no signal*. With *no signal*, which is common and honest below a hundred videos, do not recommend a thumbnail by the ranking; say that these videos do not show what their viewers like, and offer what would: a test on the channel's own videos, more videos, or YouTube's own Test & Compare. With *weak*, say that it is a hint. `close` in a row, *too close to call* in the table, means that the next candidate may be as good: let the creator choose.

`p_above` is the chance that a video with this thumbnail does better than the channel usually does at such reach and age; `p_best` that it is the best of these candidates; `low` to `high` is where the click-through rate ends up four times of five. None of it is a promise of views, none holds for another channel, and a reason that `explain` gives is what the model leans on, not what viewers thought.

## Measuring it

A test shows two or three versions of a video on days that a coin has chosen, and counts. It needs the numbers of each day: `ctr-fetch @handle --reach`, for the owner, who signs in. `ctr-experiment plan --days-of dataset` says which videos can be tested and how large a difference would be found; where none can, one idea on several videos may: `ctr-experiment plan --idea pairs.csv`. Once a day, soon after midnight in California, `ctr-experiment run tests/NAME` does what is due; with `--by-hand` it says what to upload instead, and needs no right to change anything. Ask before its first run: it changes what viewers see. `ctr-experiment stop tests/NAME` brings the original back.

`ctr-experiment read tests/NAME --json` may be asked daily. It says one of four things: a version is better, the other one is, no difference larger than so much, too early to tell; pass on which, with the range, and do not turn *too early to tell* into a tendency. Clicks are not watch time. What YouTube's Test & Compare says goes by watch time, is kept with `ctr-experiment add`, and stands beside the result.

## When something is wrong

Exit status 2 comes with one sentence on stderr that says what is wrong and what to do: pass it on as it is. Status 3 is a fault of the library, and names a report without titles, paths or keys that may be sent. In Python the first is a `CtrError`. Rows never disappear silently: `dataset/doctor.json` counts what was left out and why.

A page or Space shows past thumbnails with titles and click-through rates to whoever opens it. Ask before publishing, and name `--hide numbers` and `--hide past`. Writing the folder sends nothing; only `ctr-publish --push` does. Load no model folder's `model.pkl` from somebody else: a pickle runs code. The rest of a model folder is safe to read.

Docs: https://ctr-thumbnail.github.io/ctr_thumbnail/skill.html.md"""

# AUTOGENERATED! DO NOT EDIT! File to edit: ../nbs/20f_skill.ipynb.

# %% auto #0
__all__ = ['Path', 'CtrError', 'read_image', 'ctr_fetch', 'ctr_build', 'ctr_train', 'ctr_rank', 'ctr_publish', 'ctr_demo',
           'ctr_experiment', 'load_dataset', 'load_model', 'ranking_text', 'explain', 'sample_channel',
           'sample_dataset']

# %% ../nbs/20f_skill.ipynb #ad60ca6f
from pathlib import Path
from .core import CtrError, read_image
from .data import ctr_build, load_dataset
from .demo import ctr_demo
from .experiment import ctr_experiment
from .explain import explain
from .publish import ctr_publish
from .rank import ctr_rank, load_model, ranking_text
from .sample import sample_channel, sample_dataset
from .train import ctr_train
from .youtube import ctr_fetch

_all_ = ['Path','CtrError','read_image','ctr_fetch','ctr_build','ctr_train','ctr_rank','ctr_publish','ctr_demo','ctr_experiment','load_dataset','load_model','ranking_text','explain','sample_channel','sample_dataset']
