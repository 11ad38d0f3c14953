"""From a site to its files: every output that it wants, by this process or by several.

What is in a file does not depend on the process that makes it, so the site is the same whatever their number.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import TYPE_CHECKING

from errdex.model import Artifact, Part, Site, Theme
from errdex.renderers import Renderer, chosen_renderers

if TYPE_CHECKING:
    from errdex.disk.workers import Task

WORKERS_PAY = 20_000
"""Pages of codes from which on several processes render them, unless the user says how many."""

MOST_JOBS = 32
"""Processes: more of them would have more tasks than `workers` can name."""


def render(site: Site, theme: Theme, jobs: int = 0) -> Iterator[Artifact]:
    """Yield the files of the site, one output format after the other, or in no order where `jobs` processes render.

    0 stands for one process, and for as many as there are processors where the site is large.
    """
    renderers = chosen_renderers(site.settings)
    pages = sum(len(catalog.codes) for catalog in site.catalogs) * len(site.settings.languages)
    if jobs > 1 or (jobs == 0 and pages > WORKERS_PAY):
        from errdex.disk import workers  # late: most sites are rendered by one process

        jobs = jobs or min(workers.count_processors(), MOST_JOBS)
        if jobs > 1 and workers.can_fork():
            yield from workers.run_in_workers(_tasks(renderers, site, theme, 2 * jobs), jobs)
            return
    for renderer in renderers:
        yield from renderer.render(site, theme)


def _tasks(renderers: Sequence[Renderer], site: Site, theme: Theme, parts: int) -> list[Task]:
    """Return what there is to do; outputs that do not divide come first, lest one begins last."""
    tasks: list[Task] = [partial(renderer.render, site, theme) for renderer in renderers if not renderer.divides]
    for renderer in renderers:
        if renderer.divides:
            tasks += [partial(renderer.render_part, site, theme, Part(number, parts)) for number in range(parts)]
    return tasks
