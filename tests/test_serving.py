"""What the server is told of its connections."""

import socket
from pathlib import Path

import pytest

from corridors.page.serving import answer_at_once

OPEN = Path("/dev/fd")
FAMILIES = [(socket.AF_INET, "127.0.0.1"), (socket.AF_INET6, "::1")]


@pytest.mark.skipif(not OPEN.is_dir(), reason="the system lists no open files")
@pytest.mark.parametrize(("family", "host"), FAMILIES)
def test_what_a_server_accepts_from_then_on_waits_for_no_acknowledgement(
    family: socket.AddressFamily, host: str
) -> None:
    with socket.socket(family) as server, socket.socket(type=socket.SOCK_DGRAM):
        try:
            server.bind((host, 0))
        except OSError:
            pytest.skip(f"no {host} on this machine")
        server.listen()
        answer_at_once.cache_clear()
        before = len(list(OPEN.iterdir()))
        answer_at_once()
        assert len(list(OPEN.iterdir())) == before
        with socket.create_connection(server.getsockname()[:2]):
            accepted, _ = server.accept()
            with accepted:
                assert accepted.getsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY)
