"""A mistake in a template, said with its file and line.

    error: content/theme/partials/footer.html:3: 'nope' is undefined

Jinja compiles and runs templates as Python, so a mistake in one comes as an exception with frames of generated code in
its traceback. Each of them knows its template, and which line of it a line of code was made from. The innermost one
that is in `content/theme/` is to blame, else the innermost of `templates/`, whose files are users' too; what no
template has to do with is ours, and stays the exception that it is.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from types import TracebackType

from jinja2 import Template, TemplateError, TemplateNotFound, TemplateSyntaxError

from errdex.diagnostics import Fault, SettingFault
from errdex.model import Theme

_HINT = "a template is Jinja, and every name in it has to be there"
_OWN_HINT = f"{_HINT}; compare it with those in templates/"


@contextmanager
def blaming(theme: Theme) -> Iterator[None]:
    """Turn what a template raises in the block into a SettingFault."""
    try:
        yield
    except Exception as error:
        ours = isinstance(error, (Fault, OSError, MemoryError)) and not isinstance(error, TemplateError)
        fault = None if ours else _find_fault(error, theme)
        if fault is None:
            raise
        raise fault from None


def _find_fault(error: Exception, theme: Theme) -> SettingFault | None:
    """Return what to say of an error, None where no template can be the reason."""
    said = str(error) if isinstance(error, TemplateError) else f"{type(error).__name__}: {error}"
    if isinstance(error, TemplateNotFound):
        said = f"no such template: {error.name}"
    places = list(_places(error.__traceback__))
    if isinstance(error, TemplateSyntaxError):
        said = error.message or said
        places.append((error.name or "", error.lineno))
    for name, line in reversed(places):
        if name in theme.own:
            return SettingFault(f"{theme.own[name]}:{line}: {said}", _OWN_HINT)
    if not places:
        return None
    name, line = places[-1]
    hint = f"{_HINT}; it may need one whose place a file of yours took: {', '.join(theme.own.values())}"
    return SettingFault(f"templates/{name}:{line}: {said}", hint if theme.own else _HINT)


def _places(trace: TracebackType | None) -> Iterator[tuple[str, int]]:
    """Yield template and line of each frame that is a template's, the outermost first."""
    while trace is not None:
        known = trace.tb_frame.f_globals
        template = known.get("__jinja_template__")
        if isinstance(template, Template):
            yield template.name or "", template.get_corresponding_lineno(trace.tb_lineno)
        elif "__jinja_exception__" in known:  # Jinja put it there in place of its own, with the template's line
            yield trace.tb_frame.f_code.co_filename, trace.tb_lineno
        trace = trace.tb_next
