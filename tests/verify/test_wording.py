"""The words of a pack that a brief may print, and those that it may not."""

import pytest

from briefing.packs.lookup import bundled_packs, load_pack
from briefing.verify.wording import Wordbook


@pytest.mark.parametrize("language", ["en-GB", "fr", "de"])
def test_the_words_of_a_message_are_no_line_of_a_brief(language: str) -> None:
    pack = load_pack("policy-brief", [bundled_packs()], language)
    said = {key: phrase for key, phrase in pack.phrases.entries.items() if key.startswith("mail-")}
    assert said
    words = Wordbook(pack)
    forms = [form for each in said.values() for form in ([each] if isinstance(each, str) else each.values())]
    assert [form for form in forms if words.recognise(form.replace("{", "").replace("}", "")) is not None] == []
