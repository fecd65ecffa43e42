"""A pack's templates read without filling them: what each names, and what is wrong whatever the brief holds."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass

from jinja2 import TemplateSyntaxError, nodes

from briefing.compose.slots import Slots
from briefing.compose.templating import ENTRY, KNOWN_NAMES, LayoutEnvironment
from briefing.compose.viewer import SETTINGS_SHOWN
from briefing.compose.views import BriefView
from briefing.config.tables import suggest
from briefing.errors import PackError
from briefing.packs.fault import FaultList
from briefing.packs.lookup import Pack, TemplateFile
from briefing.packs.phrases import PLACEHOLDER

_OF_JINJA = frozenset({"loop", "super", "self", "caller", "varargs", "kwargs"})
_LEADING = (nodes.Include, nodes.Extends, nodes.Import, nodes.FromImport)


@dataclass(frozen=True, slots=True, kw_only=True)
class Inspection:
    """What the templates of a pack ask for."""

    reached: frozenset[str]
    """The keys of the templates that the first one leads to."""
    words: frozenset[str]
    """Every text in their tags: keys of phrases are among them."""
    options: frozenset[str]


def inspect_layout(pack: Pack, faults: FaultList) -> Inspection:
    """Follow the first template to all that it leads to, and note the faults of each."""
    environment = LayoutEnvironment(pack, Slots())
    trees: dict[str, nodes.Template] = {}
    waiting = [pack.resolve(ENTRY) or ""]
    while waiting:
        key = waiting.pop()
        if key and key not in trees and key in pack.templates:
            tree = _parse(environment, key, faults)
            trees[key] = tree
            waiting += _follow(pack, key, tree, faults)
    if not trees:
        faults.error(f'there is no template "{ENTRY}"', str(pack.folder), "write layout/brief.md.jinja")
    named = {name.name for tree in trees.values() for name in tree.find_all(nodes.Name) if name.ctx != "load"}
    for key, tree in trees.items():
        _Reader(pack, pack.templates[key], faults).read(tree, named)
    return Inspection(
        reached=frozenset(trees),
        words=frozenset(word for tree in trees.values() for word in _words(tree)),
        options=frozenset(name for tree in trees.values() for _, name in _attributes(tree, "options")),
    )


def _parse(environment: LayoutEnvironment, key: str, faults: FaultList) -> nodes.Template:
    """Parse and compile one template; one that is wrong is a fault and, from here on, empty."""
    file = environment.pack.templates[key]
    try:
        environment.check_text(file)
        environment.compile(file.text, key, file.path)
        return environment.parse(file.text, key, file.path)
    except TemplateSyntaxError as problem:
        hint = "see the list of tags and filters in docs/packs.md"
        faults.error(f"the template fails: {problem.message}", f"{file.path}:{problem.lineno}", hint)
    except PackError as problem:
        faults.error(problem.message, problem.place, problem.hint)
    return nodes.Template([], lineno=1)


def _follow(pack: Pack, key: str, tree: nodes.Template, faults: FaultList) -> Iterator[str]:
    """Yield the templates that one leads to; of a name that is put together, all that begin like it."""
    for node in (found for kind in _LEADING for found in tree.find_all(kind)):
        template: nodes.Expr = getattr(node, "template")  # noqa: B009  # the four kinds share it, not their base
        if isinstance(template, nodes.Const):
            found = pack.resolve(str(template.value), key)
            if found is None and not getattr(node, "ignore_missing", False):
                known = {each.partition("/")[2] for each in pack.templates}
                hint = suggest(str(template.value).removeprefix("!parent/"), known, "templates")
                place = f"{pack.templates[key].path}:{node.lineno}"
                faults.error(f'there is no template "{template.value}"', place, hint)
            yield found or ""
        else:
            stems = tuple(str(each.value) for each in template.find_all(nodes.Const))
            names = {each.partition("/")[2] for each in pack.templates}
            yield from (pack.resolve(name, key) or "" for name in names if name.startswith(stems))


def _words(tree: nodes.Template) -> Iterator[str]:
    return (node.value for node in tree.find_all(nodes.Const) if isinstance(node.value, str))


def _attributes(tree: nodes.Node, owner: str) -> Iterator[tuple[int, str]]:
    """Yield line and name of each attribute that is asked of a name."""
    for node in tree.find_all(nodes.Getattr):
        if isinstance(node.node, nodes.Name) and node.node.name == owner:
            yield node.lineno, node.attr
    for item in tree.find_all(nodes.Getitem):
        of_owner = isinstance(item.node, nodes.Name) and item.node.name == owner
        if of_owner and isinstance(item.arg, nodes.Const) and isinstance(item.arg.value, str):
            yield item.lineno, item.arg.value


@dataclass(frozen=True, slots=True)
class _Reader:
    """Hold one template against what a template sees."""

    pack: Pack
    file: TemplateFile
    faults: FaultList

    def read(self, tree: nodes.Template, named: Collection[str]) -> None:
        """Note names, attributes and phrases that there are not; `named` are the names that any template sets."""
        known = {*KNOWN_NAMES, *_OF_JINJA, *LayoutEnvironment.tools, *named}
        for name in tree.find_all(nodes.Name):
            if name.name not in known:
                self._fail(f'there is no "{name.name}" here', name.lineno, suggest(name.name, KNOWN_NAMES, "names"))
        shown: Mapping[str, Collection[str]] = {
            "brief": BriefView.shown, "settings": SETTINGS_SHOWN, "options": self.pack.manifest.options
        }  # fmt: skip
        for owner, attributes in shown.items():
            for line, asked in _attributes(tree, owner):
                if asked not in attributes:
                    self._fail(f'there is no "{owner}.{asked}"', line, suggest(asked, attributes, "names"))
        for call in tree.find_all(nodes.Call):
            if isinstance(call.node, nodes.Name) and call.node.name == "say" and call.args:
                self._read_phrase(call)

    def _read_phrase(self, call: nodes.Call) -> None:
        """Check the phrase that a template says, if it names it outright, and the values that it gives."""
        key = call.args[0].value if isinstance(call.args[0], nodes.Const) else None
        if key is None or call.dyn_kwargs is not None:
            return
        entries = self.pack.phrases.entries
        if key not in entries:
            self._fail(f'phrase "{key}" is missing', call.lineno, suggest(str(key), entries, "phrases"))
            return
        phrase, given = entries[key], {pair.key for pair in call.kwargs}
        forms = [phrase] if isinstance(phrase, str) else list(phrase.values())
        for name in sorted({name for form in forms for name in PLACEHOLDER.findall(form)} - given):
            message = f'phrase "{key}" asks for {{{name}}}, and the template does not give it'
            self._fail(message, call.lineno, f'write say("{key}", {name}=…)')

    def _fail(self, message: str, line: int, hint: str) -> None:
        self.faults.error(message, f"{self.file.path}:{line}", hint)
