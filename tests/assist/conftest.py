"""Connections to this machine, for the tests that ask for them."""

from tests.distribute.hosts import authority, loopback

__all__ = ["authority", "loopback"]
