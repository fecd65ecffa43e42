"""The words of a line that are none of a statement's: who answers for them, and whether they hold."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from typing import get_args

from briefing.model.brief import News
from briefing.model.marks import fold_space
from briefing.model.source import SourceId
from briefing.model.statement import Derived
from briefing.packs.handling import name_rule
from briefing.packs.lookup import Pack
from briefing.verify.counts import count_again
from briefing.verify.labels import date_of, list_actors, say_dates
from briefing.verify.notes import NoteReader, list_beginning
from briefing.verify.problems import Problem
from briefing.verify.record import Printed, Record
from briefing.verify.sources import Witness
from briefing.verify.verdicts import Answer, Kind, Verdict, fail
from briefing.verify.wording import LITERAL, NEUTRAL, Said, Wordbook, list_words

_DIGEST = 12
_HEADINGS = ("section-title", "key-points", "chronology", "disagreements", "sources-and-method", "sources")


class Accountant:
    """Answer for the words that stand beside, above and below statements."""

    def __init__(self, record: Record, pack: Pack, witness: Witness | None) -> None:
        """Work out once what the page may say."""
        self.record, self.pack, self.witness = record, pack, witness
        self.words = Wordbook(pack)
        self.notes = NoteReader(record, self.words)
        self._refers = list(record.refers)
        """The references to other sections that no line has yet been."""
        self._dated: set[tuple[int, str]] = set()
        """The notes of the statements before which a line stood that is their label or date, with that line."""
        self._heading = ""
        self._under: dict[str, set[str]] = {"": set()}
        """The keys of the phrases that stand under each heading, by the heading's own key."""
        self._tagged: set[int] = set()
        """The notes of the statements whose tag stands with their label."""
        self._counts = {**count_again(record, witness, pack), "since-gone": self._count_gone()}
        self.beginnings = self._list_beginnings()
        self._known = self.words.words("") | self._list_names()
        self._rules: Mapping[str, Callable[[dict[str, str]], bool]] = {
            "table-caption": lambda values: values["caption"] in self._say_all("caption-"),
            "chronology-refers": self._is_reference,
            "method-withheld-salient": self._is_withheld,
            "method-single-source": self._counts_statements,
            "method-latest-date": lambda values: self.is_named(values["date"]),
            "method-as-of": lambda values: values["date"] == record.given.get("as_of"),
            "not-in-sources": self._is_missing,
            "since-marks": self._is_since,
            "since-nothing": self._is_since,
            "method-automation": lambda values: values["program"].casefold() == record.program.casefold(),
        }

    def _count_gone(self) -> set[str]:
        """Return the sentence on what an earlier edition has and this one has not; none where nothing is gone."""
        gone = self.record.since.gone if self.record.since is not None else 0
        if not gone or "since-gone" not in self.pack.phrases.entries:
            return set()
        return {self.pack.phrases.say("since-gone", count=gone, number=self.pack.phrases.say_number(gone))}

    def _is_since(self, values: dict[str, str]) -> bool:
        """Say whether the edition is named that the marks are against, and the marks as they are printed."""
        tags = {key: self.pack.phrases.say(f"tag-{key}") for key in get_args(News)}
        right = self.record.since is not None and values["version"] == self.record.since.version
        return right and all(values.get(key, tag) == tag for key, tag in tags.items())

    def _list_beginnings(self) -> dict[SourceId, frozenset[str]]:
        if self.witness is None:
            return {}
        return {claim.id: list_beginning(claim, self.witness) for claim in self.record.sources}

    def _list_names(self) -> frozenset[str]:
        """Return the words of what the sources are called, and those of the statements' speakers."""
        own = (word for claim in self.record.sources for word in self.notes.names(claim.id))
        begun = (word for words in self.beginnings.values() for word in words)
        said = (word for each in self.record.statements.values() for word in list_words(each.speaker))
        titles = (word for each in self.pack.manifest.sections for word in list_words(each.title))
        given = (word for value in self.record.given.values() for word in list_words(str(value)))
        actors = (word for name in list_actors() for word in list_words(name))
        program = list_words(self.record.program)
        return frozenset([*own, *begun, *said, *titles, *given, *actors, *program])

    def _say_all(self, prefix: str) -> set[str]:
        entries = self.pack.phrases.entries
        return {fold_space(text) for key, text in entries.items() if key.startswith(prefix) and isinstance(text, str)}

    def _is_reference(self, values: dict[str, str]) -> bool:
        titles = {section.title for section in self.pack.manifest.sections}
        labels = self._say_all("label-") | {g.label for s in self.pack.manifest.sections for g in s.groups}
        return values["label"] in labels and values["section"] in titles

    def _is_withheld(self, values: dict[str, str]) -> bool:
        """Say whether each place that is named as withheld is one, of a source that is named so."""
        listed = [(a.partition(":")[0], a) for addresses in self.record.withheld.values() for a in addresses]
        known = {(source, self.notes.say_paragraph(int(a.partition(":")[2].partition(".")[0]))) for source, a in listed}
        items = fold_space(values["items"]).split(fold_space(self.pack.phrases.say("list-semicolon")))
        return all(any(item.endswith(place) and self._names(item, source) for source, place in known) for item in items)

    def _names(self, item: str, source: str) -> bool:
        words = self.notes.names(SourceId(source)) | self.beginnings.get(SourceId(source), frozenset())
        common = self.words.words("note-", "kind-", "list-")
        return all(word in words or word in common or word.isdecimal() for word in list_words(item))

    def _counts_statements(self, values: dict[str, str]) -> bool:
        """Say whether the statements are as many as is said; how many rest on one origin only the analysis knows."""
        total = sum(1 for claim in self.record.statements.values() if not claim.author)
        count = values.get("count", "1")
        return values["total"] == str(total) and count.isdecimal() and int(count) <= total

    def is_named(self, date: str) -> bool:
        """Say whether a source bears a date or names it; any will do where the sources are not there."""
        if self.witness is None:
            return True
        borne = (claim.reference.date for claim in self.record.sources)
        said = {self.pack.phrases.say_date(each) for each in borne if each is not None}
        return date in said or any(
            date == named
            for each in self.witness.sentences.values()
            for named in say_dates(each.span, self.witness, self.pack)
        )

    def _is_missing(self, values: dict[str, str]) -> bool:
        """Say whether what is told to be missing is worth telling, and no source is of the kind that is missed."""
        kinds = {claim.reference.kind for claim in self.record.sources}
        absent = {c.phrase for c in self.pack.manifest.checks if c.kind is None or c.kind not in kinds}
        phrases = [key for key in self.pack.phrases.entries if key.startswith("missing-")]
        allowed = [key for key in phrases if key in absent or key.removesuffix("-but") in absent]
        patterns = [self.words.pattern(key) for key in allowed]
        items = fold_space(values["items"]).split(fold_space(self.pack.phrases.say("list-semicolon")))
        return all(any(pattern.fullmatch(item) for pattern in patterns) for item in items)

    # ---------------------------------------------------------------------------------------------- beside statements

    def beside(self, rest: str, printed: Sequence[Printed]) -> tuple[str, list[Problem]]:
        """Take away what belongs beside the statements of a line; return what is left, and what is missing."""
        problems: list[Problem] = []
        for each in printed:
            tag = self._say_tags(each)
            if tag and not rest.startswith(tag) and each.note not in self._tagged:
                problems.append(Problem("tag-missing", f"the statement does not bear “{tag}”"))
            rest = rest.removeprefix(tag).strip()
            claim = self.record.statements[each.statement]
            qualifier = f"· {each.qualifier.text}" if each.qualifier is not None else ""
            for words in (qualifier, ", ".join(claim.claims)):
                rest = rest.replace(words, " ", 1).strip() if words else rest
        return " ".join(rest.split()), problems

    def above(self, text: str, following: Printed | None) -> Answer | None:
        """Answer for a label or a date that stands before a statement; None for words that are no label.

        The statement's tag may stand behind its label instead of before its words.
        """
        refers = next((each for each in self._refers if each.text == text), None)
        # The second time that one statement's date stands before it, the first was that of a reference above it.
        again = refers is not None and following is not None and (following.note, text) in self._dated
        for derived in (following.date, following.label) if following is not None and not again else ():
            if following is not None and derived is not None and self._is_label(text, derived, following):
                self._dated.add((following.note, text))
                return Answer("derived", "proven" if self.witness is not None else "unchecked")
        if following is not None and not again and self._is_source(text, following):
            return Answer("derived", "proven")
        if refers is None:
            return None
        self._refers.remove(refers)
        if self.witness is None:
            return Answer("derived", "unchecked")
        right = date_of(refers, self.witness, self.pack)
        return (
            Answer("derived", "proven") if right else fail("date-wrong", f"no source gives the date {text}", "derived")
        )

    def _is_source(self, text: str, following: Printed) -> bool:
        """Say whether a line names the source of what follows, or the day that it bears."""
        cited = {citation.source for citation in following.citations[:1]}
        claims = [claim for claim in self.record.sources if claim.id in cited]
        days = {self.pack.phrases.say_date(c.reference.date) for c in claims if c.reference.date is not None}
        numbers = {word for word in list_words(text) if word.isdecimal()}
        begun = {c.id: self.beginnings.get(c.id, frozenset()) for c in claims}
        named = (
            self.notes.calls(text, c.id, begun[c.id]) and self._names(text, c.id)
            and not numbers - self.notes.names(c.id) - begun[c.id]
            for c in claims
        )  # fmt: skip
        return text in days or any(named)

    def _is_label(self, text: str, derived: Derived, following: Printed) -> bool:
        qualifier = following.qualifier.text if following.qualifier is not None else ""
        tag = self._say_tags(following)
        bare = text.removesuffix(f" {tag}") if tag else text
        if bare not in {derived.text, f"{derived.text} · {qualifier}"}:
            return False
        if bare != text:
            self._tagged.add(following.note)
        return True

    def _say_tags(self, printed: Printed) -> str:
        """Return the boxed words that a statement must bear."""
        return " ".join(map(self.pack.phrases.say, printed.tags))

    def authored(self, rest: str) -> str:
        """Return the id of the editor's own sentence that a line is, marked and signed as it must be; else nothing.

        Whether it is rightly marked as new is held against the recorded line.
        """
        say = self.pack.phrases.say
        for key in ("tag-new", "tag-revised"):
            rest = rest.removeprefix(f"{say(key)} ") if key in self.pack.phrases.entries else rest
        for identity, claim in self.record.authored.items():
            signed = f"{say('tag-authored')} {claim.words} {say('authored-by', by=claim.author)}"
            if rest == " ".join(signed.split()):
                return identity
        return ""

    # ------------------------------------------------------------------------------------------------------ own lines

    def line(self, text: str) -> Answer:
        """Answer for a line of the pack's, of the dossier's maker, or of the list of sources."""
        if self._is_given(text):
            return Answer("given", "stated")
        claim = next((each for each in self.record.sources if each.digest[:_DIGEST] in text), None)
        if claim is not None:
            found = tuple(self.notes.check_entry(text, claim, self.beginnings.get(claim.id, frozenset())))
            return Answer("derived", "failed" if found else "proven", found)
        head, colon, rest = text.partition(": ")
        if colon and head in {section.title for section in self.pack.manifest.sections}:
            return self.line(rest)
        said = self.words.part(text, lambda each: len(self._answer(each).problems))
        if said is None:
            return fail("unaccounted", "nobody answers for these words")
        answers = [self._answer(each) for each in said]
        problems = tuple(problem for each in answers for problem in each.problems)
        verdict: Verdict = max((each.verdict for each in answers), key=_ORDER.index)
        kind: Kind = "pack" if all(each.kind == "pack" for each in answers) else "derived"
        return Answer(kind, verdict, problems)

    def _is_given(self, text: str) -> bool:
        """Say whether a line is what the dossier's maker states, alone or behind its label."""
        options = {name: option.default for name, option in self.pack.manifest.options.items()}
        values = {name: v for name, v in {**options, **self.record.given}.items() if isinstance(v, str)}
        labelled = (f"{self._label(name)}: {value}" for name, value in values.items())
        return text in values.values() or text in labelled

    def _label(self, name: str) -> str:
        label = self.pack.phrases.entries.get(f"fact-{name}", "")
        return label if isinstance(label, str) else ""

    def _answer(self, said: Said) -> Answer:
        """Hold one phrase against what it must say."""
        if said.key in _HEADINGS:
            self._under.setdefault(said.key, set())
            self._heading = said.key
        self._under[self._heading].add(said.key)
        if said.key in self._counts:
            return self._count(said)
        if said.key.startswith("handling-") and said.key != name_rule(self.record.masthead.get("marking", "")):
            return fail("handling-wrong", f"this is not what the marking allows: {said.text}", "pack")
        if not said.values:
            own = said.key.startswith(("section-title", "column-", "tag-", "handling-"))
            return Answer("pack", "proven") if own or said.key in {*NEUTRAL, LITERAL} else Answer("derived", "recorded")
        if said.key in self._rules:
            right = self._rules[said.key](dict(said.values))
            return Answer("derived", "proven") if right else fail("value-wrong", f"this does not hold: {said.text}")
        return self._answer_values(said)

    def _count(self, said: Said) -> Answer:
        """Hold a phrase against what it reads when its numbers are counted again."""
        expected = self._counts[said.key]
        if fold_space(said.text) in map(fold_space, filter(None, expected)):
            return Answer("derived", "proven")
        wanted = " or ".join(sorted(filter(None, expected))) or "not this sentence"
        return Answer("derived", "failed", (Problem("count-wrong", "counted again it reads", wanted, said.text),))

    def _answer_values(self, said: Said) -> Answer:
        """Answer for a phrase without a rule: its values are given, or use no word that the brief does not know."""
        if said.key == LITERAL and all(self._is_given(value) for _, value in said.values):
            return Answer("given", "stated")
        program = dict(said.values).get("program", self.record.program)
        if program.casefold() != self.record.program.casefold():
            return fail("value-wrong", f"this does not hold: {said.text}")
        strange = sorted({word for _, value in said.values for word in self._list_strange(value)})
        if strange:
            return fail("unaccounted", f"nobody answers for these words: {', '.join(strange)}")
        return Answer("derived", "recorded")

    def _list_strange(self, value: str) -> Iterator[str]:
        yield from (word for word in list_words(value) if word not in self._known and not word.isdecimal())

    # ---------------------------------------------------------------------------------------------------------- facts

    def rest(self) -> Iterator[Problem]:
        """Say what the page should have and has not, when all its lines are answered for."""
        yield from self._check_facts()
        told = {key for keys in self._under.values() for key in keys if key.startswith("method-")}
        if told and not told & self._under.get("sources-and-method", told):
            yield Problem("heading-wrong", "what is told of sources and method does not stand under its heading")
        # A pack may leave the dates out altogether; one that has some has them all.
        for each in self._refers if len(self._refers) < len(self.record.refers) else ():
            yield Problem("date-missing", f"a date that refers to another section is not there: {each.text}")

    def _check_facts(self) -> Iterator[Problem]:
        """Say which facts under the title do not follow from what is given."""
        allowed = dict(self._list_facts())
        for label, value in self.record.facts:
            if label in allowed and value not in allowed[label]:
                expected = " or ".join(sorted(allowed[label]))
                yield Problem("fact-wrong", f"“{label}” does not hold", expected, value)
            elif label == self._label("latest-date") and not self.is_named(value):
                yield Problem("fact-wrong", f"“{label}” does not hold: no source names that date", "", value)
            elif label not in allowed and label not in self._say_all("fact-"):
                yield Problem("fact-unknown", f"nobody answers for the fact “{label}”", "", value)

    def _list_facts(self) -> Iterator[tuple[str, set[str]]]:
        phrases, given, count = self.pack.phrases, self.record.given, len(self.record.sources)
        say = phrases.say
        yield say("fact-published"), {str(given.get("published", ""))}
        yield say("fact-as-of"), {str(given.get("as_of", ""))}
        states = [say(f"status-{status}") for status in ("draft", "final")]
        version = str(given.get("version", ""))
        yield say("fact-version"), {say("fact-version-value", version=version, status=each) for each in states}
        rests = say("fact-rests-on-value", count=count)
        partly = {say("fact-rests-on-unstated", sources=rests, count=n) for n in range(1, count + 1)}
        yield say("fact-rests-on"), {rests} | partly
        authors = given.get("authors", ())
        if isinstance(authors, list):
            yield say("fact-prepared-by"), {phrases.join([str(author) for author in authors])}
        names = {self.record.program, self.record.program.lower()}
        assisted = self.record.assist is not None and self.record.assist.credit > 0
        by = "fact-assembled-by-assisted" if assisted else "fact-assembled-by-value"
        yield say("fact-assembled-by"), {say(by, program=name) for name in names}


_ORDER: tuple[Verdict, ...] = ("proven", "stated", "recorded", "unchecked", "failed")
