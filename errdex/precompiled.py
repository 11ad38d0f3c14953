"""The project's own templates, compiled once: when errdex is set up, and again when one of them has changed.

    {"1f… 9c…": code}                   name and source of a template -> its byte code, marshalled

To compile them takes 33 ms, a fifth of a build of 22 codes. Nothing can be stale: a template is found by its name and
source, and what another Python, another Jinja or another `renderers/html/environment.py` has made counts as missing.
The file holds what was made of the project's templates and of nothing else; a user's own, in `content/theme/`, are
remembered for their content folder alone (`reuse`).
"""

from __future__ import annotations

import marshal
from collections import ChainMap
from collections.abc import MutableMapping
from dataclasses import replace
from types import CodeType

import jinja2

from errdex.disk.bytecode import fingerprint_compiler, may_write_bytecode, read_bytecode, write_bytecode
from errdex.disk.theme import TEMPLATES, read_theme
from errdex.model import Theme
from errdex.renderers.html.environment import CompiledTemplates, compile_templates, is_page_template

Code = MutableMapping[str, CodeType]
"""As in `Theme.compiled`."""


def precompiled(theme: Theme) -> Theme:
    """Return the theme with the project's templates compiled too; what is compiled later goes where it went before."""
    data = read_bytecode(_key())
    code: Code = {} if data is None else marshal.loads(data)  # noqa: S302  (whoever can write it can change errdex)
    if not _has_all(code, theme) and may_write_bytecode():
        code = precompile()
    return replace(theme, compiled=ChainMap(theme.compiled, code))


def precompile() -> Code:
    """Compile the project's templates, keep their code where that can be written, and return it."""
    code = compile_templates(read_theme(TEMPLATES, {}).templates)
    write_bytecode(_key(), marshal.dumps(code))
    return code


def _has_all(code: Code, theme: Theme) -> bool:
    """Tell whether all of the project's templates that a theme has are there."""
    known = CompiledTemplates(code)
    ours = ((name, source) for name, source in theme.templates.items() if name not in theme.own)
    return all(known.knows(name, source) for name, source in ours if is_page_template(name))


def _key() -> str:
    return fingerprint_compiler("renderers/html/environment.py", jinja2.__version__)
