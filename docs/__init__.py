"""The documentation; `python -m docs.generate` makes the pages that follow from the program itself."""
