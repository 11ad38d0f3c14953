"""Markdown and HTML as text: what is safe to print, what a reader sees.

Nothing here knows of tables, codes or sites.

prose        Markdown -> HTML, by python-markdown
plain        the same for text without any marks
inline       Markdown of a table cell -> HTML
extension    how a step of ours gets into python-markdown; these are steps:
callouts     call-outs, in the spellings of other programs
definitions  terms right below a definition
elsewhere    lines that only other generators understand
fences       code in list items and quotes
items        which list item a line is in
lists        lists, set in as python-markdown wants them

clean        HTML -> HTML that is safe to print, and its plain text
tags         which tags content may use
lost         what cleaning takes out that a reader would miss
rewrite      links, words and codes in clean HTML
anchors      ids, and the anchors of headings
patience     an end to work without one
"""
