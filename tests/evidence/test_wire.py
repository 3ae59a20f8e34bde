"""Another's server may drip, flood or lead astray: a request ends in time, in size, and in public networks."""

import http.client
import socket
import threading
import time

import pytest

from gongkai import wire

HEAD = b"HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n"


@pytest.fixture
def server(monkeypatch):
    """A server on loopback that takes one caller; for these tests it passes for a public one."""
    listening = socket.create_server(("127.0.0.1", 0))
    port = listening.getsockname()[1]
    monkeypatch.setattr(wire, "PORTS", (port,))
    monkeypatch.setattr(wire, "public_address", lambda host, port: "127.0.0.1")

    def serve(answer):
        def taken():
            with listening.accept()[0] as caller:
                caller.recv(4096)
                try:
                    answer(caller)
                except OSError:
                    return

        threading.Thread(target=taken, daemon=True).start()
        return f"http://a.example:{port}/"

    yield serve
    listening.close()


def test_what_is_asked_for_comes_with_its_headers(server):
    address = server(lambda caller: caller.sendall(HEAD + b"Content-Length: 2\r\n\r\nok"))
    answer = wire.fetch(address, agent="x", seconds=5, most=10)
    assert (answer.status, answer.header("content-type"), answer.body) == (200, "text/html", b"ok")


def test_a_server_that_drips_is_left_in_time(server):
    def drip(caller):
        for sign in HEAD * 100:
            caller.sendall(bytes((sign,)))
            time.sleep(0.02)

    began = time.monotonic()
    with pytest.raises((OSError, http.client.HTTPException)):
        wire.fetch(server(drip), agent="x", seconds=0.3, most=10)
    assert time.monotonic() - began < 3


@pytest.mark.parametrize("length", [b"", b"Content-Length: 900000\r\n"])
def test_a_server_that_floods_is_left_at_the_bound(server, length):
    address = server(lambda caller: caller.sendall(HEAD + length + b"\r\n" + b"x" * 900_000))
    with pytest.raises(wire.TooLarge):
        wire.fetch(address, agent="x", seconds=5, most=1000)


def test_an_answer_cut_off_is_no_answer(server):
    address = server(lambda caller: caller.sendall(HEAD + b"Content-Length: 9\r\n\r\nok"))
    with pytest.raises(http.client.HTTPException):
        wire.fetch(address, agent="x", seconds=5, most=1000)


@pytest.mark.parametrize("number", ["::ffff:127.0.0.1", "2002:7f00:1::", "224.0.0.1", "100.64.0.1", "fe80::1"])
def test_private_numbers_in_any_dress_are_refused(number):
    with pytest.raises(wire.Private):
        wire.public_address(number, 80)
