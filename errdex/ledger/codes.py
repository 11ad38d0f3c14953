"""The pages of codes in the ledger: what is new, what says something else, what has gone and what is back.

    codes/4100.html       catalog `codes`, code 4100, in the default language
    en/codes/4100.html    the same in another one

- A new page is added with today's date; a wording with another hash has changed today; nothing else gets a date.
- A code that has left the content is retired since today, and a fault until somebody records why.
- One that was retired without a reason and is back with its title is live again; with a reason it stays retired while
  its row still stands; with another title it is an error until `reinstate`.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from hashlib import blake2b

from errdex.diagnostics import Diagnostic, Level
from errdex.ledger.changes import Change
from errdex.ledger.next_ledger import NextLedger
from errdex.ledger.permalinks import Permalink, resolve
from errdex.model import Aside, Code, Retirement, Wording
from errdex.noun import mutable
from errdex.spelling import Shapes


@mutable
class CodeBook:
    """The codes of a site being entered in a ledger."""

    ledger: NextLedger
    pages: set[str] = field(default_factory=set)
    """URLs that the site has a page for."""
    folders: dict[str, str] = field(default_factory=dict)
    """Language -> its part of a URL."""

    def __post_init__(self) -> None:
        site = self.ledger.site
        self.folders = {tag: site.folder(tag) for tag in site.settings.languages}

    def enter(self, code: Code) -> Code:
        """Enter a code's pages, and return the code with what the ledger says of it."""
        standing = None if code.retirement else self._enter_unchanged(code)
        if standing:
            return standing
        urls = {tag: folder + code.page for tag, folder in self.folders.items()}
        self.pages.update(urls.values())
        permalinks = self.ledger.permalinks
        known = {tag: permalinks[url] for tag, url in urls.items() if url in permalinks}
        gone = [item for item in known.values() if item.state in ("retired", "renamed")]
        if gone and code.retirement is None:
            if any(_means_something_else(item, code) for item in gone):
                self._refuse(code, gone[0])
                return code
            if gone[0].reason:
                code = replace(code, retirement=Retirement(gone[0].since, gone[0].reason, gone[0].successor))
                message = f"code {code.code} is retired, but its row still stands"
                self._fault_at_row(code, "warning", message, f"delete the row, or run {self._reinstate(code)}")
        wordings = {wording.language: wording for wording in code.wordings}
        entered = []
        for tag, url in urls.items():
            old, wording = known.get(tag), wordings.get(tag)
            if old is None:
                item = self._begin(url, tag, code, wording, translated=bool(known))
            elif code.retirement:
                item = self._retire(old, code.retirement, wording)
            else:
                item = self._renew(old, tag, code, wording, known=known.values())
            permalinks[url] = item
            entered.append(item)
        if code.retirement and not code.retirement.reason:
            self._ask_reason(entered[0])
        return _date(code, entered)

    def _enter_unchanged(self, code: Code) -> Code | None:
        """Return a code whose pages are all in the ledger as they are, as nearly every one is; else None."""
        entered = []
        for tag, folder in self.folders.items():
            old, wording = self.ledger.permalinks.get(folder + code.page), code.wording(tag)
            if old is None or not self._matches(old, tag, code, wording if wording.language == tag else None):
                return None
            entered.append(old)
        self.pages.update([item.url for item in entered])
        return _date(code, entered)

    def _begin(self, url: str, tag: str, code: Code, wording: Wording | None, *, translated: bool) -> Permalink:
        """Return the permalink of a new page."""
        self.ledger.changes.note("translated" if translated else "added", code.catalog, code.code)
        retired = code.retirement
        return Permalink(
            url=url,
            catalog=code.catalog,
            language=tag,
            code=code.code,
            slug=code.slug,
            title=wording.title if wording else "",
            state=code.state,
            first=self.ledger.today,
            version=self.ledger.site.settings.version,
            hash=self._hash(code, wording),
            changed=self.ledger.today if wording else "",
            since=retired.since if retired else "",
            reason=retired.reason if retired else "",
            successor=retired.successor if retired else "",
        )

    def _retire(self, old: Permalink, retirement: Retirement, wording: Wording | None) -> Permalink:
        """Return the permalink of a page whose code has left the content, with its last wording."""
        if old.state == "retired":
            return old
        self.ledger.changes.note("retired", old.catalog, old.code)
        return replace(old, state="retired", since=retirement.since, entries=wording.entries if wording else ())

    def _renew(
        self, old: Permalink, tag: str, code: Code, wording: Wording | None, known: Iterable[Permalink]
    ) -> Permalink:
        """Return the permalink of a page whose code is in the content; `known` are those of all its languages."""
        if self._matches(old, tag, code, wording):
            return old
        title, digest = (wording.title, self._hash(code, wording)) if wording else ("", "")
        item = old
        if old.state != "live":
            self.ledger.changes.note("back", code.catalog, code.code)
            item = replace(old, state="live", since="", reason="", successor="", entries=())
        if old.hash != digest or old.language != tag:
            # `reinstate --slug` has entered pages that no build has written yet.
            more: Change = "translated" if any(item.hash for item in known) else "added"
            change: Change = more if not old.hash else "reworded" if digest else "untranslated"
            self.ledger.changes.note(change, code.catalog, code.code)
            item = replace(item, changed=self.ledger.today)
        return replace(item, title=title, hash=digest, language=tag)

    def _matches(self, old: Permalink, tag: str, code: Code, wording: Wording | None) -> bool:
        """Tell whether a permalink is that of a live page with this wording."""
        if old.state != "live" or old.language != tag or old.title != (wording.title if wording else ""):
            return False
        return old.hash == self._hash(code, wording)

    def _hash(self, code: Code, wording: Wording | None) -> str:
        """Return the digest of a wording; with the first one go the notes in languages that have none."""
        if not (wording and self.ledger.today):
            return ""
        return hash_wording(wording, code.asides if wording is code.wordings[0] else ())

    def _refuse(self, code: Code, old: Permalink) -> None:
        """Note that a code is in the content again and means something else."""
        if old.state == "renamed":
            message = f"code {code.code} was renamed to {old.successor}, but its row still stands"
            hint = f"write {old.successor} in the row, or run {self._reinstate(code)} to undo the rename"
        else:
            message = f"code {code.code} was retired as {old.title!r} and comes back as {_title(code, old)!r}"
            hint = (
                f"run {self._reinstate(code)} if it still means the same, "
                f"or {self._reinstate(code, '--slug NAME')} to give the new meaning a page of its own"
            )
        self._fault_at_row(code, "error", message, hint)

    def _fault_at_row(self, code: Code, level: Level, message: str, hint: str) -> None:
        place = code.wordings[0].entries[0].location
        self.ledger.add_fault(Diagnostic(level, place.path, place.line, message, hint))

    def _reinstate(self, code: Code, more: str = "") -> str:
        return self.ledger.command("reinstate", code.catalog, code.code, more)

    def _ask_reason(self, item: Permalink) -> None:
        title = f" ({item.title})" if item.title else ""
        message = f"code {item.code}{title} has left the content, and nobody has said why"
        retire = self.ledger.command("retire", *item.key, "--reason WHY")
        moved = self.ledger.moved(*item.key)
        rename = self.ledger.command("rename", *item.key, moved or "NEW")
        if moved:
            hint = f"it stands in another catalog now: run {rename}, or {retire}"
        else:
            hint = self.ledger.heir_hint(item, retire) or f"run {retire} or {rename}"
        self.ledger.fault_at(item.url, "warning", message, hint)

    def check_successors(self, retired: Iterable[Code]) -> None:
        """Note each successor of a retired code that is nowhere, where it looks like a code of this site.

        Any other one may be a code that the site does not have, of a newer API perhaps.
        """
        known = {item.key for item in self.ledger.permalinks.values()}
        shapes = Shapes(known)
        for code in retired:
            name = code.retirement.successor if code.retirement else ""
            if name and resolve(name, code.catalog, known) not in known and shapes.fits(code.catalog, name):
                url = self.ledger.site.code_url(code, self.ledger.site.settings.language)
                retire = self.ledger.command("retire", code.catalog, code.code, "--reason WHY --successor CODE")
                message = f"code {code.code} is said to be replaced by {name}, which is nowhere"
                self.ledger.fault_at(
                    url, "warning", message, f"run {retire} with a code that is there, or without --successor"
                )

    def report_lost(self, item: Permalink) -> None:
        """Note that a redirect has lost its target."""
        target = item.successor or item.code
        # An alias goes where its code goes.
        rename = self.ledger.command("rename", item.catalog, target if item.state == "alias" else item.code, "CODE")
        hint = f"add {target} to the content, or run {rename} with a code that is there"
        self.ledger.fault_at(item.url, "error", f"{item.url} leads to code {target}, which is nowhere", hint)


def hash_wording(wording: Wording, asides: Iterable[Aside] = ()) -> str:
    """Return a digest of what a reader is told: title, cells and notes, but not where they stand or their markup.

    `asides` are the notes that have no wording of their own beside them.
    """
    parts = [wording.title, *[item.text for entry in wording.entries for item in entry.fields]]
    for note in (wording.note, *[aside.note for aside in asides]):
        if note:
            parts += (note.prose, note.retryable, note.actor, note.support, note.successor, note.since)
    return blake2b("\x1f".join(parts).encode("utf-8", "surrogatepass"), digest_size=8).hexdigest()


def _date(code: Code, entered: Sequence[Permalink]) -> Code:
    """Return a code with what its permalinks, that of the default language first, tell: its dates, and who had data."""
    first = entered[0]
    added, changed = first.first, max(first.changed, first.since)
    for item in entered[1:]:
        added, changed = min(added, item.first), max(changed, item.changed, item.since)
        if item.changed and not item.hash and not code.speaks(item.language):
            code = replace(code, moved=(*code.moved, item.url))
    if code.changed and changed:
        # Git, where it was asked, knows the last change of the document: no earlier than that of the code, like ours.
        changed = min(changed, code.changed)
    return code.dated(added, changed or code.changed)


def _means_something_else(old: Permalink, code: Code) -> bool:
    """Tell whether a code stands for something else than when it left: another title in the same language."""
    if old.state == "renamed":
        return True
    return bool(old.hash and code.has(old.language)) and _title(code, old) != old.title


def _title(code: Code, old: Permalink) -> str:
    return code.wording(old.language).title
