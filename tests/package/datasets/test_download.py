"""A file from a server that stalls, breaks off, lies, sends on or refuses is had whole, or not at all."""

import contextlib
import io
import itertools
import socket
import time
from dataclasses import replace

import numpy as np
import pytest
from small_file import BODY, TAG, cached_files, wanted, whole

from polyneuron.datasets.announce import Progress
from polyneuron.datasets.archive import read_arrays
from polyneuron.datasets.sources import find


def break_off_once_then_continue(at, etag=TAG):
    """An honest server on a bad line: the first answer ends at byte `at`."""
    turns = itertools.count()

    def answer(handler):
        asked = handler.headers.get("Range")
        if next(turns) == 0:
            handler.reply(200, BODY[:at], Content_Length=len(BODY), ETag=etag)
        elif asked and handler.headers.get("If-Range") == etag:
            start = int(asked.removeprefix("bytes=").removesuffix("-"))
            content_range = f"bytes {start}-{len(BODY) - 1}/{len(BODY)}"
            handler.reply(206, BODY[start:], Content_Range=content_range, ETag=etag)
        else:
            handler.reply(200, BODY, ETag=etag)

    return answer


def test_a_file_is_brought_once_and_then_read_from_the_cache(server, settings):
    server.answers["/file.bin"] = whole
    first = find(wanted(), settings, [])
    second = find(wanted(), settings, [])
    assert (first.content, first.source, first.location) == (BODY, "download", server.url + "/file.bin")
    assert (second.content, second.source) == (BODY, "cache")
    assert len(server.requests["/file.bin"]) == 1
    assert cached_files(settings) == ["file.bin"]


def test_the_learner_sees_the_address_and_the_progress(server, settings, capsys):
    server.answers["/file.bin"] = whole
    find(wanted(), settings, [])
    told = capsys.readouterr().err
    assert f"Bringing a data file: {server.url}/file.bin" in told
    assert "file.bin [##############################] 0.3 / 0.3 MB" in told


def test_a_broken_transfer_goes_on_where_it_stopped(server, settings):
    server.answers["/file.bin"] = break_off_once_then_continue(at=200_000)
    assert find(wanted(), settings, []).content == BODY
    again = server.requests["/file.bin"][1]
    assert (again["Range"], again["If-Range"]) == ("bytes=200000-", TAG)


def test_a_transfer_goes_on_in_the_next_session(server, settings):
    settings = replace(settings, attempts=1)
    turns = itertools.count()
    continuing = break_off_once_then_continue(at=30_000)
    server.answers["/file.bin"] = lambda handler: continuing(handler) if next(turns) != 1 else handler.reply(503)
    assert find(wanted(), settings, []) is None
    assert find(wanted(), settings, []) is None  # 503; what is there stays
    assert find(wanted(), settings, []).content == BODY
    assert server.requests["/file.bin"][2]["Range"] == "bytes=30000-"
    assert cached_files(settings) == ["file.bin"]


@pytest.mark.parametrize("etag", ['W/"weak"', "", "unquoted"])
def test_without_a_strong_mark_the_transfer_begins_anew(server, settings, etag):
    server.answers["/file.bin"] = break_off_once_then_continue(at=200_000, etag=etag)
    assert find(wanted(), settings, []).content == BODY
    assert all("Range" not in request for request in server.requests["/file.bin"])


def test_a_file_that_changed_meanwhile_begins_anew(server, settings):
    turns = itertools.count()

    def answer(handler):
        if next(turns) == 0:
            handler.reply(200, b"old" * 50_000, Content_Length=len(BODY), ETag='"version-0"')
        else:
            whole(handler)

    server.answers["/file.bin"] = answer
    assert find(wanted(), settings, []).content == BODY
    assert server.requests["/file.bin"][1]["If-Range"] == '"version-0"'


def test_a_rest_that_begins_elsewhere_is_refused(server, settings):
    turns = itertools.count()

    def answer(handler):
        if next(turns) == 0:
            handler.reply(200, BODY[:100_000], Content_Length=len(BODY), ETag=TAG)
        elif "Range" in handler.headers:
            handler.reply(206, BODY[5:], Content_Range=f"bytes 5-{len(BODY) - 1}/{len(BODY)}", ETag=TAG)
        else:
            whole(handler)

    server.answers["/file.bin"] = answer
    assert find(wanted(), settings, []).content == BODY
    assert "Range" not in server.requests["/file.bin"][2]


def test_a_rest_of_another_file_is_noticed_and_the_whole_brought(server, settings):
    turns = itertools.count()

    def answer(handler):
        if next(turns) == 0:
            handler.reply(200, BODY[:100_000], Content_Length=len(BODY), ETag=TAG)
        elif "Range" in handler.headers:
            rest = bytes(len(BODY) - 100_000)
            handler.reply(206, rest, Content_Range=f"bytes 100000-{len(BODY) - 1}/{len(BODY)}", ETag=TAG)
        else:
            whole(handler)

    server.answers["/file.bin"] = answer
    assert find(wanted(), settings, []).content == BODY


def test_a_rest_that_the_server_no_longer_has_is_forgotten(server, settings):
    turns = itertools.count()

    def answer(handler):
        if next(turns) == 0:
            handler.reply(200, BODY[:100_000], Content_Length=len(BODY), ETag=TAG)
        elif "Range" in handler.headers:
            handler.reply(416)
        else:
            whole(handler)

    server.answers["/file.bin"] = answer
    assert find(wanted(), settings, []).content == BODY


def stall_before_the_head(handler):
    handler.server.ended.wait()


def stall_in_the_body(handler):
    handler.head(200, Content_Length=len(BODY))
    handler.wfile.write(BODY[:5_000])
    handler.server.ended.wait()


def head_drop_by_drop(handler):
    handler.wfile.write(b"HTTP/1.1 200 OK\r\n")
    while not handler.server.ended.wait(0.05):
        handler.wfile.write(b"X-Drop: drop\r\n")


def body_drop_by_drop(handler):
    handler.head(200, Content_Length=len(BODY))
    for position in range(len(BODY)):
        if handler.server.ended.wait(0.05):
            return
        handler.wfile.write(BODY[position : position + 1])


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        (stall_before_the_head, "No answer. Waited (seconds): 1"),
        (stall_in_the_body, "Nothing more comes. Waited (seconds): 1"),
        (head_drop_by_drop, "No answer. Waited (seconds): 1"),
        (body_drop_by_drop, "Nothing more comes. Waited (seconds): 1"),
    ],
)
def test_a_server_that_keeps_silent_is_left_and_the_next_one_asked(server, settings, capsys, answer, reason):
    server.answers["/silent/file.bin"] = answer
    server.answers["/good/file.bin"] = whole
    settings = replace(settings, mirrors=(server.url + "/silent", server.url + "/good"), attempts=1)
    problems = []
    found = find(wanted(), settings, problems)
    assert found.location == server.url + "/good/file.bin"
    assert found.content == BODY
    assert problems == [f"Not from here: {server.url}/silent/file.bin\n{reason}"]
    assert reason in capsys.readouterr().err


def test_a_slow_but_steady_line_is_not_given_up(server, settings):
    def answer(handler):
        handler.head(200, Content_Length=len(BODY))
        for start in range(0, len(BODY), 20_000):
            handler.wfile.write(BODY[start : start + 20_000])
            time.sleep(settings.stall_seconds / 8)

    server.answers["/file.bin"] = answer
    assert find(wanted(), settings, []).content == BODY
    assert len(server.requests["/file.bin"]) == 1


def drip(handler):
    """20 kB a second, of 300 000."""
    handler.head(200, Content_Length=len(BODY), ETag=TAG)
    with contextlib.suppress(OSError):
        for start in range(0, len(BODY), 2_000):
            handler.wfile.write(BODY[start : start + 2_000])
            time.sleep(0.1)


def test_a_line_that_would_take_too_long_is_left_and_the_next_one_asked(server, settings, capsys):
    server.answers["/slow/file.bin"] = drip
    server.answers["/good/file.bin"] = whole
    mirrors = (server.url + "/slow", server.url + "/good")
    settings = replace(settings, mirrors=mirrors, slow_after_seconds=0.5, longest_seconds=3)
    problems = []
    assert find(wanted(), settings, problems).location == server.url + "/good/file.bin"
    (problem,) = problems
    assert "Too slow. It would still take (minutes): " in problem
    patient = replace(settings, mirrors=mirrors[:1], longest_seconds=600, cache_folder=settings.cache_folder / "other")
    server.answers["/slow/file.bin"] = whole
    assert find(wanted(), patient, []).content == BODY


def test_the_time_that_is_left_is_shown(monkeypatch, capsys):
    now = [100.0]
    monkeypatch.setattr(time, "monotonic", lambda: now[0])
    progress = Progress("file.bin")
    progress._in_place = True
    progress.show(0, 1_000_000)
    now[0] += 30
    progress.show(100_000, 1_000_000)
    assert "0.1 / 1.0 MB – minutes left: 4" in capsys.readouterr().err


def test_a_stalled_transfer_is_taken_up_again(server, settings, capsys):
    def answer(handler):
        asked = handler.headers.get("Range")
        if asked:
            content_range = f"bytes 100000-{len(BODY) - 1}/{len(BODY)}"
            handler.reply(206, BODY[100_000:], Content_Range=content_range, ETag=TAG)
        else:
            handler.head(200, Content_Length=len(BODY), ETag=TAG)
            handler.wfile.write(BODY[:100_000])
            handler.server.ended.wait()

    server.answers["/file.bin"] = answer
    assert find(wanted(), settings, []).content == BODY
    assert server.requests["/file.bin"][1]["Range"] == "bytes=100000-"
    assert f"Trying again: {server.url}/file.bin" in capsys.readouterr().err


@pytest.mark.parametrize(
    ("answer", "reason"),
    [
        pytest.param(
            lambda handler: handler.reply(200, BODY, Content_Length=len(BODY) + 1),
            "The server offers more than the file can have (bytes): 300001",
            id="length too large",
        ),
        pytest.param(
            lambda handler: handler.reply(200, BODY[:-1], Content_Length=len(BODY)),
            "The connection broke off. Received (bytes): 299999",
            id="body too short",
        ),
        pytest.param(
            lambda handler: handler.reply(200, BODY, Content_Length=len(BODY) - 1),
            "The server sends another file: the SHA-256 is wrong.",
            id="length too small",
        ),
        pytest.param(
            lambda handler: (handler.head(200), handler.wfile.write(BODY + b"more")),
            "The server sends more than the file can have (bytes): 300000",
            id="no length, too much",
        ),
        pytest.param(
            lambda handler: handler.reply(200, BODY[:-1] + b"x"),
            "The server sends another file: the SHA-256 is wrong.",
            id="one wrong byte",
        ),
        pytest.param(
            lambda handler: handler.reply(200, b"<html>Please log in</html>"),
            "The server sends another file: the SHA-256 is wrong.",
            id="login page",
        ),
        pytest.param(lambda handler: handler.reply(403), "The server refused. Its answer: 403", id="403"),
        pytest.param(lambda handler: handler.reply(404), "The server refused. Its answer: 404", id="404"),
        pytest.param(lambda handler: handler.reply(500), "The server refused. Its answer: 500", id="500"),
        pytest.param(lambda handler: handler.wfile.write(b"what?\r\n"), "No connection. Problem: what?", id="no HTTP"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_refused_unopened_and_leaves_nothing_behind(server, settings, answer, reason):
    def read(content):
        pytest.fail("a file was opened although it is not the right one")

    server.answers["/file.bin"] = answer
    problems = []
    assert find(wanted(read=read), settings, problems) is None
    assert [problem.splitlines() for problem in problems] == [[f"Not from here: {server.url}/file.bin", reason]]
    assert cached_files(settings) == []


def test_a_file_that_is_right_but_holds_the_wrong_content_is_not_kept(server, settings):
    from polyneuron.datasets.errors import DamagedFileError

    def read(content):
        raise DamagedFileError("not this")

    server.answers["/file.bin"] = whole
    assert find(wanted(read=read), settings, []) is None
    assert cached_files(settings) == []


def test_nobody_listens(settings):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        address = f"http://127.0.0.1:{free.getsockname()[1]}"
    settings = replace(settings, mirrors=(address,))
    problems = []
    assert find(wanted(), settings, problems) is None
    assert "No connection. Problem: " in problems[0]


@pytest.mark.parametrize("address", ["file:///etc", "ftp://127.0.0.1/", "not an address", "http://[broken"])
def test_a_mirror_is_a_web_address(settings, address):
    settings = replace(settings, mirrors=(address,))
    problems = []
    assert find(wanted(), settings, problems) is None
    assert "POLYNEURON_MIRRORS takes addresses that begin with http or https." in problems[0]


def test_the_placeholder_of_the_course_site_is_not_asked(settings, server):
    settings = replace(settings, mirrors=("https://polyneuron.invalid/data/",))
    problems = []
    assert find(wanted(), settings, problems) is None
    assert problems == []


def redirect_to(address):
    return lambda handler: handler.reply(302, Location=address)


def test_a_redirect_on_the_same_host_is_followed(server, settings):
    server.answers["/file.bin"] = redirect_to("/moved/file.bin")
    server.answers["/moved/file.bin"] = whole
    assert find(wanted(), settings, []).content == BODY


def test_a_redirect_to_a_host_that_is_not_listed_is_refused(server, settings):
    # The same server under its other name, which nobody listed.
    other = f"http://localhost:{server.server_port}"
    server.answers["/file.bin"] = redirect_to(other + "/moved/file.bin")
    server.answers["/moved/file.bin"] = whole
    problems = []
    assert find(wanted(), settings, problems) is None
    assert f"not listed in POLYNEURON_MIRRORS: {other}" in problems[0]
    assert server.requests["/moved/file.bin"] == []


def test_a_redirect_to_a_listed_host_is_followed(server, settings):
    other = f"http://localhost:{server.server_port}"
    server.answers["/file.bin"] = redirect_to(other + "/moved/file.bin")
    server.answers["/moved/file.bin"] = whole
    settings = replace(settings, mirrors=(server.url, other))
    assert find(wanted(), settings, []).location == server.url + "/file.bin"
    assert len(server.requests["/moved/file.bin"]) == 1


@pytest.mark.parametrize(
    ("address", "reason"),
    [
        ("file:///etc/hostname", "The server refused. Its answer: 302"),  # Python's own client does not go there
        ("ftp://127.0.0.1/file.bin", "not listed in POLYNEURON_MIRRORS: ftp://127.0.0.1"),
    ],
)
def test_a_redirect_away_from_the_web_is_refused(server, settings, address, reason):
    server.answers["/file.bin"] = redirect_to(address)
    problems = []
    assert find(wanted(), settings, problems) is None
    assert len(problems) == 1
    assert reason in problems[0]


def test_a_redirect_from_https_down_to_http_is_refused():
    import urllib.request

    from polyneuron.datasets.download import _ListedRedirects
    from polyneuron.datasets.errors import TransferError

    request = urllib.request.Request("https://127.0.0.1/file.bin")
    with pytest.raises(TransferError):
        _ListedRedirects({"127.0.0.1"}).redirect_request(request, None, 302, "", {}, "http://127.0.0.1/file.bin")


def test_redirects_in_a_circle_end(server, settings):
    server.answers["/file.bin"] = redirect_to("/file.bin")
    problems = []
    assert find(wanted(), settings, problems) is None
    assert "Its answer: 302" in problems[0]
    assert len(server.requests["/file.bin"]) <= 5


class Bomb:
    """A pickle that leaves a trace when it is opened."""

    def __init__(self, trace):
        self.trace = trace

    def __reduce__(self):
        return open, (str(self.trace), "w")


def test_a_pickle_is_never_opened_even_with_the_right_checksum(server, settings, tmp_path):
    trace, stream = tmp_path / "trace", io.BytesIO()
    np.savez(stream, x=np.array([Bomb(trace)], dtype=object))
    body = stream.getvalue()
    server.answers["/file.bin"] = lambda handler: handler.reply(200, body)
    problems = []
    assert find(wanted(body, read=lambda content: read_arrays(content, ["x"])), settings, problems) is None
    assert "The file is damaged" in problems[0]
    assert not trace.exists()
