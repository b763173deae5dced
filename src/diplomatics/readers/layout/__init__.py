"""The layout of a printed page: from characters with boxes to lines in reading order.

    glyphs    a page of a PDF → words with their place, size and style; rules; links
    rows      words → printed rows, superscripts on their line, cells set apart by wide gaps
    bidi      the visual order of a right-to-left row → the order in which it is read
    running   heads and feet, page numbers, bar codes
    notes     footnotes, and the markers that lead to them
    tables    ruled tables → rows of cells
    masthead  the blocks at the left and right of page 1
    columns   reading order in one to three columns
    gaps      where paragraphs begin
    compose   a row → its text and marks, built in one loop
    sequence  the pages of a file → its lines

All of it is geometry: no word of a document's language is known here.
"""
