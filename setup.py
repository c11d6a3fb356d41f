"The fields that pyproject.toml calls dynamic: dependencies, the extras and the commands, read from settings.ini"
from configparser import ConfigParser
from pathlib import Path
from setuptools import setup

cfg = ConfigParser(interpolation=None)
if not cfg.read(Path(__file__).with_name('settings.ini'), encoding='utf-8'): raise SystemExit('setup.py: settings.ini is missing beside it')
lines = lambda key: cfg['DEFAULT'][key].split('\n')[1:]

setup(install_requires=lines('requirements'),
      extras_require={k: lines(f'{k}_requirements') for k in ('dev','xlsx','many','cluster')},
      entry_points={'console_scripts': lines('console_scripts'),
                    'nbdev': ['ctr_thumbnail=ctr_thumbnail._modidx:d'], # names in prose link to their docs
                    'pyskills': ['ctr_thumbnail=ctr_thumbnail.skill'], # what an assistant has to know
                    'nbconvert.exporters': ['post=ctr_thumbnail.post:PostExporter']}) # jupyter nbconvert --to post
