"""What the tests of distributing stand on."""

from tests.distribute.hosts import authority, loopback, start_host

__all__ = ["authority", "loopback", "start_host"]
