"""A brief and a pack -> the blocks of the document, through the pack's Jinja templates.

Whatever a template prints becomes a slot, so no word of a source can act as markup. Nothing else imports Jinja2.
"""

import re
from collections.abc import Iterator
from types import TracebackType
from typing import Any, ClassVar, NoReturn

from jinja2 import FunctionLoader, StrictUndefined, TemplateError, TemplateNotFound, TemplateSyntaxError, pass_context
from jinja2.ext import Extension
from jinja2.lexer import Token, TokenStream
from jinja2.runtime import Context, Undefined
from markupsafe import Markup

from briefing.compose.bounds import BoundedEnvironment, bound_filter, bound_output
from briefing.compose.markup import Line, Parsed, parse_markup
from briefing.compose.slots import Slot, Slots
from briefing.compose.viewer import LayoutContext, Viewer
from briefing.compose.views import Fields, View
from briefing.config.tables import suggest
from briefing.errors import PackError
from briefing.model.brief import Brief
from briefing.model.document import Text
from briefing.packs.lookup import Pack, TemplateFile

ENTRY = "brief.md.jinja"
"""The template that a layout begins with."""

_PLACE = re.compile("\ue002([0-9]+):([0-9]+)\ue003")
_PRIVATE = re.compile("[\ue000-\ue003]")
KNOWN_NAMES = frozenset({"brief", "settings", "options", "say", "has_phrase"})
"""What a template sees beside what Jinja brings along."""
FILTERS = frozenset({
    "abs", "batch", "count", "default", "d", "dictsort", "first", "groupby", "int", "items", "join", "last", "length",
    "list", "map", "max", "min", "reject", "rejectattr", "reverse", "round", "select", "selectattr", "slice", "sort",
    "sum", "unique",
})  # fmt: skip
"""Filters that neither change words nor depend on chance."""

_TROUBLE = (TemplateError, PackError, TypeError, ValueError, LookupError, ArithmeticError, RecursionError)


def render_layout(brief: Brief, pack: Pack, context: LayoutContext) -> Parsed:
    """Fill the pack's layout with a brief and read the result as blocks.

    Its notes are not numbered yet: see `Parsed`. Raises PackError, with file and line, for a template that is wrong.
    """
    viewer = Viewer(pack, context)
    lines = _fill(LayoutEnvironment(pack, viewer.slots), viewer, brief)
    viewer.check_tags()
    return parse_markup(lines, viewer.slots.kept)


def _fill(environment: "LayoutEnvironment", viewer: Viewer, brief: Brief) -> tuple[Line, ...]:
    """Render the first template; every complaint becomes a PackError at the line that caused it."""
    try:
        template = environment.get_template(environment.join_path(ENTRY, ""))
        parts = template.generate(
            brief=viewer.brief(brief),
            settings=viewer.settings(),
            options=viewer.options(),
            say=viewer.say,
            has_phrase=viewer.has_phrase,
        )
        text = "".join(bound_output(parts))
    except _TROUBLE as problem:
        _explain(problem, environment.pack)
    return tuple(environment.locate(text))


class LayoutEnvironment(BoundedEnvironment):
    """Run templates with read-only views, few filters, no chance, and a place noted at the end of each line."""

    tools: ClassVar[frozenset[str]] = frozenset({"range", "dict", "namespace"})

    def __init__(self, pack: Pack, slots: Slots) -> None:
        super().__init__(
            loader=FunctionLoader(self._load),
            undefined=_Missing,
            autoescape=True,
            finalize=_printer(slots),
            lstrip_blocks=True,
            keep_trailing_newline=True,
            extensions=[_Places],
        )
        self.pack = pack
        self.files = [file.path for file in pack.templates.values()]
        self.globals = {name: tool for name, tool in self.globals.items() if name in self.tools}
        self.filters = {name: bound_filter(name, filter_) for name, filter_ in self.filters.items() if name in FILTERS}

    def _load(self, key: str) -> tuple[str, str, None] | None:
        file = self.pack.templates.get(key)
        if file is None:
            return None
        self.check_text(file)
        return file.text, file.path, None

    @staticmethod
    def check_text(file: TemplateFile) -> None:
        """Raise PackError for a template with the characters that slots and places are made of."""
        found = _PRIVATE.search(file.text)
        if found:
            line = file.text.count("\n", 0, found.start()) + 1
            raise PackError(f"the character U+{ord(found[0]):04X} is for internal use", place=f"{file.path}:{line}")

    def join_path(self, template: str, parent: str) -> str:
        """Find which pack's file a name means; one that nobody has stays as it is, to be reported."""
        return self.pack.resolve(template, parent) or template

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Show of a view what it lists, of plain values what the sandbox allows."""
        return attr in obj.shown if isinstance(obj, View) else super().is_safe_attribute(obj, attr, value)

    def getattr(self, obj: Any, attribute: str) -> Any:
        """Return an attribute; named values are looked up by name alone."""
        if isinstance(obj, Fields):
            return self.getitem(obj, attribute)
        return super().getattr(obj, attribute)

    def getitem(self, obj: Any, argument: Any) -> Any:
        """Return an item; named values are looked up by name alone."""
        if isinstance(obj, Fields):
            return obj.values[argument] if argument in obj.values else self.undefined(obj=obj, name=argument)
        return super().getitem(obj, argument)

    def locate(self, text: str) -> Iterator[Line]:
        """Cut a rendered text into lines and give each the place that its end came from."""
        place = self.files[0]
        for line in text.split("\n"):
            for file, number in _PLACE.findall(line):
                place = f"{self.files[int(file)]}:{number}"
            yield Line(_PLACE.sub("", line), place)


class _Places(Extension):
    """Note after each line of a template where it stands, and drop the ends of lines that hold nothing but tags."""

    def filter_stream(self, stream: TokenStream) -> Iterator[Token]:
        """Mark the template's own text; tags and expressions pass."""
        environment = self.environment
        index = environment.files.index(str(stream.filename)) if isinstance(environment, LayoutEnvironment) else 0
        only_tags = True
        for token in stream:
            if token.type == "data":
                text = token.value
                if only_tags and text.startswith("\n"):
                    yield Token(token.lineno, "data", _note_places(text[1:], index, token.lineno + 1))
                else:
                    yield Token(token.lineno, "data", _note_places(text, index, token.lineno))
                only_tags = text.endswith("\n")
            else:
                only_tags = only_tags and token.type != "variable_begin"
                yield token


def _note_places(text: str, file: int, line: int) -> str:
    """Put the place of each line before its end."""
    first, *rest = text.split("\n")
    return first + "".join(f"\ue002{file}:{line + number}\ue003\n{part}" for number, part in enumerate(rest))


class _Missing(StrictUndefined):
    """Complain about a name that does not exist with the nearest one that does, after a semicolon."""

    @property
    def _undefined_message(self) -> str:
        if self._undefined_hint or self._undefined_name is None:
            return str(super()._undefined_message)
        owner, name = self._undefined_obj, str(self._undefined_name)
        match owner:
            case Fields():
                return f'there is no "{name}" here; {suggest(name, owner.values, "names")}'
            case View():
                return f'there is no "{name}" here; {suggest(name, owner.shown, "names")}'
            case _:
                return f'there is no "{name}" here; {suggest(name, KNOWN_NAMES, "names")}'


def _printer(slots: Slots) -> Any:
    """Return what Jinja asks before it prints: a view prints itself, plain values become slots here.

    Asking for the context keeps Jinja from calling it while it compiles a template.
    """

    @pass_context
    def finalize(_context: Context, value: object) -> object:
        match value:
            case Markup() | View() | Undefined():
                return value
            case str() | int() | float():
                return Markup(slots.mark(Slot((Text(str(value)),))))  # noqa: S704  # a slot, not the value
            case _:
                raise PackError(f"a {type(value).__name__} cannot be printed", hint="print what is in it, one by one")

    return finalize


def _explain(problem: Exception, pack: Pack) -> NoReturn:
    """Raise what went wrong in a template as a PackError, with what to do."""
    place = _find_place(problem, pack)
    match problem:
        case PackError():
            entry = pack.templates.get(pack.resolve(ENTRY) or "")
            where = place or problem.place or (entry.path if entry else "")
            raise PackError(problem.message, place=where, hint=problem.hint) from problem
        case TemplateNotFound():
            names = {key.partition("/")[2] for key in pack.templates}
            hint = suggest(str(problem.name), names, "templates")
            raise PackError(f'there is no template "{problem.name}"', place=place, hint=hint) from problem
        case _:
            message, _, hint = str(problem).partition("; ")
            raise PackError(f"the template fails: {message}", place=place, hint=hint) from problem


def _find_place(problem: Exception, pack: Pack) -> str:
    """Return file and line of a template error: its own, else the innermost template line that led to it."""
    if isinstance(problem, TemplateSyntaxError):
        return f"{problem.filename}:{problem.lineno}"
    paths = {file.path for file in pack.templates.values()}
    place = ""
    trace: TracebackType | None = problem.__traceback__
    while trace is not None:
        path = trace.tb_frame.f_code.co_filename
        place = f"{path}:{trace.tb_lineno}" if path in paths else place
        trace = trace.tb_next
    return place
