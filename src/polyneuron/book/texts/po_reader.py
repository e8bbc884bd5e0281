"""PO files, read exactly as gettext's tools read them, or refused with the line.

Guards against translations that are read otherwise than their tool wrote them. polib's own reader loses the last
letter of a text whose quote is missing, leaves octal escapes as they stand, splits lines at U+2028, and knows neither
indented strings, nor several strings on a line, nor `#~|`. The grammar is that of gettext's `po-lex.c` and
`po-gram-gen.y` (https://www.gnu.org/software/gettext/manual/html_node/PO-Files.html); tests compare with `msgcat`.

Blind on purpose to what texts say and to who they are for: that is `catalogs`. Needs nothing but polib, so that the
package's build can use it too.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, NoReturn

import polib

from polyneuron.book.texts.entries import key, line_of
from polyneuron.book.texts.po_writer import Catalog
from polyneuron.book.tools.characters import character_name, is_invisible, marked_encoding
from polyneuron.book.tools.remembered import remembered

UNICODE_CHARSETS = frozenset({"utf-8", "utf8", "us-ascii", "ascii", "charset"})
"""What a header may give as charset where the file is UTF-8: the last one stands in templates."""

_TOKEN = re.compile(
    r"""
      (?P<newline>\n)
    | (?P<space>[ \t\r\f\v]+)
    | (?P<string>"(?P<text>[^"\\\n]*(?:\\[^\n][^"\\\n]*)*)")
    | (?P<obsolete>\#~\|?)
    | (?P<previous>\#\|)
    | (?P<comment>\#[^\n]*)
    | (?P<word>[A-Za-z_$][\w$]*)
    | (?P<number>[0-9]+)
    | (?P<bracket>[\[\]])
    """,
    re.VERBOSE | re.ASCII,
)
_ESCAPE = re.compile(r"\\(?:([abfnrtv\\\"])|([0-7]{1,3})|x([0-9A-Fa-f]+)|(.))", re.DOTALL)
_ONE_LETTER = {"a": "\a", "b": "\b", "f": "\f", "n": "\n", "r": "\r", "t": "\t", "v": "\v", "\\": "\\", '"': '"'}
_KEYWORDS = frozenset({"domain", "msgctxt", "msgid", "msgid_plural", "msgstr"})
_FLAG = re.compile(r"range:[\s,]*[^\s,]+|[^\s,]+")
_HEADER = (None, "")
"""The key of the entry that is the header: no context, no text."""
_GIVEN_ONCE = frozenset({"language", "content-type", "content-transfer-encoding", "plural-forms"})
"""Fields of a header that programs act on."""
_CONFLICT = re.compile(r"<{7} |={7}\n|>{7} ")


class BrokenCatalog(Exception):
    """A file that gettext's tools refuse as well, or that is not what a catalogue of this course can be."""

    def __init__(self, line: int, what: str):
        self.line = line
        """Counted from 1."""
        self.what = what
        super().__init__(f"line {line}: {what}")


class _Token(NamedTuple):
    kind: str
    """`string`, `comment`, `number`, `[`, `]`, a keyword, or `end`."""
    text: str
    line: int
    obsolete: bool = False
    previous: bool = False

    @property
    def shown(self) -> str:
        return {"end": "the end of the file", "string": f'"{self.text[:40]}"', "comment": "a comment"}.get(
            self.kind, self.text
        )


def open_catalog(path: Path) -> Catalog:
    """Read a PO file, whatever tool wrote it; raises `BrokenCatalog`. Its `save()` writes it in the project's form."""
    try:
        if path.exists() and not path.is_file() and not path.is_dir():  # to read it might never end
            raise BrokenCatalog(0, "a device or a pipe, and not a file")
        data = path.read_bytes()
    except OSError as error:
        if path.is_symlink() and not path.exists():
            raise BrokenCatalog(0, "a link to a file that is not there") from None
        what = "a folder, and not a file" if path.is_dir() else f"it cannot be read ({error.strerror})"
        raise BrokenCatalog(0, what) from None
    text = decode(data)
    if not text.strip():
        raise BrokenCatalog(0, "the file is empty")
    if "\r" in text and "\n" not in text:
        raise BrokenCatalog(1, "its lines end with U+000D CARRIAGE RETURN alone; save it with line feeds (LF)")
    catalog = parse(text)
    catalog.fpath, catalog.source = str(path), data
    return catalog


def decode(data: bytes) -> str:
    """The text of a catalogue's file, without a mark of byte order; raises `BrokenCatalog` where it is not UTF-8."""
    if encoding := marked_encoding(data):
        raise BrokenCatalog(1, f"not UTF-8 but {encoding}, as the mark of byte order at its beginning says")
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        charset = re.search(rb"charset=([\w-]+)", data)
        declared = f"; its header says {charset[1].decode()}" if charset else ""
        line = data.count(b"\n", 0, error.start) + 1
        raise BrokenCatalog(
            line, f"not UTF-8: the byte 0x{data[error.start]:02X} cannot stand there{declared}"
        ) from None


@remembered
def parse(text: str) -> Catalog:
    """Read the text of a PO file; raises `BrokenCatalog` at the first line that gettext would refuse.

    Comments of translators, header, flags, previous texts and obsolete messages are all kept. An entry's `linenum` is
    the line of its first comment.
    """
    return _Parser(_tokens(text)).catalog()


def _tokens(text: str) -> Iterator[_Token]:
    joined = [match.start() for match in re.finditer(r"\\\n", text)]
    if joined:
        # gettext joins a line that ends with a backslash with the next one before it looks at anything else.
        text = text.replace("\\\n", "")
        joined = [place - 2 * number for number, place in enumerate(joined)]
    place, line = 0, 1
    obsolete = previous = False
    while place < len(text):
        found = _TOKEN.match(text, place)
        if found is None:
            _refuse(text, place, line + bisect_right(joined, place))
        kind = found.lastgroup if found.lastgroup != "text" else "string"
        here = line + (bisect_right(joined, place) if joined else 0)
        place = found.end()
        if kind == "newline":
            line += 1
            obsolete = previous = False
        elif kind == "string":
            yield _Token("string", _unescape(found["text"], here), here, obsolete, previous)
        elif kind == "obsolete":
            obsolete, previous = True, previous or found[0].endswith("|")
        elif kind == "previous":
            previous = True
        elif kind == "comment":
            yield _Token("comment", found[0][1:].rstrip("\r"), here)
            obsolete = previous = False
        elif kind == "word":
            if found[0] not in _KEYWORDS:
                hint = 'a quote within a text is written \\"' if '"' in _line_at(text, place) else "no such keyword"
                raise BrokenCatalog(here, f"{found[0][:40]!r} cannot stand here: {hint}")
            yield _Token(found[0], found[0], here, obsolete, previous)
        elif kind in ("number", "bracket"):
            yield _Token("number" if kind == "number" else found[0], found[0], here, obsolete, previous)
    yield _Token("end", "", line + len(joined))


def _line_at(text: str, place: int) -> str:
    end = text.find("\n", place)
    return text[text.rfind("\n", 0, place) + 1 : end if end >= 0 else len(text)]


def _refuse(text: str, place: int, line: int) -> NoReturn:
    """Say what is wrong where no token begins."""
    whole = _line_at(text, place)
    if _CONFLICT.match(f"{whole}\n"):
        raise BrokenCatalog(line, f"git left a merge conflict here: {whole[:40]}")
    unseen = [character for character in dict.fromkeys(whole) if ord(character) > 127 and is_invisible(character)]
    quotes = [character for character in dict.fromkeys(whole) if character in "“”„«»‘’＂"]
    suspects = ", ".join(map(character_name, unseen + quotes))
    if text[place] == '"':
        bad = f" (the line holds {suspects})" if suspects else ""
        raise BrokenCatalog(line, f"a quote is missing at the end of the text: {whole.strip()[:80]}{bad}")
    raise BrokenCatalog(line, f"{character_name(text[place])} cannot stand outside of quotes: {whole.strip()[:80]}")


def _unescape(text: str, line: int) -> str:
    """The text of a string; bytes that octal and hexadecimal escapes give are kept as surrogates until it is whole."""
    if "\\" not in text:
        return text

    def character(match: re.Match[str]) -> str:
        letter, octal, hexadecimal, other = match.groups()
        if letter:
            return _ONE_LETTER[letter]
        if other:
            raise BrokenCatalog(line, f"\\{other} is no escape of PO files; a backslash is written \\\\")
        byte = (int(octal, 8) if octal else int(hexadecimal, 16)) & 0xFF
        return chr(byte) if byte < 128 else bytes([byte]).decode("utf-8", "surrogateescape")

    return _ESCAPE.sub(character, text)


@dataclass
class _Comments:
    """What stands above a message."""

    line: int = 0
    translator: list[str] = field(default_factory=list)
    extracted: list[str] = field(default_factory=list)
    places: list[tuple[str, str]] = field(default_factory=list)
    flags: list[str] = field(default_factory=list)

    def add(self, token: _Token) -> None:
        self.line = self.line or token.line
        kind, rest = token.text[:1], token.text[1:]
        if kind == ".":
            self.extracted.append(rest.removeprefix(" "))
        elif kind == ":":
            self.places += [_place(word) for word in rest.split()]
        elif kind and kind in ",!=":  # "#=" is how newer gettexts write flags that stay
            self.flags += [flag for flag in _FLAG.findall(rest) if flag not in self.flags]
        else:
            self.translator.append(token.text.removeprefix(" "))


def _place(word: str) -> tuple[str, str]:
    file, colon, line = word.rpartition(":")
    return (file, line) if colon and line.isdigit() else (word, "")


class _Parser:
    """The grammar, one token ahead."""

    def __init__(self, tokens: Iterator[_Token]):
        self.tokens = tokens
        self.token = next(tokens)

    def catalog(self) -> Catalog:
        catalog = Catalog()
        comments = _Comments()
        found_header = False
        while self.token.kind != "end":
            if self.token.kind == "comment":
                comments.add(self.token)
                self.advance()
            elif self.token.kind == "domain":
                self.domain()
            else:
                entry = self.message(comments)
                comments = _Comments()
                if key(entry) == _HEADER and not entry.obsolete and not found_header:
                    _set_header(catalog, entry)
                    found_header = True
                else:
                    catalog.append(entry)
        catalog.last_comment = "\n".join(comments.translator)
        return catalog

    def advance(self) -> _Token:
        token = self.token
        self.token = next(self.tokens, token)
        return token

    def domain(self) -> None:
        line = self.advance().line
        name = self.strings("domain", self.token.obsolete, False)
        if name != "messages":
            raise BrokenCatalog(line, f"a catalogue of this course holds one domain, and this line opens {name!r}")

    def message(self, comments: _Comments) -> polib.POEntry:
        line = comments.line or self.token.line
        obsolete = self.token.obsolete
        entry = polib.POEntry(
            tcomment="\n".join(comments.translator),
            comment="\n".join(comments.extracted),
            occurrences=comments.places,
            flags=comments.flags,
            obsolete=obsolete,
            linenum=line,
        )
        if self.token.previous:
            if self.at("msgctxt", obsolete, True):
                entry.previous_msgctxt = self.value("msgctxt", obsolete, True)
            entry.previous_msgid = self.value("msgid", obsolete, True)
            if self.at("msgid_plural", obsolete, True):
                entry.previous_msgid_plural = self.value("msgid_plural", obsolete, True)
        if self.at("msgctxt", obsolete):
            entry.msgctxt = self.value("msgctxt", obsolete)
        entry.msgid = self.value("msgid", obsolete)
        if self.at("msgid_plural", obsolete):
            entry.msgid_plural = self.value("msgid_plural", obsolete)
            entry.msgstr_plural = self.plural_forms(obsolete)
            return entry
        keyword = self.expect("msgstr", obsolete)
        if self.token.kind == "[":
            raise BrokenCatalog(keyword.line, "msgid_plural is missing above msgstr[…]")
        entry.msgstr = self.strings("msgstr", obsolete, False)
        return entry

    def plural_forms(self, obsolete: bool) -> dict[int, str]:
        forms: dict[int, str] = {}
        while not forms or self.at("msgstr", obsolete):
            line = self.expect("msgstr", obsolete).line
            self.expect("[", obsolete)
            number = int(self.expect("number", obsolete).text)
            self.expect("]", obsolete)
            if number != len(forms):
                raise BrokenCatalog(line, f"msgstr[{number}] stands where msgstr[{len(forms)}] is due")
            forms[number] = self.strings("msgstr", obsolete, False)
        return forms

    def at(self, kind: str, obsolete: bool, previous: bool = False) -> bool:
        token = self.token
        return token.kind == kind and token.previous == previous and token.obsolete == obsolete

    def expect(self, kind: str, obsolete: bool, previous: bool = False) -> _Token:
        token = self.token
        if token.kind == kind and token.previous == previous:
            if token.obsolete != obsolete:
                raise BrokenCatalog(token.line, "one message stands partly behind #~ and partly not")
            return self.advance()
        if token.kind in ("string", "number", "[", "]") or not kind.startswith("msg"):
            raise BrokenCatalog(token.line, f"{token.shown} cannot stand here, where {kind} is due")
        raise BrokenCatalog(token.line, f"{kind} is missing before {token.shown}")

    def value(self, kind: str, obsolete: bool, previous: bool = False) -> str:
        self.expect(kind, obsolete, previous)
        return self.strings(kind, obsolete, previous)

    def strings(self, kind: str, obsolete: bool, previous: bool) -> str:
        """One string or several, joined: bytes of one character may stand in two of them."""
        line = self.token.line
        if self.token.kind != "string":
            raise BrokenCatalog(line, f"the text of {kind} is missing before {self.token.shown}")
        parts = []
        while self.token.kind == "string" and self.token.previous == previous:
            if self.token.obsolete != obsolete:
                raise BrokenCatalog(self.token.line, "one message stands partly behind #~ and partly not")
            parts.append(self.advance().text)
        text = "".join(parts)
        if "\0" in text:
            raise BrokenCatalog(line, f"{character_name(chr(0))} ends a text for gettext; take it out")
        try:
            text.encode()
        except UnicodeEncodeError:
            try:
                text = text.encode("utf-8", "surrogateescape").decode()
            except UnicodeDecodeError:
                raise BrokenCatalog(line, "the octal or hexadecimal escapes of this text are no UTF-8") from None
        return text


def _set_header(catalog: Catalog, entry: polib.POEntry) -> None:
    """Take the header's entry apart into fields; nothing in it is lost, even where it is no field."""
    charset = re.search(r"charset=([\w.:-]+)", entry.msgstr)
    if charset and charset[1].lower() not in UNICODE_CHARSETS:
        raise BrokenCatalog(line_of(entry), f"not UTF-8: the header gives the charset as {charset[1]}")
    catalog.header_entry = entry
    catalog.header = entry.tcomment
    catalog.metadata_is_fuzzy = entry.fuzzy
    name = ""
    given: set[str] = set()
    for line in entry.msgstr.removesuffix("\n").split("\n") if entry.msgstr else []:
        before, colon, after = line.partition(":")
        if (lower := before.lower()) in _GIVEN_ONCE and colon:
            if lower in given:
                raise BrokenCatalog(line_of(entry), f"the header gives {before} twice, and programs choose differently")
            given.add(lower)
        if colon and re.fullmatch(r"[\w.-]+", before) and before not in catalog.metadata:
            name = before
            catalog.metadata[name] = after.strip(" \t")
        else:
            catalog.metadata[name] = f"{catalog.metadata[name]}\n{line}" if name in catalog.metadata else line
