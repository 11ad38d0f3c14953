"""errdex: a static site with one permanent page for every error code.

The rooms, from the ground up: `noun` says what the nouns of all rooms are made with, `pattern` makes regular
expressions when they are needed; `diagnostics`, `spelling` and `markup` know nothing of the rest; `model` holds the
nouns that travel; `search` makes the index that its renderer writes; `config`, `places`, `disk`, `readers`, `catalog`,
`ledger`, `checks`, `renderers`, `report` and `reuse` are siblings that know the nouns and not each other; `loading`
settles what the content folder is, `precompiled` keeps the project's own templates compiled, `rendering` lets one
process or several make the files; `pipeline` is the recipe that calls them all, `standing` knows when it need not;
`extract` and `summary` put results into words; `record` enters decisions in the ledger, `diff` compares two states of a
site and `inspection` looks a built one over; `commands` are what a user can ask for; `cli` is the door. `bootstrap`
stands before it and gets the dependencies.
"""

__version__ = "0.1.0"
