"""`python -m tutor`."""

import sys

from tutor.app import main

if __name__ == "__main__":
    sys.exit(main())
