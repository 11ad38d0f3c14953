"""From a site to its files: every output that it wants, by this process or by several.

Which process makes a file has no say in what is in it, so the site is the same whatever their number.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial

from errdex.disk.workers import can_fork, count_processors, run_in_workers
from errdex.model import Artifact, Part, Site, Theme
from errdex.renderers import chosen_renderers

WORKERS_PAY = 20_000
"""Pages of codes from which on several processes render them, unless the user says how many."""


def render(site: Site, theme: Theme, jobs: int = 0) -> Iterator[Artifact]:
    """Yield the files of the site, one output format after the other, or in no order where `jobs` processes render.

    0 stands for one process, and for as many as there are processors where the site is large.
    """
    renderers = chosen_renderers(site.settings)
    if jobs == 0:
        pages = sum(len(catalog.codes) for catalog in site.catalogs) * len(site.settings.languages)
        jobs = 1 if pages <= WORKERS_PAY else count_processors()
    if jobs == 1 or not can_fork():
        for renderer in renderers:
            yield from renderer.render(site, theme)
        return
    # What does not divide comes first, so that nobody begins it when the others are done.
    tasks = [partial(renderer.render, site, theme) for renderer in renderers if not renderer.divides]
    for renderer in renderers:
        if renderer.divides:
            parts = (Part(number, 2 * jobs) for number in range(2 * jobs))
            tasks += [partial(renderer.render_part, site, theme, part) for part in parts]
    yield from run_in_workers(tasks, jobs)
