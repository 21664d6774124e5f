"""The command line: `nnweb train | evaluate | predict | serve`."""

from nnweb.cli.arguments import main

__all__ = ["main"]
