"""Where a password is kept -> the password, which shows itself to the server alone."""

import importlib
from collections.abc import Mapping
from dataclasses import dataclass, field

from briefing.distribute.mailserver import Server
from briefing.errors import SendingError


@dataclass(frozen=True, slots=True)
class Password:
    """Hold a password that no message, log or trace repeats."""

    reveal: str = field(repr=False)

    def __str__(self) -> str:
        """Return nothing that tells it."""
        return "•••"


def find_password(server: Server, environment: Mapping[str, str]) -> Password | None:
    """Return the password of the server's user, None where it has none.

    Raises SendingError for a variable that is not set, a keyring that is not there, and one without the password.
    """
    if server.password_env:
        return _find_in_environment(server, environment)
    return Password(_ask_keyring(server)) if server.keyring else None


def _find_in_environment(server: Server, environment: Mapping[str, str]) -> Password:
    found = environment.get(server.password_env)
    if not found:
        hint = f"set {server.password_env} to the password of {server.user}, for this shell alone"
        raise SendingError(f"the variable {server.password_env} is not set", place=server.place, hint=hint)
    return Password(found)


def _ask_keyring(server: Server) -> str:
    try:
        keyring = importlib.import_module("keyring")
    except ImportError as problem:
        hint = "pip install keyring, or name a variable with password_env"
        raise SendingError("the package keyring is not installed", place=server.place, hint=hint) from problem
    try:
        found = keyring.get_password(server.keyring, server.user)
    except Exception as problem:  # noqa: BLE001  # each system has a keyring with errors of its own
        message = f"the keyring cannot be asked: {type(problem).__name__}"
        raise SendingError(message, place=server.place, hint="unlock it, or use password_env") from None
    if not found:
        hint = f"store it: keyring set {server.keyring} {server.user}"
        raise SendingError("the keyring has no such password", place=server.place, hint=hint)
    return str(found)
