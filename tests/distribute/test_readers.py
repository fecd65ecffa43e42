"""What a list of readers may say, and how it is told that it may not."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from briefing.distribute.addresses import Mailbox
from briefing.distribute.mailserver import Server, is_local
from briefing.distribute.readers import Reader, ReaderList, Sender, choose_readers, read_readers
from briefing.errors import BriefingError, DossierError, UsageError

SENDER = '[sender]\naddress = "desk@example.org"\n'
FULL = """\
[sender]
name = "Briefing desk"
address = "desk@example.org"
reply_to = "answers@example.org"
list_id = "briefs.example.org"
unsubscribe_mail = "leave@example.org"
unsubscribe_url = "https://example.org/leave?reader={token}"

[server]
host = "mail.example.org"
security = "starttls"
user = "desk"
password_env = "DESK_PASSWORD"
ca = "authority.pem"
rate = 30
timeout = 20
attempts = 2
pause = 5

[groups.cabinet]
copy = true
[groups.press]
language = "fr"
formats = ["pdf", "docx"]

[[reader]]
name = "Anna Lind"
address = "Anna@Example.org"
groups = ["cabinet", "press"]
token = "a1"

[[reader]]
address = "ben@example.org"
groups = "press"
language = "de"
formats = ["docx"]
token = "b2"
"""


def read(text: str) -> ReaderList:
    return read_readers(text, "readers.toml")[0]


def test_a_full_list_is_read() -> None:
    readers, findings = read_readers(FULL, "readers.toml")
    assert findings == ()
    assert readers == ReaderList(
        sender=Sender(
            mailbox=Mailbox("desk", "example.org"),
            name="Briefing desk",
            reply_to=Mailbox("answers", "example.org"),
            list_id="briefs.example.org",
            unsubscribe_mail=Mailbox("leave", "example.org"),
            unsubscribe_url="https://example.org/leave?reader={token}",
        ),
        server=Server(
            host="mail.example.org",
            port=587,
            security="starttls",
            user="desk",
            password_env="DESK_PASSWORD",  # noqa: S106  # a name
            ca="authority.pem",
            rate=30,
            timeout=20,
            attempts=2,
            pause=5,
        ),
        groups=("cabinet", "press"),
        readers=(
            Reader(
                mailbox=Mailbox("Anna", "example.org"),
                name="Anna Lind",
                groups=("cabinet", "press"),
                language="fr",
                formats=("pdf", "docx"),
                personal=True,
                token="a1",  # noqa: S106  # no secret
            ),
            Reader(
                mailbox=Mailbox("ben", "example.org"),
                groups=("press",),
                language="de",
                formats=("docx",),
                token="b2",  # noqa: S106  # no secret
            ),
        ),
        place="readers.toml",
    )
    assert [reader.place for reader in readers.readers] == ["readers.toml:26", "readers.toml:32"]


def test_little_is_needed() -> None:
    readers = read(f'{SENDER}[[reader]]\naddress = "anna@example.org"')
    assert readers.readers == (Reader(mailbox=Mailbox("anna", "example.org")),)
    assert (readers.server, readers.groups) == (None, ())


READER = '[[reader]]\naddress = "anna@example.org"\n'


@pytest.mark.parametrize(
    ("text", "message", "line", "hint"),
    [
        ("", 'key "sender.address" is missing: it should be text in quotes', 0, ""),
        (SENDER, "there is no reader", 0, "add [[reader]]"),
        (f'{SENDER}[[readr]]\naddress = "a@b.org"', 'unknown key "readr"', 3, 'did you mean "reader"?'),
        (f'{SENDER}[[reader]]\nadress = "a@b.org"', 'unknown key "reader.adress"', 4, 'did you mean "address"?'),
        (f'{SENDER}[[reader]]\nname = "A"', 'key "reader.address" is missing: it should be text in quotes', 3, ""),
        (f'{SENDER}[[reader]]\naddress = "a@b"', '"a@b" is no address: the domain "b" has no full stop', 4, "mend it"),
        (f'{SENDER}{READER}name = "A\\r\\nBcc: b@c.org"', '"name" holds a line break, which would end its line', 5, ""),
        (f'{SENDER}{READER}copy = true', "a personal copy needs the name of its reader", 3, "add name"),
        (f'{SENDER}{READER}formats = ["odt"]', 'key "reader.formats" should be a list', 5, ""),
        (f'{SENDER}{READER}language = "../en"', '"../en" is no language tag', 5, "tags look like"),
        (f'{SENDER}{READER}token = "a b"', "a token is made of letters, digits, - and _", 5, ""),
        (f'{SENDER}[groups.press]\n{READER}groups = ["pres"]', 'there is no group "pres"', 6, 'did you mean "press"?'),
        (f'{SENDER}[groups.press]\nlangage = "fr"\n{READER}', 'unknown key "groups.press.langage"', 4, "did you mean"),
        (f'{SENDER}name = "\\u202etsil"\n{READER}', '"name" holds the control character U+202E', 3, "take it out"),
        (f'{SENDER}reply_to = "ü@b.org"\n{READER}', "has letters beyond ASCII before the @", 3, ""),
        ('[sender]\naddress = "desk"\n', '"desk" is no address: it has no @', 2, ""),
        (f'{SENDER}list_id = "our briefs"\n{READER}', '"our briefs" is no name of a list', 3, "it looks like"),
        (f'{SENDER}unsubscribe_url = "http://b.org"\n{READER}', '"http://b.org" is no https address', 3, ""),
        (f'{SENDER}unsubscribe_url = "https://b.org/?r={{token}}"\n{READER}', "the reader has no token", 4, ""),
        (f'{SENDER}unsubscribe_url = "https://b.org/{"x" * 900}"\n{READER}', "is no https address", 3, ""),
        (f'{SENDER}{READER}[server]\nhost = "m.org"\npassword = "x"', "a password does not belong into a file", 7, ""),
        (f'{SENDER}{READER}[server]\nport = 25', 'key "server.host" is missing', 5, ""),
        (f'{SENDER}{READER}[server]\nhost = "m.org"\nport = 70000', "70000 is no port", 7, ""),
        (f'{SENDER}{READER}[server]\nhost = "m org"', '"host" cannot be this', 6, ""),
        (f'{SENDER}{READER}[server]\nhost = "m.org"\nrate = 0', '"rate" should be more than 0', 7, ""),
        (f'{SENDER}{READER}[server]\nhost = "m.org"\nattempts = 0', '"attempts" should be at least 1', 7, ""),
        (f'{SENDER}{READER}[server]\nhost = "m.org"\nsecurity = "none"', "without TLS could be listened to", 7, ""),
        (f'{SENDER}{READER}[server]\nhost = "localhost"\nsecurity = "none"\nuser = "u"', "not sent without TLS", 8, ""),
        (f'{SENDER}{READER}[server]\nhost = "m.org"\nuser = "u"', "the user has no password", 7, "add password_env"),
        (f'{SENDER}{READER}[server]\nhost = "m.org"\nkeyring = "mail"', "there is no user for keyring", 7, "add user"),
        (
            f'{SENDER}{READER}[server]\nhost = "m.org"\nuser = "u"\nkeyring = "mail"\npassword_env = "P"',
            "the password is kept in two places", 8, "take password_env or keyring out",
        ),
    ],
)  # fmt: skip
def test_what_a_list_may_not_say_is_told_with_its_line(text: str, message: str, line: int, hint: str) -> None:
    with pytest.raises(DossierError) as caught:
        read(text)
    assert message in caught.value.message
    assert caught.value.place == (f"readers.toml:{line}" if line else "readers.toml")
    assert hint in caught.value.hint


def test_all_malformed_addresses_are_told_together() -> None:
    many = "".join(f'[[reader]]\naddress = "reader{number}"\n' for number in range(8))
    with pytest.raises(DossierError) as caught:
        read(SENDER + many)
    assert caught.value.message == '"reader0" is no address: it has no @'
    assert caught.value.place == "readers.toml:4"
    assert caught.value.hint.startswith("other malformed addresses: readers.toml:6, readers.toml:8,")
    assert caught.value.hint.endswith("readers.toml:14, 2 more")


def test_a_reader_listed_twice_gets_one_message() -> None:
    text = f'{SENDER}{READER}[[reader]]\naddress = "ANNA@EXAMPLE.ORG"\nlanguage = "fr"\n'
    readers, (finding,) = read_readers(text, "readers.toml")
    assert [str(reader.mailbox) for reader in readers.readers] == ["anna@example.org"]
    assert (finding.severity, finding.code, finding.place) == ("warning", "reader-twice", "readers.toml:5")
    assert finding.hint == "first at readers.toml:3: take one out"


def test_ten_thousand_readers_are_read() -> None:
    many = "".join(f'[[reader]]\naddress = "reader{number}@example.org"\n' for number in range(10_000))
    readers = read(SENDER + many)
    assert len(readers.readers) == 10_000
    assert readers.readers[-1].place == "readers.toml:20001"


# ---- who is meant


def addresses(readers: tuple[Reader, ...]) -> list[str]:
    return [str(reader.mailbox) for reader in readers]


def test_groups_and_addresses_choose_among_the_readers() -> None:
    readers = read(FULL)
    assert addresses(choose_readers(readers, ())) == ["Anna@example.org", "ben@example.org"]
    assert addresses(choose_readers(readers, ["cabinet"])) == ["Anna@example.org"]
    assert addresses(choose_readers(readers, ["cabinet", "press"])) == ["Anna@example.org", "ben@example.org"]
    assert addresses(choose_readers(readers, (), ["BEN@example.org"])) == ["ben@example.org"]
    assert choose_readers(readers, ["cabinet"], ["ben@example.org"]) == ()


def test_groups_need_not_be_declared() -> None:
    readers = read(f'{SENDER}{READER}groups = ["desk"]')
    assert addresses(choose_readers(readers, ["desk"])) == ["anna@example.org"]


@pytest.mark.parametrize(
    ("groups", "only", "message"),
    [
        (["pres"], [], 'there is no group "pres"'),
        ([], ["anna"], '"anna" is no address: it has no @'),
        ([], ["carl@example.org"], '"carl@example.org" is not among the readers'),
    ],
)
def test_a_choice_that_means_nobody_is_refused(groups: list[str], only: list[str], message: str) -> None:
    with pytest.raises(UsageError) as caught:
        choose_readers(read(FULL), groups, only)
    assert caught.value.message == message


@pytest.mark.parametrize(
    ("host", "local"),
    [("localhost", True), ("127.0.0.9", True), ("[::1]", True), ("10.0.0.1", False), ("localhost.example.org", False)],
)
def test_this_machine_is_told_from_others(host: str, local: bool) -> None:
    assert is_local(host) is local


def test_a_relay_on_this_machine_needs_no_tls() -> None:
    server = read(f'{SENDER}{READER}[server]\nhost = "localhost"\nsecurity = "none"').server
    assert server is not None
    assert (server.port, server.security) == (25, "none")


# ---- whatever stands in the file


@given(st.text(max_size=60) | st.sampled_from(FULL.splitlines()).map(lambda line: FULL.replace(line, line[::-1])))
def test_any_text_is_read_or_refused_in_words(text: str) -> None:
    try:
        read(text)
    except BriefingError as problem:
        assert problem.message  # noqa: PT017  # either is right
