"""Learn from your own channel which thumbnails its viewers click, and how far to believe it

You have a YouTube channel, its numbers from Studio, and two or three candidate thumbnails for the next video. This library learns from the videos you already have, ranks the candidates for *your* viewers, shows what it bases the ranking on, and says plainly when your channel holds too little to tell. With few videos that is a common answer, and a useful one."""

__version__ = "0.1.0"
