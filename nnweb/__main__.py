"""`python -m nnweb` is `nnweb`."""

import sys

from nnweb.cli import main

if __name__ == "__main__":
    sys.exit(main())
