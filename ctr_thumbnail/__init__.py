"""Learn from your own channel which thumbnails its viewers click, and how far to believe it

You have a YouTube channel, its numbers from Studio, and two or three candidate thumbnails for the next video. This library learns from the videos you already have, ranks the candidates for *your* viewers, shows what it bases the ranking on, and says plainly when your channel holds too little to tell. With few videos that is a common answer, and a useful one.

Modules:

- `ctr_thumbnail.skill`: Rank candidate YouTube thumbnails by what one channel's own viewers have clicked, and say how far to believe it. Read this before helping a creator choose a thumbnail or understand their click-through rates."""

__version__ = "0.1.0"
