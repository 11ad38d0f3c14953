"""The Jinja environment of a build: strict about names, escaping everything, quick at it.

Markupsafe's `escape` costs 300 ns a value and makes an object of it, only for the page to be joined from such values; a
code's page prints sixty. Most have nothing to escape, so `escape_text` looks first and takes 70 ns. The code that Jinja
generates calls it in place of its own `escape`, by way of the hook that Jinja has for other code generators; should a
coming Jinja write its output in another way, pages come out the same, in the old time. And `Template.render` copies
the globals, one by one, for every page (4 of 27 µs); `page_printer` does so once.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, MutableMapping
from contextlib import suppress
from types import CodeType

from jinja2 import BytecodeCache, Environment, FunctionLoader, StrictUndefined, Template, TemplateSyntaxError, nodes
from jinja2.bccache import Bucket
from jinja2.compiler import CodeGenerator, Frame
from markupsafe import Markup, escape


class Mark:
    """Stands for a text in `stencil`: it can be printed, and asked whether it is there, and nothing else."""

    __slots__ = ("shown", "stands_for")
    __hash__ = None  # type: ignore[assignment]  # Python's word for it

    def __init__(self, stands_for: type) -> None:
        """Stand for a `str`, for `Markup`, or for `bytes` that are HTML; whoever prints it says how it is `shown`."""
        self.stands_for = stands_for
        self.shown = ""

    def __str__(self) -> str:
        raise TypeError("the text is not known yet")

    def __eq__(self, other: object) -> bool:
        raise TypeError("the text is not known yet")


def escape_text(value: object) -> str:
    """Return a value as HTML: markup as it is, anything else with `& < > " '` escaped."""
    kind = type(value)
    if kind is Markup:
        return value  # type: ignore[return-value]  # the line above tells
    if kind is str:
        text: str = value  # type: ignore[assignment]  # as well
        if "&" not in text and "<" not in text and ">" not in text and '"' not in text and "'" not in text:
            return text
    if kind is Mark:
        return value.shown  # type: ignore[attr-defined, no-any-return]  # a mark has it
    return escape(value)


class PageCode(CodeGenerator):
    """Writes `environment.escape(…)` around what a template prints."""

    def _output_child_pre(self, node: nodes.Expr, frame: Frame, finalize: CodeGenerator._FinalizeInfo) -> None:
        if frame.eval_ctx.volatile or not frame.eval_ctx.autoescape or finalize.src is not None:
            super()._output_child_pre(node, frame, finalize)
        else:
            self.write("environment.escape(")


class PageEnvironment(Environment):
    """Knows `escape_text`, under the name that the generated code uses."""

    code_generator_class = PageCode
    escape = staticmethod(escape_text)


class CompiledTemplates(BytecodeCache):
    """Jinja's way to templates that need not be compiled, to a mapping in memory: `Theme.compiled`."""

    def __init__(self, known: MutableMapping[str, CodeType]) -> None:
        self._known = known

    def load_bytecode(self, bucket: Bucket) -> None:
        """Hand over a template's code, if it is there."""
        bucket.code = self._known.get(f"{bucket.key} {bucket.checksum}")

    def dump_bytecode(self, bucket: Bucket) -> None:
        """Take a template's code."""
        if bucket.code is not None:
            self._known[f"{bucket.key} {bucket.checksum}"] = bucket.code

    def knows(self, name: str, source: str) -> bool:
        """Tell whether the code of a template is there."""
        return f"{self.get_cache_key(name, name)} {self.get_source_checksum(source)}" in self._known


def compile_templates(templates: Mapping[str, str]) -> dict[str, CodeType]:
    """Return the code of the templates, for `Theme.compiled`; one that is no Jinja is left out.

    The code is made by Python, by Jinja and by what stands in this module.
    """
    compiled: dict[str, CodeType] = {}
    environment = make_environment(templates, compiled)
    for name in templates:
        if is_page_template(name):
            with suppress(TemplateSyntaxError):
                environment.get_template(name)
    return compiled


def is_page_template(name: str) -> bool:
    """Tell whether a file among the templates is Jinja, as an icon is not."""
    return name.endswith(".html")


def make_environment(
    templates: Mapping[str, str], compiled: MutableMapping[str, CodeType] | None = None
) -> Environment:
    """Make the environment for a theme's templates; a name that is not there is an error, never an empty text."""
    return PageEnvironment(
        bytecode_cache=None if compiled is None else CompiledTemplates(compiled),
        # The name once more in place of a file's, for Jinja's tracebacks; see `blame`.
        loader=FunctionLoader(lambda name: (templates[name], name, None) if name in templates else None),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        auto_reload=False,
        optimized=False,  # the templates have no constants to fold, and looking for some is 2 % of a small build
    )


def page_printer(template: Template, **shared: object) -> Callable[[object], str]:
    """Return a function that renders a page's view with the template; `shared` is what all its pages have in common."""
    values = {**template.globals, **shared}

    def print_page(page: object) -> str:
        return "".join(template.root_render_func(template.new_context({**values, "page": page}, shared=True)))

    return print_page
