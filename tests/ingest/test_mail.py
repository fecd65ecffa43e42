"""Mails and web archives: the part with the text, and the headers."""

from email.message import EmailMessage

import pytest

from briefing.errors import SourceError
from briefing.model.source import PartialDate
from tests.ingest import made
from tests.ingest.reading import list_codes, read_one, read_with_findings


def test_headers_are_metadata() -> None:
    reference = read_one(made.as_mail(), "a.eml").reference
    assert reference.title == made.TITLE
    assert reference.authors == ("Mara Lindqvist",)
    assert reference.date == PartialDate(2026, 5, 14)


def test_attachments_are_counted() -> None:
    message = EmailMessage()
    message["Subject"] = "The pact"
    message.set_content("The two ministers met in Halden on Monday and signed the text.")
    message.add_attachment(b"%PDF-1.7", maintype="application", subtype="pdf", filename="a.pdf")
    _, findings = read_with_findings(message.as_bytes(), "a.eml")
    assert list_codes(findings) == ["attachments"]


def test_a_saved_web_archive_is_read_as_its_page() -> None:
    message = EmailMessage()
    message["From"] = "<Saved by Browser>"
    message["Snapshot-Content-Location"] = "https://northerncourier.example/a/8812?utm_source=x"
    message["Subject"] = made.TITLE
    message["MIME-Version"] = "1.0"
    message.set_content(made.as_page().decode(), subtype="html")
    message.add_related(b"\x89PNG", maintype="image", subtype="png", cid="<1>")
    reference = read_one(message.as_bytes(), "a.mhtml").reference
    assert (reference.title, reference.publisher) == (made.TITLE, "Northern Courier")
    assert reference.url == "https://northerncourier.example/a/8812"


@pytest.mark.parametrize("data", [b"", b"Subject: x\n\n", b"MIME-Version: 1.0\nContent-Type: image/png\n\nx"])
def test_a_mail_without_text_is_refused(data: bytes) -> None:
    with pytest.raises(SourceError):
        read_one(data, "a.eml")


def test_a_mail_is_known_by_its_headers_whatever_its_name() -> None:
    source, findings = read_with_findings(made.as_mail(), "a.txt")
    assert source.reference.title == made.TITLE
    assert list_codes(findings) == ["suffix-wrong"]


def test_a_broken_date_is_no_date() -> None:
    data = made.as_mail().replace(b"Thu, 14 May 2026", b"Thu, 99 Foo 2026")
    assert read_one(data, "a.eml").reference.date is None
