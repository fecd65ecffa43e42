"""The names of traits that a pack may reward are those that the analysis gives."""

import inspect
import re
from typing import get_args

from briefing.analyse import topics
from briefing.model.evidence import Register, SpeakerSide, Status
from briefing.packs.traits import CLASSES, TRAITS


def test_every_trait_of_the_analysis_is_known_and_no_other() -> None:
    source = inspect.getsource(topics.Sorter)
    named = set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', source))
    kinds = {f"{kind}-subject" for kind in ("party", "western", "third")}
    given = named | kinds | {*get_args(Register), *get_args(Status), *get_args(SpeakerSide)}
    assert not {trait for traits in TRAITS.values() for trait in traits} - given
    assert {*get_args(Register)} == TRAITS["register"]
    assert {*get_args(Status), "unattributed-opinion"} == TRAITS["status"]
    assert {*get_args(SpeakerSide)} <= TRAITS["speakers"]
    tables = {"register", "speakers", "actors", "status", "party", "western", "country"}
    assert named - {trait for traits in TRAITS.values() for trait in traits} <= tables | {"summary"}
    assert named >= CLASSES
