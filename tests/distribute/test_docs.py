"""The list of readers in docs/distribution.md is one that is read."""

import re
from pathlib import Path

from briefing.distribute.readers import read_readers


def test_the_list_of_the_page_is_read_as_it_says(root: Path) -> None:
    page = (root / "docs" / "distribution.md").read_text(encoding="utf-8")
    (text,) = re.findall(r"```toml\n(\[sender\].*?)```", page, re.DOTALL)
    readers, findings = read_readers(text, "readers.toml")
    anna, ben = readers.readers
    assert findings == ()
    assert (anna.personal, anna.language, anna.formats) == (True, "", ("pdf",))
    assert (ben.personal, ben.language, ben.formats) == (False, "fr", ("pdf", "docx"))
    assert readers.server is not None
    assert (readers.server.port, readers.server.password_env) == (465, "DESK_PASSWORD")
