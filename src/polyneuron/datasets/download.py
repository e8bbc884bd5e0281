"""Bringing one file from one web address, on a line that may stall, break off or lie.

Guards against: a server that accepts the call and then keeps silent (also in the middle of the file, or drop by drop),
a line that breaks off (the transfer goes on where it stopped, when the server proves that the file is still the same),
a length that is wrong, and a redirect to a host that nobody listed. It does not judge the content: every caller
compares checksums before it opens what arrived.

Resuming follows RFC 9110, sections 13.1.5 (If-Range) and 14 (Range): only with a strong ETag, and only to the address
that gave it.
"""

from __future__ import annotations

import contextlib
import http.client
import json
import queue
import re
import threading
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import IO
from urllib.parse import urlsplit

from polyneuron.datasets.arriving import Arriving
from polyneuron.datasets.errors import StorageError, TransferError
from polyneuron.datasets.settings import Settings
from polyneuron.messages import gettext

_CHUNK_BYTES = 64 * 1024
_LEAST_BYTES = 1024  # that must arrive within `stall_seconds`
_MOST_REDIRECTS = 3
_CONTENT_RANGE = re.compile(r"bytes (\d+)-(\d+)/(\d+|\*)")


def download(
    url: str,
    part: Path,
    *,
    size: int,
    largest: int,
    hosts: Collection[str],
    settings: Settings,
    tell: Callable[[str], None],
    show: Callable[[int, int], None],
) -> Arrived:
    """Bring `url`, by way of the file `part`, going on with what an earlier call left there.

    Parameters
    ----------
    size, largest
        Bytes that are expected, and that may arrive at most.
    hosts
        Names of the hosts that a redirect may lead to, besides the host of `url`.
    tell, show
        Called with a sentence when the learner has to wait, and with the bytes so far and the bytes that it will be.

    Raises
    ------
    TransferError
        When the server does not deliver; what came stays in `part` if it can be gone on with.
    """
    pieces, fruitless, farthest = 0, 0, 0
    while True:
        state = _PartState.read(part, url)
        try:
            pieces += 1 if state.size == 0 else 2
            arriving = _transfer(url, part, state, size, largest, hosts, settings, show)
            return Arrived(arriving.content(), pieces > 1, arriving.problem)
        except _BrokenOff as broken:
            if broken.start_over:
                remove_part(part)
            reached = part.stat().st_size if part.exists() else 0
            fruitless = 0 if reached >= farthest + _CHUNK_BYTES else fruitless + 1
            farthest = max(farthest, reached)
            if fruitless >= settings.attempts:
                if _PartState.read(part, url).size == 0:
                    remove_part(part)
                raise TransferError(str(broken)) from broken
            tell(str(broken))
            tell(gettext("Trying again: {url}").format(url=url))
            time.sleep(settings.pause_seconds)
        except TransferError:
            if part.exists() and part.stat().st_size == 0:
                remove_part(part)
            raise


@dataclass(frozen=True)
class Arrived:
    """What a download brought."""

    content: bytes
    in_pieces: bool
    """Whether it was put together from several transfers: if its checksum is wrong, try once more from nothing."""
    problem: StorageError | None
    """Why it is not in the file `part`, but in memory only."""


def remove_part(part: Path) -> None:
    """Forget an unfinished download."""
    for path in (part, _PartState.path(part)):
        with contextlib.suppress(OSError):
            path.unlink()


class _BrokenOff(Exception):
    """The transfer had begun and ended too early: worth another attempt, perhaps from nothing."""

    def __init__(self, text: str, start_over: bool = False) -> None:
        super().__init__(text)
        self.start_over = start_over


@dataclass
class _PartState:
    """What is known about an unfinished file: how much is there, and the mark by which its server knows it."""

    size: int
    etag: str | None

    @staticmethod
    def path(part: Path) -> Path:
        return part.with_name(part.name + ".json")

    @classmethod
    def read(cls, part: Path, url: str) -> _PartState:
        """Read what can be gone on with; nothing if the server gave no strong ETag or was another one."""
        try:
            noted = json.loads(cls.path(part).read_text(encoding="utf-8"))
            size = part.stat().st_size
            if noted["url"] == url and size > 0 and _is_strong(noted["etag"]):
                return cls(size, noted["etag"])
        except (OSError, ValueError, KeyError, TypeError):
            pass
        return cls(0, None)

    @classmethod
    def write(cls, part: Path, url: str, etag: str | None) -> None:
        """Note the mark of the file that begins to arrive."""
        cls.path(part).write_text(json.dumps({"url": url, "etag": etag}), encoding="utf-8")


def _is_strong(etag: str | None) -> bool:
    return isinstance(etag, str) and etag.startswith('"') and etag.endswith('"') and "\n" not in etag


def _transfer(
    url: str,
    part: Path,
    state: _PartState,
    size: int,
    largest: int,
    hosts: Collection[str],
    settings: Settings,
    show: Callable[[int, int], None],
) -> Arriving:
    """Make one request and append what it brings to `part`, or to what is in memory."""
    headers = {"User-Agent": "polyneuron", "Accept-Encoding": "identity"}
    if state.size and state.etag:
        headers |= {"Range": f"bytes={state.size}-", "If-Range": state.etag}
    line = _Line(urllib.request.Request(url, headers=headers), hosts, settings.stall_seconds)
    try:
        response = line.response(url)
        received = _offset_of(response, state.size)
        length = response.headers.get("Content-Length")
        expected = received + int(length) if length and length.isdigit() else None
        if expected is not None and expected > largest:
            raise TransferError(
                gettext("The server offers more than the file can have (bytes): {n}").format(n=expected)
            )
        if received == 0:
            with contextlib.suppress(OSError):  # the file itself will say what is wrong
                part.parent.mkdir(parents=True, exist_ok=True)
                remove_part(part)  # first: the new mark must never stand beside old bytes
                _PartState.write(part, url, response.headers.get("ETag"))
        arriving = Arriving(part, received, size, lambda: remove_part(part))
        pace = _Pace(settings, received, expected or size)
        try:
            for chunk in line.chunks(received):
                received += len(chunk)
                if received > largest:
                    arriving.empty()
                    raise TransferError(
                        gettext("The server sends more than the file can have (bytes): {n}").format(n=largest)
                    )
                arriving.write(chunk)
                show(received, expected or size)
                pace.judge(received)
        finally:
            arriving.close()
        if expected is not None and received < expected:
            raise _BrokenOff(_broken_off_text(received))
        return arriving
    finally:
        line.stop()


class _Pace:
    """Leaves a line that would take too long: a mirror that drips is worse than one that says no."""

    def __init__(self, settings: Settings, received: int, total: int) -> None:
        self._settings, self._first, self._total = settings, received, total
        self._began = time.monotonic()

    def judge(self, received: int) -> None:
        """Raise TransferError when the rest would take too long at the speed so far."""
        passed = time.monotonic() - self._began
        if passed < self._settings.slow_after_seconds:
            return
        left = (self._total - received) * passed / max(1, received - self._first)
        if left > self._settings.longest_seconds:
            raise TransferError(gettext("Too slow. It would still take (minutes): {n}").format(n=round(left / 60)))


def _broken_off_text(received: int) -> str:
    return gettext("The connection broke off. Received (bytes): {received}").format(received=received)


def _offset_of(response: http.client.HTTPResponse, asked: int) -> int:
    """Return where the body begins: 0 for a whole file, `asked` for the rest of it; anything else is refused."""
    if response.status == 200:
        return 0
    match = _CONTENT_RANGE.fullmatch(response.headers.get("Content-Range", ""))
    if response.status == 206 and asked and match and int(match[1]) == asked:
        return asked
    text = gettext("The server did not continue where it should. Its answer: {n}").format(n=response.status)
    raise _BrokenOff(text, start_over=True)


_Event = http.client.HTTPResponse | bytes | Exception | None
"""What comes over a line, in this order: the head of the answer, pieces of its body, None at its end; or an error."""


class _Line:
    """A request in a thread of its own.

    The socket's own time-out does not cover looking up the name, several addresses one after the other, or headers
    that come drop by drop. Here the learner's side waits on a queue, so that its patience is one number.
    """

    def __init__(self, request: urllib.request.Request, hosts: Collection[str], stall_seconds: float) -> None:
        self._stall_seconds = stall_seconds
        self._events: queue.Queue[_Event] = queue.Queue(maxsize=16)
        self._stopped = threading.Event()
        opener = urllib.request.build_opener(_ListedRedirects(hosts))
        threading.Thread(target=self._run, args=(opener, request), daemon=True).start()

    def response(self, url: str) -> http.client.HTTPResponse:
        """Wait for the head of the answer."""
        try:
            event = self._events.get(timeout=self._stall_seconds)
        except queue.Empty:
            text = gettext("No answer. Waited (seconds): {seconds}").format(seconds=f"{self._stall_seconds:g}")
            raise TransferError(text) from None
        if isinstance(event, urllib.error.HTTPError):
            text = gettext("The server refused. Its answer: {n}").format(n=event.code)
            if event.code == 416:  # "range not satisfiable": the file has become shorter than what is here
                raise _BrokenOff(text, start_over=True) from event
            raise TransferError(text) from event
        if isinstance(event, TransferError):
            raise event
        if isinstance(event, http.client.HTTPResponse):
            return event
        cause = event if isinstance(event, Exception) else None
        reason = getattr(cause, "reason", cause)
        raise TransferError(gettext("No connection. Problem: {problem}").format(problem=reason)) from cause

    def chunks(self, received: int) -> Iterator[bytes]:
        """Give the body piece by piece; `received` is what was there before."""
        fresh, deadline = 0, time.monotonic() + self._stall_seconds
        while True:
            try:
                event = self._events.get(timeout=max(0.001, deadline - time.monotonic()))
            except queue.Empty:
                text = gettext("Nothing more comes. Waited (seconds): {seconds}")
                raise _BrokenOff(text.format(seconds=f"{self._stall_seconds:g}")) from None
            if event is None:
                return
            if not isinstance(event, bytes):
                raise _BrokenOff(_broken_off_text(received)) from event if isinstance(event, Exception) else None
            fresh += len(event)
            received += len(event)
            if fresh >= _LEAST_BYTES:
                fresh, deadline = 0, time.monotonic() + self._stall_seconds
            yield event

    def stop(self) -> None:
        """Let the thread end; it is not waited for."""
        self._stopped.set()

    def _run(self, opener: urllib.request.OpenerDirector, request: urllib.request.Request) -> None:
        try:
            # Longer than the patience of the learner's side, which thus always comes first and says what is wrong.
            with opener.open(request, timeout=2 * self._stall_seconds) as response:
                self._put(response)
                while not self._stopped.is_set():
                    chunk = response.read1(_CHUNK_BYTES)
                    if not chunk:
                        break
                    self._put(chunk)
            self._put(None)
        except (OSError, http.client.HTTPException, ValueError, TransferError) as error:
            self._put(error)

    def _put(self, event: _Event) -> None:
        while not self._stopped.is_set():
            with contextlib.suppress(queue.Full):
                self._events.put(event, timeout=0.5)
                return


class _ListedRedirects(urllib.request.HTTPRedirectHandler):
    """Follow a redirect to the same host or to a listed mirror only, and never from https down to http."""

    max_redirections = _MOST_REDIRECTS

    def __init__(self, hosts: Collection[str]) -> None:
        self._hosts = set(hosts)

    def redirect_request(
        self,
        request: urllib.request.Request,
        body: IO[bytes],
        code: int,
        message: str,
        headers: http.client.HTTPMessage,
        new_url: str,
    ) -> urllib.request.Request | None:
        old, new = urlsplit(request.full_url), urlsplit(new_url)
        listed = new.hostname == old.hostname or new.hostname in self._hosts
        if not listed or new.scheme not in ("http", "https") or (old.scheme == "https" and new.scheme != "https"):
            text = gettext("The server sends us on to an address that is not listed in POLYNEURON_MIRRORS: {address}")
            raise TransferError(text.format(address=f"{new.scheme}://{new.netloc}"))
        return super().redirect_request(request, body, code, message, headers, new_url)
