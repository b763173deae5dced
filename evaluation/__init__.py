"""How well the program reads real documents, measured against what the documents themselves say.

The expected answers come from the United Nations' own machine-readable files, read here directly with
lxml and never with the program's readers, so that the program is not its own judge. `gate` runs
everything, compares the figures with the floors in `floors.toml`, and writes docs/accuracy.md.

    corpus   where the documents are, which are held out, the hash to which the floors are pinned
    dates    dates in print, in six languages, from the Unicode CLDR
    walk     what blocks a file of the UN's XML has: kind, text, number, depth, notes
    unxml    what such a file says of itself: symbol, dates, session, item, title, and where it errs
    render   the same file as plain text, as the UN prints it
    score    a document held against its gold
    parts    the parts of the evaluation: xml, text, roundtrip, crunsc, specimen, letters
    report   tables, floors, docs/accuracy.md
    bench    speed, start-up time, linearity
"""
