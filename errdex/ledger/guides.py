"""The documents' pages in the ledger: the address of a guide that has gone leads on.

    guides/signature.html       catalog `guides`, code and slug `signature`

(no catalog of codes can be called so). Once its document has left the content, a guide's address leads

- to the guide that `rename` or `retire --successor` names, or the one that has taken that one's place since;
- else to the guide of the same name in another language: only a translation has gone;
- else to the index, and the build asks for a reason until somebody gives one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import field, replace

from errdex.diagnostics import Diagnostic
from errdex.ledger.next_ledger import NextLedger
from errdex.ledger.permalinks import Permalink
from errdex.model import GUIDES, Guide, Redirect
from errdex.noun import mutable


@mutable
class GuideBook:
    """The guides of a site being entered in a ledger."""

    ledger: NextLedger
    names: dict[str, dict[str, Guide]] = field(default_factory=dict)
    """The guides that are there, by name and language."""

    def enter(self) -> tuple[Redirect, ...]:
        """Enter every guide, and return where the addresses of those that have gone lead."""
        pages: dict[str, Guide] = {}
        for guide in self.ledger.site.guides:
            self.names.setdefault(guide.name, {})[guide.language] = guide
            url = self.ledger.site.guide_url(guide)
            self.ledger.permalinks[url] = self._renew(self.ledger.permalinks.get(url), guide, url)
            pages[url.casefold()] = guide
        known = sorted(url for url, item in self.ledger.permalinks.items() if item.catalog == GUIDES)
        return tuple(self._send_on([url for url in known if not self._has_page(url, pages.get(url.casefold()))]))

    def _renew(self, old: Permalink | None, guide: Guide, url: str) -> Permalink:
        """Return the permalink of a guide that is there."""
        if old is None:
            self.ledger.changes.note("added", GUIDES, guide.name)
            first, version = self.ledger.today, self.ledger.site.settings.version
            return Permalink(url, GUIDES, guide.language, guide.name, guide.name, guide.title, "live", first, version)
        if old.reason or old.state == "renamed":
            decided = "retired" if old.state == "retired" else f"renamed to {old.successor}"
            hint = f"delete {guide.path}, or run {self.ledger.command('reinstate', GUIDES, guide.name)}"
            message = f"guide {guide.name} is {decided}, but its document still stands"
            self.ledger.fault_at(url, "warning", message, hint)
            return old
        if old.state != "live":
            self.ledger.changes.note("back", GUIDES, guide.name)
        elif old.title == guide.title:
            return old
        else:
            self.ledger.changes.note("reworded", GUIDES, guide.name)
        return replace(old, title=guide.title, state="live", since="", successor="")

    def _has_page(self, url: str, guide: Guide | None) -> bool:
        """Tell whether a guide stands at a URL; one whose URL many disks take for the same is a fault."""
        if guide is not None and self.ledger.site.guide_url(guide) != url:
            message = f"its page differs only in upper case from {url}, which was published"
            hint = f"give the document the name {url.rpartition('/')[2].removesuffix('.html')}.md again"
            self.ledger.add_fault(Diagnostic("error", guide.path, 0, message, hint))
        return guide is not None

    def _send_on(self, away: list[str]) -> Iterator[Redirect]:
        """Yield where addresses without a page lead."""
        onward = {item.code: item.successor for item in map(self.ledger.permalinks.__getitem__, away) if item.successor}
        for url in away:
            item = self.ledger.permalinks[url]
            guides = self.names.get(_follow(item, self.names, onward), {})
            if not guides:
                item = self._miss(item)
            yield self._redirect(item, guides)

    def _miss(self, item: Permalink) -> Permalink:
        """Return the permalink of a guide that is in no language, and ask for what is missing."""
        if item.state == "renamed":
            hint = f"add it to the content, or run {self._rename(item)} with a guide that is there"
            message = f"{item.url} leads to guide {item.successor}, which is nowhere"
            self.ledger.fault_at(item.url, "error", message, hint)
        elif item.successor and not self._was_there(item.successor):
            message = f"guide {item.code} is said to be replaced by {item.successor}, which is nowhere"
            self.ledger.fault_at(item.url, "warning", message, f"run {self._rename(item)} with a guide that is there")
        elif not item.reason:
            message = f"guide {item.code} ({item.title}) has left the content, and nobody has said why"
            retire = self.ledger.command("retire", GUIDES, item.code, "--reason WHY")
            hint = self.ledger.heir_hint(item, retire) or f"run {self._rename(item)}, or {retire}"
            self.ledger.fault_at(item.url, "warning", message, hint)
        if item.state == "live":
            self.ledger.changes.note("retired", GUIDES, item.code)
            item = self.ledger.permalinks[item.url] = replace(item, state="retired", since=self.ledger.today)
        return item

    def _was_there(self, name: str) -> bool:
        return any(item.catalog == GUIDES and item.code == name for item in self.ledger.permalinks.values())

    def _rename(self, item: Permalink) -> str:
        return self.ledger.command("rename", GUIDES, item.code, "NEW")

    def _redirect(self, item: Permalink, guides: Mapping[str, Guide]) -> Redirect:
        settings = self.ledger.site.settings
        for tag in (item.language, *settings.languages):
            if tag in guides:
                return Redirect(item.url, self.ledger.site.guide_url(guides[tag]), guides[tag].title, tag)
        tag = item.language if item.language in settings.languages else settings.language
        return Redirect(item.url, f"{self.ledger.site.folder(tag)}index.html", settings.titles[tag], tag)


def _follow(item: Permalink, names: Mapping[str, object], onward: Mapping[str, str]) -> str:
    """Return the name at the end of the chain that begins at a permalink."""
    name, seen = item.successor or item.code, {item.code}
    while name not in names and name in onward and name not in seen:
        seen.add(name)
        name = onward[name]
    return name
