"""A sandbox that stops templates which run away: bounded steps, numbers, texts and output.

Packs are trusted like macros; the bounds keep a slip, or a stranger's pack, from taking the machine with it.
"""

import re
from collections.abc import Callable, Iterable, Iterator
from functools import wraps
from typing import Any

from jinja2 import nodes
from jinja2.compiler import CodeGenerator, Frame
from jinja2.runtime import markup_join
from jinja2.sandbox import ImmutableSandboxedEnvironment

from briefing.errors import PackError

MOST_STEPS = 100_000
"""Steps of all loops and macros of a layout; long bodies count for more."""
MOST_CHARACTERS = 2_000_000
"""In the text that a layout makes: a thousand pages."""
LONGEST_TEXT = 100_000
"""Of one text put together in a template, and the largest number that a filter takes."""
LARGEST_BITS = 1024
"""Of one number."""
_WIDE = re.compile(r"%[^a-zA-Z%]*(?:\d{3}|\*)")
"""A place of `%` that is filled up to a width."""
_BODY_UNIT = 100
"""Characters of a loop's body that count as one more step."""
_METHODS: dict[type, frozenset[str]] = {
    str: frozenset({"startswith", "endswith"}),
    dict: frozenset({"items", "keys", "values", "get"}),
    list: frozenset({"index", "count"}),
    tuple: frozenset({"index", "count"}),
}
"""What may be called on plain values; nothing that makes other words of them."""


class _Generator(CodeGenerator):
    """Write templates as Python, with `a ~ b` as a call that knows how long a text may be."""

    def visit_Concat(self, node: nodes.Concat, frame: Frame) -> None:  # noqa: N802  # the name is Jinja's
        self.write("environment.join_words((")
        for part in node.nodes:
            self.visit(part, frame)
            self.write(", ")
        self.write("))")


class BoundedEnvironment(ImmutableSandboxedEnvironment):
    """Count what templates do, and stop them beyond the bounds; one environment serves one layout."""

    code_generator_class = _Generator
    intercepted_binops = frozenset({"*", "**", "+", "%"})

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        """Begin with nothing done."""
        super().__init__(*args, **kwargs)
        self.steps = 0

    def _parse(self, source: str, name: str | None, filename: str | None) -> nodes.Template:
        """Parse a template and let each loop and macro say when it begins a step."""
        tree = super()._parse(source, name, filename)
        for node in list(tree.find_all((nodes.For, nodes.Macro, nodes.CallBlock))):
            body: list[nodes.Node] = getattr(node, "body")  # noqa: B009  # the three share it, not their base
            size = sum(len(data.data) for each in body for data in _data(each))
            body.insert(0, _make_step(1 + size // _BODY_UNIT, node.lineno))
        return tree

    def step(self, weight: int) -> None:
        """Count a step; raises PackError when there are too many."""
        self.steps += weight
        if self.steps > MOST_STEPS:
            raise PackError(f"the layout takes more than {MOST_STEPS} steps", hint="a loop in it runs too often")

    def call_binop(self, context: Any, operator: str, left: Any, right: Any) -> Any:
        """Work an operator out unless its result would be out of bounds."""
        if operator == "%" and isinstance(left, str) and _WIDE.search(left):
            raise PackError("texts are not filled up by %", hint="write a ~ b, or a phrase with {values}")
        if operator in {"*", "**"}:
            _refuse_large(operator, left, right)
        result = super().call_binop(context, operator, left, right)
        return _check_length(result) if isinstance(result, str | list | tuple) else result

    def wrap_str_format(self, value: Any) -> None:
        """Offer no `format` of texts: it fills up to any width."""

    def join_words(self, parts: Iterable[Any]) -> Any:
        """Join words as `~` does; raises PackError for what is too long."""
        return _check_length(markup_join(_check_parts(parts)))

    def is_safe_attribute(self, obj: Any, attr: str, value: Any) -> bool:
        """Allow of plain values what tells something of them."""
        for kind, allowed in _METHODS.items():
            if isinstance(obj, kind):
                return attr in allowed
        return bool(super().is_safe_attribute(obj, attr, value))


def bound_filter(name: str, filter_: Callable[..., Any]) -> Callable[..., Any]:
    """Return a filter that refuses numbers and results out of bounds."""

    @wraps(filter_)
    def bounded(*args: Any, **kwargs: Any) -> Any:
        for value in (*args, *kwargs.values()):
            if isinstance(value, int) and abs(value) > LONGEST_TEXT:
                raise PackError(f"a filter takes no number above {LONGEST_TEXT}")
        if name == "sum" and any(isinstance(value, list | tuple | dict) for value in (*args[2:], *kwargs.values())):
            raise PackError("only numbers can be summed")
        if name == "join":
            args = (args[0], _check_parts(args[1], *args[2:3], *kwargs.values()), *args[2:])
        result = filter_(*args, **kwargs)
        return _check_length(result) if isinstance(result, str | list) else result

    return bounded


def bound_output(parts: Iterable[str]) -> Iterator[str]:
    """Pass a layout's text on, part by part; raises PackError when it is too long."""
    count = 0
    for part in parts:
        count += len(part)
        if count > MOST_CHARACTERS:
            message = f"the layout makes more than {MOST_CHARACTERS} characters"
            raise PackError(message, hint="a loop in it runs too often")
        yield part


def _data(node: nodes.Node) -> Iterator[nodes.TemplateData]:
    if isinstance(node, nodes.TemplateData):
        yield node
    yield from node.find_all(nodes.TemplateData)


def _make_step(weight: int, line: int) -> nodes.Node:
    call = nodes.Call(nodes.EnvironmentAttribute("step"), [nodes.Const(weight)], [], None, None)
    return nodes.ExprStmt(call).set_lineno(line, override=True)


def _refuse_large(operator: str, left: Any, right: Any) -> None:
    """Raise PackError for a product or power that would be out of bounds, before it is worked out."""
    if isinstance(left, int) and isinstance(right, int):
        bits = left.bit_length() * max(right, 0) if operator == "**" else left.bit_length() + right.bit_length()
        if bits > LARGEST_BITS:
            raise PackError("a number in the layout is too large")
    for text, times in ((left, right), (right, left)):
        repeats = isinstance(text, str | list | tuple) and isinstance(times, int)
        if repeats and len(text) * max(times, 0) > LONGEST_TEXT:
            raise _too_long()


def _check_length(result: Any) -> Any:
    if len(result) > LONGEST_TEXT:
        raise _too_long()
    return result


def _check_parts(parts: Iterable[Any], *marks: Any) -> list[Any]:
    """Return what is to be joined by marks; raises PackError for lists in it, whose text may be of any length."""
    kept = list(parts)
    if any(isinstance(part, list | tuple | dict) for part in kept):
        raise PackError("a list cannot be joined into a text", hint="join what is in it")
    between = sum(len(mark) for mark in marks if isinstance(mark, str)) * len(kept)
    if between + sum(len(part) for part in kept if isinstance(part, str)) > LONGEST_TEXT:
        raise _too_long()
    return kept


def _too_long() -> PackError:
    return PackError(f"a text or list in the layout has more than {LONGEST_TEXT} parts")
