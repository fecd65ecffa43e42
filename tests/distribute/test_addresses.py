"""Which addresses there are, and why the others are none."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.distribute.addresses import find_control, read_mailbox


@pytest.mark.parametrize(
    ("written", "envelope"),
    [
        ("anna@example.org", "anna@example.org"),
        (" Anna.Lind@EXAMPLE.org ", "Anna.Lind@example.org"),
        ("o'neill+briefs@mail.example.org", "o'neill+briefs@mail.example.org"),
        ("anna@bücher.example", "anna@xn--bcher-kva.example"),
        ("anna@BÜCHER.example", "anna@xn--bcher-kva.example"),
        ("anna@xn--bcher-kva.example", "anna@xn--bcher-kva.example"),
        ("ju\u0308rgen@example.org", "jürgen@example.org"),
        ("用户@例子.example", "用户@xn--fsqu00a.example"),
    ],
)
def test_an_address_is_read_as_its_envelope_has_it(written: str, envelope: str) -> None:
    assert str(read_mailbox(written)) == envelope


@pytest.mark.parametrize(
    ("written", "why"),
    [
        ("", "it has no @"),
        ("anna", "it has no @"),
        ("@example.org", "nothing stands before the @"),
        ("anna@@example.org", "it has more than one @"),
        ("anna@", "the domain has an empty part"),
        ("anna@example..org", "the domain has an empty part"),
        ("anna@example.org.", "the domain has an empty part"),
        ("anna@ministry", 'the domain "ministry" has no full stop'),
        ("anna@192.0.2.1", 'the domain "192.0.2.1" ends in a number'),
        ("anna@[192.0.2.1]", "an address of numbers in brackets is not supported"),
        ("anna@-example.org", '"-example" cannot be part of a domain'),
        ("anna@exa_mple.org", '"exa_mple" cannot be part of a domain'),
        ("anna@exa mple.org", '"exa mple" cannot be part of a domain'),
        (f"anna@{'a' * 64}.org", "of the domain has more than 63 octets"),
        (f"anna@{'abcdefghi.' * 26}org", "the domain has more than 253 octets"),
        ("anna@straße.example", 'a domain with "ß" may mean two'),
        ("anna@nam\u200de.example", 'a domain with "U+200D" may mean two'),
        ("anna@\u2603\u0300\u202e.example", "it holds the control character U+202E"),
        ("anna@\u00bd.example", "is not the plain form of a domain"),
        ("anna@\ufffd.example", "cannot be part of a domain"),
        (".anna@example.org", "a full stop before the @ has nothing before or behind it"),
        ("an..na@example.org", "a full stop before the @ has nothing before or behind it"),
        ("an na@example.org", '" " may not stand before the @'),
        ("an\u00a0na@example.org", '"U+00A0" may not stand before the @'),
        ("an(na)@example.org", '"(" may not stand before the @'),
        ('"an na"@example.org', "a part in quotes before the @ is not supported"),
        ("Anna <anna@example.org>", "it is more than one address, or has a name"),
        ("anna@example.org, ben@example.org", "it has more than one @"),
        ("anna,ben@example.org", "it is more than one address"),
        (f"{'a' * 65}@example.org", "more than 64 octets stand before the @"),
        (f"{'ü' * 33}@example.org", "more than 64 octets stand before the @"),
        ("anna@example.org\nBcc: all@example.org", "it holds a line break"),
        ("anna\r@example.org", "it holds a line break"),
        ("anna\0@example.org", "it holds a NUL"),
    ],
)
def test_what_is_no_address_is_told_in_words(written: str, why: str) -> None:
    with pytest.raises(ValueError) as caught:  # noqa: PT011  # what it says is looked at
        read_mailbox(written)
    assert why in str(caught.value)


def test_ways_of_writing_one_mailbox_have_one_key() -> None:
    assert read_mailbox("Anna@Example.org").key == read_mailbox("anna@EXAMPLE.ORG").key
    assert read_mailbox("anna@example.org").key != read_mailbox("anna@example.com").key


@given(st.text(max_size=40) | st.from_regex(r"[\w.'+ -]{0,9}@[\w. -]{0,12}\.?\w{0,4}", fullmatch=True))
def test_whatever_is_accepted_fits_into_an_envelope(text: str) -> None:
    try:
        mailbox = read_mailbox(text)
    except ValueError as problem:
        assert str(problem)  # noqa: PT017  # either is right
        return
    assert read_mailbox(str(mailbox)) == mailbox
    assert mailbox.domain.isascii()
    assert not set(str(mailbox)) & set("<>\r\n ,;")
    assert find_control(str(mailbox)) == ""
