"""The message of one reader: its words in the reader's language, and lines that any server carries."""

import datetime as dt
import email
import email.policy
import hashlib
import re
from dataclasses import replace
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import unquote

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.distribute.addresses import Mailbox, read_mailbox
from briefing.distribute.letter import Occasion, flatten, write_letter, write_subject
from briefing.distribute.message import make_message, write_message
from briefing.distribute.readers import Reader, Sender
from briefing.model.artifact import Artifact
from briefing.model.edition import Copy, Edition
from briefing.packs.lookup import bundled_packs, load_pack
from briefing.packs.phrases import Phrases
from tests.distribute.editions import EDITION

DATE = dt.datetime(2024, 7, 1, 7, 30, tzinfo=dt.UTC)
PDF = Artifact("pdf", "2024-07-01_fish-quotas_brief_v01-1_en.pdf", b"%PDF-1.7\n" + bytes(range(256)) * 40)
DOCX = Artifact("docx", "2024-07-01_fish-quotas_brief_v01-1_en.docx", b"PK\3\4" * 700)
SENDER = Sender(
    mailbox=Mailbox("desk", "example.org"),
    name="Harbour Institute",
    reply_to=Mailbox("answers", "example.org"),
    list_id="briefs.example.org",
    unsubscribe_mail=Mailbox("leave", "example.org"),
    unsubscribe_url="https://example.org/leave?reader={token}",
)
ANNA = Reader(mailbox=Mailbox("anna", "example.org"), name="Anna Lind", token="a1")  # noqa: S106  # no secret
OCCASION = Occasion(edition=EDITION, reader=ANNA, sender=SENDER, files=(PDF,))
PHRASES = {
    language: load_pack("policy-brief", [bundled_packs()], language).phrases for language in ("en-GB", "fr", "de")
}


def send(occasion: Occasion = OCCASION, phrases: Phrases = PHRASES["en-GB"]) -> bytes:
    """Make the bytes of a message."""
    return write_message(make_message(occasion, write_letter(occasion, phrases), DATE, "d" * 32))


def receive(data: bytes) -> EmailMessage:
    """Read a message as a mail program does."""
    message = email.message_from_bytes(data, policy=email.policy.default)
    assert isinstance(message, EmailMessage)
    assert [part.defects for part in message.walk() if part.defects] == []
    return message


def body(message: EmailMessage, kind: str) -> str:
    part = message.get_body((kind,))
    assert part is not None
    return str(part.get_content()).replace("\r\n", "\n")


# ---- what it says


def test_the_text_says_what_the_brief_says_without_opening_it() -> None:
    files = (PDF, DOCX)
    said = body(receive(send(replace(OCCASION, files=files))), "plain")
    assert (
        said
        == f"""\
TLP:GREEN

May be passed on within the community, not by public channels.

Fish quotas in the northern waters

Harbour Institute · Policy brief 7 · 1 July 2024 · v1.1 (final)

Key points
- ALLEGED Two ships fished without a licence.
- The quota is 40 tonnes.

Information as of: 28 June 2024

Replaces: v1.0 of 24 June 2024
Changes: A figure in key point 2 is corrected.

Attached files
{PDF.name} (10 kB)
SHA-256: {hashlib.sha256(PDF.data).hexdigest()}
{DOCX.name} (3 kB)
SHA-256: {hashlib.sha256(DOCX.data).hexdigest()}
A file with another SHA-256 is not the one that we sent.

Contact: desk@example.org
To get no more of these, write to leave@example.org or open
https://example.org/leave?reader=a1
"""
    )


def test_the_page_says_the_same_as_the_text() -> None:
    message = receive(send())
    page = re.sub(r"<title>.*?</title>|<[^>]+>", " ", body(message, "html"))
    assert page.split() == body(message, "plain").replace("\n- ", "\n").split()


@pytest.mark.parametrize(
    ("language", "words"),
    [
        ("fr", ["L’essentiel", "Fichier joint", "1er juillet 2024", "Pour ne plus recevoir"]),
        ("de", ["Das Wichtigste", "Angehängte Datei", "1. Juli 2024", "Stand: 28. Juni 2024"]),
    ],
)
def test_our_words_are_in_the_language_of_the_reader(language: str, words: list[str]) -> None:
    message = receive(send(phrases=PHRASES[language]))
    text, page = body(message, "plain"), body(message, "html")
    assert [word for word in words if word not in text] == []
    assert message["Content-Language"] == language
    assert f'<html lang="{language}">' in page
    assert re.search(r'<h1 lang="en-GB"[^>]*>Fish quotas', page)
    assert re.search(r'<ul lang="en-GB"[^>]*>', page)
    english = [
        phrase for key, phrase in PHRASES["en-GB"].entries.items() if key.startswith("mail-") and "{" not in str(phrase)
    ]
    assert [phrase for phrase in english if str(phrase) in text] == []


def test_what_nobody_stated_is_left_out() -> None:
    bare = Edition(stem="b", title="A title", language="en", version="1.0", status="final")
    occasion = Occasion(
        edition=bare, reader=Reader(mailbox=ANNA.mailbox), sender=Sender(mailbox=SENDER.mailbox), files=(PDF,)
    )
    message = receive(send(occasion))
    assert body(message, "plain").startswith("A title\n\nv1.0 (final)\n\nAttached file\n")
    assert [
        name for name in ("Reply-To", "List-Id", "List-Unsubscribe", "List-Unsubscribe-Post") if message[name]
    ] == []
    assert (message["Subject"], message["To"], message["From"]) == ("A title", "anna@example.org", "desk@example.org")


def test_a_personal_copy_names_its_number_and_its_reader() -> None:
    assert "This is copy 3 of 12, made for Anna Lind." in body(
        receive(send(replace(OCCASION, copy=Copy(3, 12, "Anna Lind")))), "plain"
    )


@pytest.mark.parametrize(
    ("mail", "url", "said"),
    [
        (None, "https://example.org/leave", "To get no more of these, open https://example.org/leave\n"),
        (Mailbox("leave", "example.org"), "", "To get no more of these, write to leave@example.org\n"),
        (None, "", "Contact: desk@example.org\n"),
    ],
)
def test_a_reader_is_told_how_to_leave(mail: Mailbox | None, url: str, said: str) -> None:
    occasion = replace(OCCASION, sender=replace(SENDER, unsubscribe_mail=mail, unsubscribe_url=url))
    assert body(receive(send(occasion)), "plain").endswith(said)


def test_words_of_a_brief_are_no_markup_of_the_page() -> None:
    edition = replace(EDITION, title='<script>alert("x")</script> & more')
    page = body(receive(send(replace(OCCASION, edition=edition))), "html")
    assert "<script" not in page
    assert "&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt; &amp; more" in page


@pytest.mark.parametrize(
    ("marking", "style"),
    [("TLP:RED", "background: #000000; color: #FF2B2B"), ("TLP:CLEAR", "color: #FFFFFF"), ("Internal", "padding: 0")],
)
def test_a_label_has_its_colour_on_black(marking: str, style: str) -> None:
    page = body(receive(send(replace(OCCASION, edition=replace(EDITION, marking=marking)))), "html")
    assert re.search(rf'<strong style="[^"]*{style}[^"]*">{marking}</strong>', page)


def test_a_draft_is_called_one_before_anything_else() -> None:
    text = body(receive(send(replace(OCCASION, edition=replace(EDITION, status="draft")))), "plain")
    assert text.startswith("TLP:GREEN\nDRAFT, not for citation\n\n")


# ---- its headers


def test_the_headers_are_those_of_a_list() -> None:
    message = receive(send())
    assert {name: value for name, value in message.items() if not name.lower().startswith(("content-", "mime-"))} == {
        "From": "Harbour Institute <desk@example.org>",
        "To": "Anna Lind <anna@example.org>",
        "Reply-To": "answers@example.org",
        "Subject": "[TLP:GREEN] Fish quotas in the northern waters",
        "Date": "Mon, 01 Jul 2024 07:30:00 +0000",
        "Message-ID": f"<{'d' * 32}@example.org>",
        "List-Id": "<briefs.example.org>",
        "List-Unsubscribe": "<https://example.org/leave?reader=a1>, <mailto:leave@example.org?subject=unsubscribe>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
        "Auto-Submitted": "auto-generated",
        "Precedence": "bulk",
    }


def test_a_date_stands_on_its_line() -> None:
    assert b"\r\nDate: Mon, 01 Jul 2024 07:30:00 +0000\r\n" in send()


def test_one_click_needs_an_address_that_tells_whose_click_it_is() -> None:
    message = receive(send(replace(OCCASION, sender=replace(SENDER, unsubscribe_url="https://example.org/leave"))))
    assert message["List-Unsubscribe"].startswith("<https://example.org/leave>,")
    assert message["List-Unsubscribe-Post"] is None


@pytest.mark.parametrize(
    ("marking", "status", "subject"),
    [
        ("TLP:AMBER+STRICT", "final", "[TLP:AMBER+STRICT] Fish quotas in the northern waters"),
        ("Internal use", "final", "[Internal use] Fish quotas in the northern waters"),
        ("", "final", "Fish quotas in the northern waters"),
        ("TLP:GREEN", "draft", "[TLP:GREEN] DRAFT: Fish quotas in the northern waters"),
    ],
)
def test_the_subject_says_marking_and_status(marking: str, status: str, subject: str) -> None:
    assert write_subject(replace(EDITION, marking=marking, status=status), PHRASES["en-GB"]) == subject  # type: ignore[arg-type]


TITLES = st.text(st.characters(exclude_categories=["Cs"]), min_size=1, max_size=300)
NAMES = st.text(
    st.characters(exclude_categories=["Cs", "Cc", "Zl", "Zp", "Zs", "Cf"]) | st.just(" "), max_size=120
).map(lambda text: " ".join(text.split()))
LONG = 'Überlegungen zur Fischerei, (Teil 1); „Quoten“ <und> "mehr", =?utf-8?q?=41?= ' * 6


@given(TITLES | st.just(LONG) | st.just("x" * 2000) | st.just("=?utf-8?q?=41?= a\r\nBcc: all@example.org"))
def test_any_title_comes_back_as_one_line(title: str) -> None:
    message = receive(send(replace(OCCASION, edition=replace(EDITION, title=title, marking=""))))
    assert message["Subject"].split() == flatten(title).split()
    assert message["Bcc"] is None
    assert message["To"] == "Anna Lind <anna@example.org>"


@given(NAMES | st.just(LONG.strip()) | st.just('Lind, Anna ("Desk")') | st.just("x" * 300))
def test_any_name_comes_back_with_its_one_address(name: str) -> None:
    message = receive(send(replace(OCCASION, reader=replace(ANNA, name=name))))
    (address,) = message["To"].addresses
    assert address.addr_spec == "anna@example.org"
    raw = next(value for header, value in message.raw_items() if header == "To")
    words, _, spec = raw.rpartition("<")
    assert spec == "anna@example.org>" or not name
    assert unquote(str(make_header(decode_header(words.strip())))) == name


@given(TITLES, NAMES)
def test_every_line_is_short_and_of_seven_bits(title: str, name: str) -> None:
    edition = replace(EDITION, title=title, key_points=(title * 5,), subtitle=title)
    data = send(replace(OCCASION, edition=edition, reader=replace(ANNA, name=name)))
    assert data.isascii()
    assert b"\0" not in data
    assert max(map(len, data.split(b"\r\n"))) <= 998
    assert data.count(b"\r") == data.count(b"\n") == data.count(b"\r\n")
    head = data.partition(b"\r\n\r\n")[0]
    assert all(len(line) <= 78 for line in head.split(b"\r\n") if not line.startswith(b"List-Unsubscribe"))


def test_an_address_beyond_ascii_stands_in_the_header_as_it_is() -> None:
    reader = replace(ANNA, mailbox=read_mailbox("jürgen@bücher.example"))
    lines = send(replace(OCCASION, reader=reader)).split(b"\r\n")
    assert [line for line in lines if not line.isascii()] == ['To: "Anna Lind" <jürgen@xn--bcher-kva.example>'.encode()]


# ---- its files


def test_the_files_are_the_very_bytes_under_their_names() -> None:
    message = receive(send(replace(OCCASION, files=(PDF, DOCX))))
    found = [(each.get_filename(), each.get_content_type(), each.get_content()) for each in message.iter_attachments()]
    assert found == [
        (PDF.name, "application/pdf", PDF.data),
        (DOCX.name, "application/vnd.openxmlformats-officedocument.wordprocessingml.document", DOCX.data),
    ]


@pytest.mark.parametrize("name", ["Fischquoten für 2024.pdf", "x" * 90 + ".pdf", 'a "b"; c.pdf'])
def test_any_name_of_a_file_comes_back(name: str) -> None:
    message = receive(send(replace(OCCASION, files=(replace(PDF, name=name),))))
    assert [each.get_filename() for each in message.iter_attachments()] == [name]


def test_the_same_message_has_the_same_bytes() -> None:
    assert send() == send()
    assert make_message(OCCASION, write_letter(OCCASION, PHRASES["fr"]), DATE, "e").as_bytes() != send()


def test_no_boundary_stands_in_what_it_parts() -> None:
    message = receive(send())
    boundaries = [part.get_boundary() for part in message.walk() if part.is_multipart()]
    assert len(set(boundaries)) == 2
    assert [send().count(f"--{each}\r\n".encode()) for each in boundaries] == [2, 2]
