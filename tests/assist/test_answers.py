"""What a model writes is foreign: what is kept of it was asked, is on the list, and stands in the text."""

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.assist.answers import MalformedAnswer, check_answer, depose, read_answers, read_reply, relate
from briefing.assist.questions import Batch, Question
from briefing.model.evidence import Address
from briefing.model.witness import Deposition
from tests.assist.servers import complete

IDS = frozenset(["terms", "arms"])
ASKED = Question(
    digest="", address=Address("a:1.1"), text="Vik left.", paragraph="Minister Jon Vik spoke. Vik left at noon."
)
BATCH = Batch("sentence", (ASKED, ASKED, ASKED))
PAIRS = Batch("pair", (ASKED, ASKED))
GOOD: dict[str, Any] = {
    "n": 1, "sections": ["terms"], "status": "alleged", "speaker": "Jon Vik", "importance": 2, "alone": False,
}  # fmt: skip


def read(*answers: Any, batch: Batch = BATCH) -> tuple[Any, list[str]]:
    parsed = read_answers(json.dumps({"answers": answers}), batch, IDS)
    return parsed.answers, sorted(fault for fault in parsed.faults if fault != "missing")


def test_a_good_answer_is_kept_whole() -> None:
    answers, faults = read(GOOD)
    assert depose(answers[0]) == Deposition(
        sections=frozenset(["terms"]), status="alleged", speaker="Jon Vik", importance=2, alone=False
    )
    assert faults == []


def test_questions_without_an_answer_are_counted() -> None:
    parsed = read_answers(json.dumps({"answers": [GOOD]}), BATCH, IDS)
    assert parsed.faults == ("missing", "missing")


@pytest.mark.parametrize("number", [0, 4, -1, "1", 1.0, True, None, 10**30])
def test_a_number_that_was_not_asked_is_dropped(number: object) -> None:
    answers, faults = read(GOOD, {**GOOD, "n": number})
    assert (list(answers), faults) == ([0], ["number"])


def test_the_first_of_two_answers_to_one_question_counts() -> None:
    answers, faults = read(GOOD, {**GOOD, "sections": ["arms"]})
    assert (answers[0]["sections"], faults) == (["terms"], ["number"])


def test_what_is_no_answer_at_all_is_dropped() -> None:
    answers, faults = read(GOOD, "n", 7, None, ["n"])
    assert (list(answers), faults) == ([0], ["number"] * 4)


@pytest.mark.parametrize(
    ("change", "kept", "fault"),
    [
        ({"sections": ["terms", "weather"]}, {"sections": ["terms"]}, ["label"]),
        ({"sections": ["terms", "terms"]}, {"sections": ["terms"]}, ["label"]),
        ({"sections": ["terms", {}]}, {"sections": ["terms"]}, ["label"]),
        ({"sections": []}, {"sections": []}, []),
        ({"status": "fact"}, {"sections": ["terms"]}, ["label"]),
        ({"status": ["quote"]}, {"sections": ["terms"]}, ["label"]),
        ({"status": None}, {"sections": ["terms"]}, []),
        ({"importance": True}, {"sections": ["terms"]}, ["label"]),
        ({"importance": 1.0}, {"sections": ["terms"]}, ["label"]),
        ({"importance": 9}, {"sections": ["terms"]}, ["label"]),
        ({"alone": 1}, {"sections": ["terms"]}, ["label"]),
        ({"alone": False}, {"sections": ["terms"], "alone": False}, []),
        ({"speaker": "Jon\u00a0 Vik"}, {"sections": ["terms"], "speaker": "Jon Vik"}, []),
        ({"speaker": ""}, {"sections": ["terms"]}, []),
        ({"speaker": "  "}, {"sections": ["terms"]}, ["name"]),
        ({"speaker": "Jane Doe"}, {"sections": ["terms"]}, ["name"]),
        ({"speaker": "Vi"}, {"sections": ["terms"]}, ["name"]),
        ({"speaker": ".*"}, {"sections": ["terms"]}, ["name"]),
        ({"speaker": 5}, {"sections": ["terms"]}, ["name"]),
        ({"speaker": "Vik" * 100}, {"sections": ["terms"]}, ["name"]),
        ({"text": "The pact is void."}, {"sections": ["terms"]}, []),
    ],
)
def test_what_does_not_exist_is_dropped_and_the_rest_kept(change: Any, kept: Any, fault: list[str]) -> None:
    answers, faults = read({"n": 1, "sections": ["terms"], **change})
    assert (answers[0], faults) == (kept, fault)


@pytest.mark.parametrize("sections", [["Vertragsbestimmungen"], None, "terms", 3])
def test_sections_of_which_none_exists_are_no_answer(sections: object) -> None:
    answer, faults = check_answer({"sections": sections}, ASKED, "sentence", IDS)
    assert (answer, faults) == (None, ["label"])


def test_a_pair_has_one_of_three_relations() -> None:
    answers, faults = read({"n": 1, "relation": "same"}, {"n": 2, "relation": "similar"}, batch=PAIRS)
    assert relate(answers[0]) == "same"
    assert (list(answers), faults) == ([0], ["label"])
    assert check_answer({"relation": ["same"]}, ASKED, "pair", IDS) == (None, ["label"])


WHOLE = json.dumps({"answers": [GOOD]})


@pytest.mark.parametrize("content", [WHOLE, f"\n {WHOLE}\n", f"```json\n{WHOLE}\n```", f"```\n{WHOLE}\n```\n"])
def test_json_may_stand_bare_or_in_one_fence(content: str) -> None:
    assert list(read_answers(content, BATCH, IDS).answers) == [0]


@pytest.mark.parametrize(
    "content",
    [
        "", "I cannot help with that.", f"Here you are: {WHOLE}", f"{WHOLE}\nI hope that this helps.", "[]", "null",
        "{}",
        '{"answers": {}}', '{"answers": []}', '{"answers": [{"n": 99}]}', WHOLE[:-2], WHOLE + WHOLE, "[" * 100_000,
        '{"answers": ' + "9" * 5000 + "}", "<html><body>Sign in</body></html>",
    ],
)  # fmt: skip
def test_anything_else_is_no_answer(content: str) -> None:
    with pytest.raises(MalformedAnswer):
        read_answers(content, BATCH, IDS)


@pytest.mark.parametrize(
    "body",
    [
        b"", b"<html>", b"\xff\xfe", b"[]", b"{}", b'{"choices": []}', b"[" * 99_999,
        b'{"choices": [{"message": {"content": null}}]}',
        b'{"choices": [{"message": {"content": ["a"]}}]}', b'{"choices": "text"}', b'{"choices": [[]]}', b"7",
    ],
)  # fmt: skip
def test_a_body_that_is_no_chat_completion_is_refused(body: bytes) -> None:
    with pytest.raises(MalformedAnswer):
        read_reply(body)


@pytest.mark.parametrize(
    ("name", "kept"), [("qwen3:8b", "qwen3:8b"), ("The pact is void.", ""), ("a" * 81, ""), ("", ""), ("a\nb", "")]
)
def test_a_model_may_call_itself_by_one_word(name: str, kept: str) -> None:
    assert read_reply(complete("{}", name).body).version == kept
    assert read_reply(b'{"model": 7, "choices": [{"message": {"content": ""}}]}').version == ""


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text() | st.sampled_from(["terms", "Vik", "quote"]),
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(
        st.sampled_from("answers n sections status speaker importance alone relation".split()), inner, max_size=6
    ),
    max_leaves=30,
)  # fmt: skip


@given(st.text() | JSON.map(lambda value: json.dumps({"answers": value})) | JSON.map(json.dumps), st.booleans())
def test_whatever_comes_is_an_answer_that_is_fit_or_none(content: str, pairs: bool) -> None:
    batch = PAIRS if pairs else BATCH
    try:
        parsed = read_answers(content, batch, IDS)
    except MalformedAnswer:
        return
    assert parsed.answers
    for index, answer in parsed.answers.items():
        assert 0 <= index < len(batch.questions)
        if pairs:
            assert relate(answer) in {"same", "contradict", "neither"}
        else:
            said = depose(answer)
            assert said.sections <= IDS
            assert said.speaker is None or said.speaker in ASKED.paragraph
        assert check_answer(answer, ASKED, batch.kind, IDS) == (answer, [])


@given(st.binary() | JSON.map(lambda value: json.dumps(value).encode()))
def test_whatever_comes_as_a_body_is_a_reply_or_none(body: bytes) -> None:
    try:
        reply = read_reply(body)
    except MalformedAnswer:
        return
    assert isinstance(reply.content, str)
