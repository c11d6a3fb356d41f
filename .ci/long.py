"""The notebooks whose long cells (`#| slow`) CI runs: .ci/long.py, or .ci/long.py --re for nbdev-test --file-re
What is left out has its reason here, and .ci/checks.py long sees to it that every notebook with long cells is in one of the two."""
import sys

ALONE = { # left to whoever measures again: hours, or material that is not in the repository
    '30_bench': 'other people\'s channels', '30a_speed': 'the recipe, for an hour', '30b_tune': 'the search behind the constants', '30c_simulate': 'thousands of channels',
    '05_channels': 'two hundred channels, half an hour, and four on a cluster', '30d_load': 'ten to twenty minutes of load', '30g_tests': 'thousands of tests', '30h_pairs': 'hundreds of channels, an hour',
    '30i_years': 'years of tests on many channels', '30j_loop': 'three channels for a year, half an hour'}
LONG = ('00_data', '00a_youtube', '00b_studio', '00c_reach', '00d_thumbs', '01_train', '01a_encoder', '01b_model', '02_app', '02f_door', '02g_trials', '03_publish', '03a_static', '04c_trial', '04d_change', '04e_due', '20c_api',
    '30e_hostile', '30f_spoil', '30k_swarm')

if __name__=='__main__': print(f'^({"|".join(LONG)})\\.ipynb$' if '--re' in sys.argv else ', '.join(LONG))
