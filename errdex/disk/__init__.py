"""The one room that touches files; everything else maps values to values.

content    the content folder -> bytes by path, and what is wrong with the files themselves
theme      templates, assets and strings, the user's over the built-in ones
safety     which output folders are refused
publish    artifacts -> the site, exchanged for the old one in one step, together with the ledger
replace    one file -> its next content, in one step
clock      today's date
workers    several processes that render
cache      what one build leaves for the next
intact     whether the site is as it was written
program    what this program is made of

publish: staging (writes; reuse: what is unchanged) -> carry (foreign files) -> manifest (what is ours)
-> workspace (lock, exchange, undo)
"""
