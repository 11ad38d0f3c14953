"""The recipe: load, read, compile, check, render, publish.

    Request -> load -> Loaded -> read -> Reading -> compile -> Compiled -> check -> render -> artifacts -> publish

The ledger of published addresses takes part at both ends of compiling: before it, with slugs and vanished codes; after
it, to be brought up to date. It is written together with the site.

Each verb is a function from values to values; what is wrong with the content comes back as diagnostics, beside the
result. Only `load` and `publish` touch the disk, both through the room `disk`.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from dataclasses import replace
from itertools import chain

from errdex import checks, readers
from errdex.catalog import Compiled, RenderProse, compile_site
from errdex.config.lines import find_line
from errdex.diagnostics import Diagnostic, Fault, SettingFault, in_order, name_few
from errdex.disk.content import Content, read_file
from errdex.disk.manifest import fingerprint, read_manifest
from errdex.disk.program import SOURCES
from errdex.disk.publish import Published
from errdex.disk.publish import publish as write_site
from errdex.disk.replace import Replacement
from errdex.disk.revision import last_revisions, read_revision
from errdex.ledger import Ledger, Reconciled, dump_ledger, parse_ledger, reconcile, slugs_for_site, vanished_codes
from errdex.ledger.published import Wordings, published_wordings, remember, written_wordings
from errdex.loading import Loaded, Request, load, settle
from errdex.markup.prose import render_prose
from errdex.model import LEDGER, Artifact, Document, Note, Site, Source, Theme
from errdex.noun import noun
from errdex.places import check_tags
from errdex.rendering import render
from errdex.report import Report
from errdex.reuse import Reuse

_PAGES = (".html", ".htm")
MOST_PAGES = 100
"""Pages of HTML that are looked through for error tables, which takes some 5 ms each."""
_PAGES_HINT = (
    "documents are Markdown (.md), in which tables of HTML may stand as they are; a page may be linked from one"
)


@noun
class Reading:
    """The documents and notes, read."""

    documents: tuple[Document, ...]
    notes: tuple[Note, ...]
    diagnostics: tuple[Diagnostic, ...]


@noun
class Ready:
    """A build that has been checked, with nothing written yet."""

    loaded: Loaded
    """Without the documents, which have been read."""
    compiled: Compiled
    change: Replacement | None
    """What is to be written to the ledger."""
    entered: str
    """The same in words."""


def build(request: Request, take: Callable[[], Content], reuse: Reuse | None = None) -> Report:
    """Build the site of a content folder; raises Fault for the setting and the machine.

    `take` hands the folder's content over, so that its documents can be let go when they are read. The output folder
    has been looked at by `prepare`. A build with errors in the content publishes nothing and leaves the old site as it
    is.
    """
    report = Report()
    ready = _make_ready(request, take, reuse or Reuse(), report)
    if report.failed:
        return report
    compiled, loaded = ready.compiled, ready.loaded
    artifacts = chain(_files(compiled.site, loaded.theme, request.jobs), _copies(compiled, loaded, report))
    with report.timed("publish"):
        done = publish(report.counted(artifacts), request, ready.change, careful=reuse is None)
    report.published = True
    report.news = _in_words(new=done.new, changed=done.changed, removed=done.removed)
    report.leftover = done.leftover
    if ready.change:
        report.entered, report.permalinks = ready.entered, ready.change.after
    return report


def _make_ready(request: Request, take: Callable[[], Content], reuse: Reuse, report: Report) -> Ready:
    """Load, read, compile and check; what was read, and the ledger with a line for every code, are let go behind it."""
    with report.timed("load"):
        loaded = load(request, take())
        loaded = replace(loaded, theme=replace(loaded.theme, compiled=reuse.templates))
    report.looked_back = loaded.settings.git_dates
    with report.timed("read"):
        reading = read(loaded)
    report.documents = reading.documents
    # The documents have been read; of the content only the files that they link are needed from here on.
    loaded = replace(loaded, sources=(), content=replace(loaded.content, documents=()))
    with report.timed("compile"):
        compiled, ledger = compile_(reading, loaded, request, report.noted(past_wordings(request)), reuse.prose)
    report.site = compiled.site
    with report.timed("check"):
        unread = tuple(_unread_pages(compiled, loaded, report))
        is_without_ledger = loaded.content.site_toml is not None and not loaded.content.permalinks
        published = read_manifest(request.output) if is_without_ledger else None
        report.checked, faults = check(compiled.site, ledger.ledger, published or ())
    change = _ledger_change(loaded, ledger, request)
    found = [
        *loaded.content.diagnostics,
        *loaded.diagnostics,
        *reading.diagnostics,
        *compiled.diagnostics,
        *ledger.diagnostics,
        *faults,
        *unread,
    ]
    if change and request.locked:
        found.append(_locked(ledger))
    report.diagnostics = _judged(_placed(found, loaded.content.site_toml), request.strict)
    report.permalinks = loaded.content.permalinks
    return Ready(loaded, compiled, change, ledger.changes.summary())


def read(loaded: Loaded) -> Reading:
    """Read every document and note."""
    documents: list[Document] = []
    notes: list[Note] = []
    faults: list[Diagnostic] = []
    columns = dict(loaded.settings.columns)
    for source in loaded.sources:
        if source.is_note:
            note, more = readers.read_note(source)
            notes += [note] if note else []
        else:
            document, more = readers.read_document(source, columns)
            documents.append(document)
        faults += more
    return Reading(tuple(documents), tuple(notes), tuple(faults))


def compile_(
    reading: Reading,
    loaded: Loaded,
    request: Request,
    past: Iterator[Wordings] | None = None,
    render_prose: RenderProse = render_prose,
) -> tuple[Compiled, Reconciled]:
    """Join what was read into a site, and bring it and the ledger together; `past` yields what gone codes meant."""
    past = past_wordings(request) if past is None else past
    ledger, faults = parse_ledger(loaded.content.permalinks or b"")
    today = request.today if loaded.keeps_ledger else ""
    keys = ((document.catalog, entry.code) for document in reading.documents for entry in document.entries)
    slugs = slugs_for_site(ledger, keys)
    compiled = compile_site(
        reading.documents,
        reading.notes,
        loaded.settings,
        slugs=slugs,
        kept=vanished_codes(ledger, slugs, loaded.settings, today, remember(past)),
        files=loaded.content.files,
        dates=loaded.dates,
        render=render_prose,
    )
    result = reconcile(ledger, compiled.site, today)
    paths = (document.path for document in reading.documents)
    tags = check_tags(paths, loaded.settings.languages, ledger.catalogs)
    if tags:
        result = replace(result, diagnostics=(*tags, *result.diagnostics))
    if faults:
        result = replace(result, ledger=ledger, diagnostics=(*faults, *result.diagnostics))
    return replace(compiled, site=result.site), result


def check(
    site: Site, ledger: Ledger, published: Collection[str] = ()
) -> tuple[tuple[tuple[str, int], ...], tuple[Diagnostic, ...]]:
    """Run every check; return how many things each looked at, and what they found.

    `published` are the files of the last site, where no ledger speaks for it.
    """
    results = [(name, *run(site)) for name, run in checks.CHECKS]
    results.append(("addresses", *checks.check_addresses(site, ledger.permalinks.keys())))
    if published:
        results.append(("published", *checks.check_published(site, published)))
    return tuple((name, count) for name, count, _ in results), tuple(fault for *_, found in results for fault in found)


def publish(
    artifacts: Iterable[Artifact], request: Request, change: Replacement | None, *, careful: bool = False
) -> Published:
    """Write the files and put them in the place of the old site in one step, the ledger's next content with them.

    If `careful`, as without the cache, the pages that are there are compared byte by byte.
    """
    sources = (request.content, *SOURCES)
    force = request.force
    return write_site(artifacts, request.output, sources=sources, ledger=change, force=force, careful=careful)


def _in_words(**counts: int) -> str:
    return ", ".join(f"{count} {word}" for word, count in counts.items() if count) or "none changed"


def past_wordings(request: Request, now: Reading | None = None) -> Iterator[Wordings]:
    """Yield what codes were said to mean: in the content (`now`), in the published site, in the last commits."""
    if now is not None:
        yield written_wordings(now.documents)
    published = read_file(request.output / "codes.json")
    if published is not None:
        ledger, _ = parse_ledger(read_file(request.content / LEDGER) or b"")
        yield published_wordings(published, ledger)
    for commit in last_revisions(request.content, LEDGER):
        content = read_revision(request.content, commit)
        if content is not None:
            with suppress(SettingFault):  # its settings may be wrong today
                yield written_wordings(read(settle(content, request)).documents)


def _ledger_change(loaded: Loaded, result: Reconciled, request: Request) -> Replacement | None:
    """Return what has to be written to the ledger, if there is anything, and if the folder keeps one."""
    before = loaded.content.permalinks
    if not request.today or not loaded.keeps_ledger or not result.changes:
        return None
    return Replacement(request.content / LEDGER, before, dump_ledger(result.ledger))


def _locked(result: Reconciled) -> Diagnostic:
    message = f"the ledger would have to be written: {result.changes.summary()}"
    return Diagnostic("error", LEDGER, 0, message, "build without --locked, and commit the ledger with the content")


def _placed(diagnostics: Iterable[Diagnostic], site_toml: bytes | None) -> Iterator[Diagnostic]:
    """Yield the diagnostics, those about a key of site.toml with its line."""
    for item in diagnostics:
        if item.key and site_toml:
            line = find_line(site_toml.decode("utf-8-sig"), item.key, item.index)
            yield replace(item, line=line, key=(), index=0)
        else:
            yield item


def _judged(diagnostics: Iterable[Diagnostic], strict: bool) -> tuple[Diagnostic, ...]:
    """Return the diagnostics in order; under `strict` a warning counts as an error."""
    return in_order(replace(item, level="error") if strict else item for item in diagnostics)


def _files(site: Site, theme: Theme, jobs: int) -> Iterator[Artifact]:
    """Yield the files that are rendered."""
    if "html" in site.settings.outputs:
        from errdex.precompiled import precompiled  # late: Jinja is behind it

        theme = precompiled(theme)
    yield from render(site, theme, jobs)


def _unread_pages(compiled: Compiled, loaded: Loaded, report: Report) -> Iterator[Diagnostic]:
    """Yield a warning that names the pages of HTML which hold errors, and which no document links."""
    found, columns = [], dict(loaded.settings.columns)
    pages = [path for path in loaded.content.files if path.lower().endswith(_PAGES) and path not in compiled.copies]
    for path in pages[:MOST_PAGES]:
        with suppress(Fault):  # one beyond the limits, or that can't be had
            data = loaded.content.read(path)
            report.copies[path] = fingerprint(data)
            if readers.holds_errors(Source(path, data), columns):
                found.append(path)
    if found:
        message = f"error tables are not read from pages of HTML: {name_few(found)}"
        yield Diagnostic("warning", found[0], 0, message, _PAGES_HINT)


def _copies(compiled: Compiled, loaded: Loaded, report: Report) -> Iterator[Artifact]:
    for source, target in sorted(compiled.copies.items()):
        data = loaded.content.read(source)
        report.copies[source] = fingerprint(data)
        yield Artifact(target, data)
