"""What turns the sources into a static site: run by MkDocs through `site/hooks.py`, testable without it."""
