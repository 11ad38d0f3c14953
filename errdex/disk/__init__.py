"""The one room that touches files; everything else maps values to values.

content     the content folder -> bytes by path, and what is wrong with the files themselves
revision    the content folder as it was in a commit, and the dates of git
documents   documents named on the command line
folder      the files below a folder
theme       templates, assets and strings, the user's over the built-in ones
safety      which output folders are refused
publish     artifacts -> the site, exchanged for the old one in one step, together with the ledger
replace     one file -> its next content, in one step
clock       today's date
watch       waits until something has changed
workers     several processes that render
cache       what one build leaves for the next
bytecode    the project's own templates, compiled
sealed      files that vouch for themselves, such as those two
intact      whether the site is as it was written
program     what this program is made of
faults      what the operating system refused, in words

Of `publish`, in the order of its steps:

staging     the next site, written into a new folder
growing     a large file, written piece by piece
unchanged   a page that is as it was, linked and not written
manifest    which files are ours
carry       files that are not ours
workspace   the hidden folder in which that happens; how it is undone
lock        one run at a time
exchange    two folders, exchanged in one step
"""
