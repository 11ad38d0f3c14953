"""errdex: a static site with one permanent page for every error code.

The rooms, from the door down to the ground. A room knows those below it and none beside it.

    bootstrap      before all others: gets the dependencies
    cli            the door: flags in, lines and an exit code out
    commands       what a user can ask for: build, check, retire …

    summary        what a build says at its end
    record         enters decisions (retire, rename, reinstate) in the ledger
    pipeline       the recipe of a build: load, read, compile, check, render, publish
    standing       whether the site that stands needs no build
    extract        what the reader sees in documents, without a site
    diff           what happened to the codes between two states of a site
    inspection     a built site looked over, file by file

    loading        the content folder in memory, its settings and languages settled
    rendering      all outputs of a site, by one process or by several
    precompiled    the project's own templates, compiled once

    config         site.toml -> settings
    places         what a path in the content folder means
    disk           the one room that reads and writes files
    readers        a document -> its tables and entries
    catalog        all documents -> the site: codes, guides, links
    ledger         every address ever published, and what became of it
    checks         what must hold of a site before it is published
    renderers      the site -> files: HTML, JSON, Markdown, CSV, feed, search …
    report         what a build did
    reuse          what one build takes over from the one before

    search         the search index, which one of the renderers writes
    model          the nouns that travel: Source, Entry, Code, Guide, Site, Artifact …
    diagnostics    what is wrong, as a value or as an exception, and how it is said
    spelling       how codes are written: alike, as a range
    markup         Markdown and HTML: rendered, cleaned, rewritten
    noun           how the classes of all rooms are made
    pattern        regular expressions, compiled when they are needed
"""

__version__ = "0.1.0"
