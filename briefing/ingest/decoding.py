"""Turn the bytes of a text file into text, saying what had to be assumed or replaced."""

import codecs
import re
from dataclasses import dataclass

from briefing.errors import SourceError
from briefing.ingest.reading import SourceFile
from briefing.model.finding import Finding

_MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_OTHER_FORMATS = (
    (b"%PDF-", "a PDF"),
    (b"PK\x03\x04", "a ZIP archive, such as a Word file"),
    (b"\xd0\xcf\x11\xe0", "an old Office file"),
    (b"\x89PNG", "an image"),
    (b"\xff\xd8\xff", "an image"),
    (b"GIF8", "an image"),
    (b"\x1f\x8b", "a compressed file"),
    (b"{\\rtf", "an RTF file"),
)
_CONTROL_BYTES = bytes([*range(9), *range(14, 32), 127])
_MOST_CONTROLS = 0.10
_MOST_CONTROLS_IN_DOUBT = 0.01
_SAMPLE = 20_000
_FEWEST_BYTES = 8
_HEAD_BYTES = 2048
_HIGH_RUN = re.compile(rb"[\xa8\xb8\xc0-\xff]+")
_DECLARED = re.compile(
    rb"<(?:meta|\?xml)\b[^>]{0,200}?(?:charset|encoding)\s*=\s*[\"']?([A-Za-z0-9_:.-]{1,40})", re.IGNORECASE
)
_LINE_END = re.compile("\r\n?|[\v\f\x85\u2028\u2029]")
# U+FFFE, U+FFFF and lone surrogates are here too: no XML file, and so no DOCX, can hold them.
_CONTROL = re.compile("[\x00-\x08\x0e-\x1f\x7f-\x9f\ud800-\udfff\ufffe\uffff]")


@dataclass(frozen=True, slots=True)
class Decoded:
    """Text with line feeds as its only line ends and no control characters."""

    text: str
    findings: tuple[Finding, ...] = ()


def decode(file: SourceFile) -> Decoded:
    """Decode a text file: UTF-8, UTF-16 or UTF-32, or else a code page of Windows with a finding.

    Raises SourceError for bytes that are no text. Control characters become spaces, with a finding.
    """
    text, assumed = _decode_marked(file.data) or _decode_unmarked(file)
    text, controls = _CONTROL.subn(" ", _LINE_END.sub("\n", text.replace("\ufeff", "")))
    findings = []
    if assumed:
        message = f"not valid UTF-8: read as {assumed}"
        findings.append(_find(file, "encoding-assumed", message, "Save it as UTF-8."))
    if controls:
        said = "1 control character was" if controls == 1 else f"{controls} control characters were"
        findings.append(_find(file, "control-characters", f"{said} replaced by spaces", "Clean the file."))
    return Decoded(text, tuple(findings))


def decode_page(file: SourceFile) -> Decoded:
    """Decode a web page: by its mark, else as UTF-8, else as its own tag says, else as other text."""
    declared = _DECLARED.search(file.data[:_HEAD_BYTES])
    if declared and not file.data.startswith(tuple(mark for mark, _ in _MARKS)):
        try:
            file.data.decode("utf-8")
        except UnicodeDecodeError:
            return _decode_as(file, declared[1].decode("ascii"))
    return decode(file)


def _decode_as(file: SourceFile, encoding: str) -> Decoded:
    """Decode in the encoding that a file names for itself; one that nobody knows is passed over."""
    try:
        text = file.data.decode(encoding, errors="replace")
    except (LookupError, UnicodeError):  # some codecs of Python are no encodings of text
        return decode(file)
    return Decoded(_CONTROL.sub(" ", _LINE_END.sub("\n", text)))


def _find(file: SourceFile, code: str, message: str, hint: str) -> Finding:
    """Make a warning about a file."""
    return Finding(severity="warning", code=code, message=message, place=file.name, hint=hint)


def _decode_marked(data: bytes) -> tuple[str, str] | None:
    """Decode bytes that begin with a byte order mark; what is broken inside becomes U+FFFD."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            return data[len(mark) :].decode(encoding, errors="replace"), ""
    return None


def _decode_unmarked(file: SourceFile) -> tuple[str, str]:
    """Decode bytes without a mark, and say which encoding is assumed; raises SourceError for no text."""
    for magic, what in _OTHER_FORMATS:
        if file.data.startswith(magic):
            raise _refuse(file, f"this is {what}, not text")
    wide = _decode_wide(file.data)
    if wide:
        return wide
    controls = len(file.data) - len(file.data.translate(None, _CONTROL_BYTES))
    share = controls / max(1, len(file.data))
    if share > _MOST_CONTROLS:
        raise _refuse(file, "not text: it is full of control characters")
    try:
        return file.data.decode("utf-8"), ""
    except UnicodeDecodeError:
        if share > _MOST_CONTROLS_IN_DOUBT:
            raise _refuse(file, "not text: it holds bytes of no known encoding") from None
        page = _guess_code_page(file.data)
        return file.data.decode(page.lower(), errors="replace"), page


def _decode_wide(data: bytes) -> tuple[str, str] | None:
    """Decode UTF-16 without a mark: nearly every other byte of Western text is zero then."""
    sample = data[: len(data) // 2 * 2][:_SAMPLE]
    for encoding, zeros in (("UTF-16-LE", sample[1::2]), ("UTF-16-BE", sample[::2])):
        if (
            len(sample) >= _FEWEST_BYTES
            and zeros.count(0) * 10 >= len(zeros) * 9
            and sample.count(0) < len(zeros) * 1.05
        ):
            return data.decode(encoding.lower(), errors="replace"), encoding
    return None


def _guess_code_page(data: bytes) -> str:
    """Tell Cyrillic from Western text: there whole words, here single letters stand above the ASCII."""
    runs = [len(run) for run in _HIGH_RUN.findall(data[:_SAMPLE])]
    cyrillic = sum(run for run in runs if run > 2)  # noqa: PLR2004  # no Western word has three accents in a row
    return "Windows-1251" if cyrillic * 2 > sum(runs) else "Windows-1252"


def _refuse(file: SourceFile, why: str) -> SourceError:
    """Make the error for a file that is no text."""
    return SourceError(why, place=file.name, hint="Save its text as UTF-8 .txt or .md, or remove it.")
