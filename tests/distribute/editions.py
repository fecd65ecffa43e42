"""Editions for tests: one that a reader can follow, and random ones."""

import datetime as dt

from hypothesis import strategies as st

from briefing.model.edition import Edition, EditionFile, EditionSource

HASH = "0123456789abcdef" * 4
EDITION = Edition(
    stem="2024-07-01_fish-quotas_brief_v01-1_en",
    title="Fish quotas in the northern waters",
    short_title="Fish quotas",
    issuer="Harbour Institute",
    series="Policy brief",
    number="7",
    language="en-GB",
    version="1.1",
    status="final",
    marking="TLP:GREEN",
    embargo=dt.datetime(2024, 7, 1, 9, 30, tzinfo=dt.timezone(dt.timedelta(hours=2))),
    as_of=dt.date(2024, 6, 28),
    published=dt.date(2024, 7, 1),
    replaces="v1.0 of 24 June 2024",
    changes="A figure in key point 2 is corrected.",
    contact="desk@example.org",
    licence="CC BY 4.0",
    key_points=("ALLEGED Two ships fished without a licence.", "The quota is 40 tonnes."),
    cut_off="Information as of: 28 June 2024",
    handling="May be passed on within the community, not by public channels.",
    files=(
        EditionFile(name="2024-07-01_fish-quotas_brief_v01-1_en.pdf", format="pdf", sha256=HASH, size=1234),
        EditionFile(name="2024-07-01_fish-quotas_brief_v01-1_en.docx", format="docx", sha256=HASH[::-1], size=0),
    ),
    sources=(EditionSource(id="harbour", file="notes/harbour.txt", sha256=HASH),),
    pack="policy-brief 1.0",
    options={"addresses": True, "depth": 2.5, "desk": "North"},
    program="Briefing 0.1.0",
    record=HASH,
)

_TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=20)
_NAME = st.text(
    st.characters(exclude_categories=["Cs", "Cc"], exclude_characters="/\\"), min_size=1, max_size=20
).filter(lambda name: name not in {".", ".."})
_HASHES = st.text("0123456789abcdef", min_size=64, max_size=64)
_OFFSETS = st.integers(-14 * 60, 14 * 60).map(lambda minutes: dt.timezone(dt.timedelta(minutes=minutes)))
EDITIONS = st.builds(
    Edition,
    **dict.fromkeys(
        (
            *("title", "subtitle", "short_title", "issuer", "series", "number", "language", "version", "marking"),
            *("replaces", "changes", "contact", "licence", "cut_off", "handling", "pack", "program", "since", "record"),
        ),
        _TEXT,
    ),
    stem=_NAME,
    status=st.sampled_from(["draft", "final"]),
    embargo=st.none() | st.datetimes(timezones=_OFFSETS),
    as_of=st.none() | st.dates(),
    published=st.none() | st.dates(),
    key_points=st.lists(_TEXT, max_size=3).map(tuple),
    files=st.lists(
        st.builds(
            EditionFile,
            name=_NAME,
            format=st.sampled_from(["docx", "pdf", "md", "png"]),
            sha256=_HASHES,
            size=st.integers(0),
        ),
        max_size=3,
    ).map(tuple),
    sources=st.lists(st.builds(EditionSource, id=_TEXT, file=_TEXT, sha256=_HASHES), max_size=3).map(tuple),
    options=st.dictionaries(
        _TEXT, _TEXT | st.booleans() | st.floats(allow_nan=False, allow_infinity=False), max_size=3
    ),
)
