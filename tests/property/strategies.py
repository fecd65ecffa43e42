"""Random values of the model: texts with the marks that rules look for, sources, days."""

import datetime as dt

from hypothesis import strategies as st

from briefing.model.source import PartialDate, Reference, SourceDocument
from tests.analyse.readings import make_source

WORDS = st.sampled_from(
    [
        *("Norway", "Swedish", "President", "Jane", "Doe", "von", "der", "Aa", "Un", "CNN", "analysts", "he", "They"),
        *(
            "said",
            "told",
            "was",
            "denied",
            "according",
            "to",
            "that",
            "who",
            "and",
            "not",
            "may",
            "8",
            "1,340",
            "ships",
        ),
        *("on", "last", "Wednesday", "week", "June", "19,", "2024", "two", "years", "ago", "treaty", "signed", "This"),
        *("“", "”", '"', ",", ".", "?", "…", "—", "(", ")", "’s", "U.S.", "\u00a0", "\u00ad", "é", "мир", "。"),
    ]
)
TEXTS = st.lists(st.lists(WORDS, min_size=1, max_size=25).map(" ".join), max_size=5).map("\n\n".join)
"""Up to five paragraphs of words and marks in any order."""

DAYS = st.dates()
"""Any day of the calendar, its first and last included."""

DATES = st.one_of(
    st.none(),
    st.dates(dt.date(1900, 1, 1), dt.date(2099, 12, 31)).map(lambda day: PartialDate(day.year, day.month, day.day)),
    st.integers(1900, 2099).map(PartialDate),
)
REFERENCES = st.builds(
    Reference,
    kind=st.sampled_from([None, "news", "opinion", "official", "treaty", "report", "reference", "note"]),
    title=st.one_of(st.none(), st.lists(WORDS, max_size=8).map(lambda words: " ".join(["Statement by", *words]))),
    publisher=st.sampled_from([None, "The White House", "Harbour Post"]),
    date=DATES,
    speaker=st.sampled_from([None, "Jane Doe"]),
)


@st.composite
def sources(draw: st.DrawFn, count: int = 3) -> list[SourceDocument]:
    """Make up to so many sources."""
    texts = draw(st.lists(TEXTS, max_size=count))
    return [make_source(text, f"s{n}", draw(REFERENCES)) for n, text in enumerate(texts)]
