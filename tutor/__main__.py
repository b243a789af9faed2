"""`python -m tutor`."""

import sys

# Python looks into the learner's folder first, and a `random.py` or `yaml.py` of theirs would be taken for the
# library. This process imports nothing of the learner's; the session does, behind the libraries.
if not sys.flags.safe_path:
    del sys.path[0]

from tutor.app import main

if __name__ == "__main__":
    sys.exit(main())
