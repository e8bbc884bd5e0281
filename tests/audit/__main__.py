"""How fast and how accessible the built site is: Lighthouse over its pages, into `docs/site.md`.

`python -m tests.audit` serves `_build/site` compressed, as a host does, and visits pages with Lighthouse's phone: its
network (1.6 Mbit/s, 150 ms), once with its slow processor and once with this machine's. Of several runs the median
counts. Times depend on the machine and on what else it does; kilobytes and requests do not.
"""

from __future__ import annotations

import gzip
import http.server
import json
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import cache, partial
from pathlib import Path
from typing import Any

import click

from polyneuron.book.source.settings import read_configuration
from tests.conftest import ROOT

SITE = ROOT / "_build" / "site"
LIGHTHOUSE = ROOT / "audit" / "node_modules" / "lighthouse" / "cli" / "index.js"
REPORT = ROOT / "docs" / "site.md"
START, END = "<!-- measured: begin -->", "<!-- measured: end -->"
COMPRESSED = (".html", ".css", ".js", ".svg", ".json", ".xml", ".txt")
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
GOALS = {"performance": 95, "accessibility": 100, "best-practices": 100, "seo": 100}
PICTURES = ("Image",)


class _Host(http.server.SimpleHTTPRequestHandler):
    """Serves files compressed, and lets browsers keep those with a digest in their names."""

    protocol_version = "HTTP/1.1"

    def do_GET(self) -> None:
        """Called by the server."""
        path = Path(self.translate_path(self.path))
        path = path / "index.html" if path.is_dir() else path
        if not path.is_file():
            self.send_error(404)
            return
        content = _content(path)
        self.send_response(200)
        self.send_header(
            "Content-Type", self.guess_type(str(path)) + ("; charset=utf-8" if path.suffix == ".html" else "")
        )
        if path.suffix in COMPRESSED:
            self.send_header("Content-Encoding", "gzip")
        self.send_header("Content-Length", str(len(content)))
        kept = "public, max-age=31536000, immutable" if "_shared" in path.parts else "public, max-age=600"
        self.send_header("Cache-Control", kept)
        self.end_headers()
        self.wfile.write(content)

    def log_message(self, *_: Any) -> None:
        """Say nothing."""


@cache
def _content(path: Path) -> bytes:
    return gzip.compress(path.read_bytes(), 9) if path.suffix in COMPRESSED else path.read_bytes()


@dataclass(frozen=True)
class Visit:
    """What Lighthouse says of one visit."""

    scores: dict[str, int]
    first_paint: float
    """Seconds, like `largest_paint`."""
    largest_paint: float
    kilobytes: float
    """Compressed, without pictures."""
    pictures: float
    """Kilobytes of pictures."""
    requests: int
    failed: tuple[str, ...]
    """What keeps a score from 100, but for performance."""


def visit(address: str, slow: bool) -> Visit:
    """Visit a page once with Lighthouse."""
    with tempfile.TemporaryDirectory() as folder:
        report = Path(folder) / "report.json"
        command = [
            "node", str(LIGHTHOUSE), address, "--quiet", "--output=json", f"--output-path={report}",
            f"--only-categories={','.join(CATEGORIES)}", f"--throttling.cpuSlowdownMultiplier={4 if slow else 1}",
            "--chrome-flags=--headless=new --no-sandbox --disable-gpu",
        ]  # fmt: skip
        subprocess.run(command, check=True, capture_output=True, env=_environment())
        return _read(json.loads(report.read_text(encoding="utf-8")))


@cache
def _environment() -> dict[str, str]:
    chromium = shutil.which("chromium") or shutil.which("chromium-browser") or ""
    folder = str(Path(sys.executable).parent)
    return {**os.environ, "CHROME_PATH": chromium, "PATH": f"{folder}:{os.environ.get('PATH', '')}"}


def _read(report: dict[str, Any]) -> Visit:
    audits, categories = report["audits"], report["categories"]
    items = audits["network-requests"]["details"]["items"]
    items = [item for item in items if item["url"].startswith("http")]
    pictures = sum(item["transferSize"] for item in items if item.get("resourceType") in PICTURES)
    failed = {
        reference["id"]
        for name in CATEGORIES[1:]
        for reference in categories[name]["auditRefs"]
        if reference["weight"] and (audits[reference["id"]]["score"] or 0) < 1
        and audits[reference["id"]]["scoreDisplayMode"] in ("binary", "numeric", "metricSavings")
    }  # fmt: skip
    return Visit(
        {name: round(100 * categories[name]["score"]) for name in CATEGORIES},
        audits["first-contentful-paint"]["numericValue"] / 1000,
        audits["largest-contentful-paint"]["numericValue"] / 1000,
        (sum(item["transferSize"] for item in items) - pictures) / 1024,
        pictures / 1024,
        len(items),
        tuple(sorted(failed)),
    )


def median(visits: list[Visit]) -> Visit:
    """The median of each figure."""

    def middle(name: str) -> float:
        return statistics.median(getattr(one, name) for one in visits)

    return Visit(
        {name: round(statistics.median(one.scores[name] for one in visits)) for name in CATEGORIES},
        middle("first_paint"), middle("largest_paint"), middle("kilobytes"), middle("pictures"),
        round(middle("requests")), tuple(sorted({what for one in visits for what in one.failed})),
    )  # fmt: skip


def row(page: str, quick: Visit, slow: Visit | None) -> str:
    """A line of the table."""
    scores = [str(quick.scores[name]) for name in CATEGORIES]
    scores[0] += f" ({slow.scores['performance']})" if slow else ""
    paints = f"{quick.first_paint:.1f} / {quick.largest_paint:.1f}"
    paints += f" ({slow.first_paint:.1f} / {slow.largest_paint:.1f})" if slow else ""
    cells = [page, *scores, paints, f"{quick.kilobytes:.0f}", f"{quick.pictures:.0f}", str(quick.requests)]
    return f"| {' | '.join(cells)} |"


HEAD = (
    "| page | performance (slow processor) | accessibility | best practices | SEO | first / largest paint, s "
    "(slow processor) | KB besides pictures | KB of pictures | requests |\n|---|---|---|---|---|---|---|---|---|"
)


@click.command(help=__doc__.splitlines()[0])
@click.argument("pages", nargs=-1)
@click.option("--runs", default=3, help="Visits of each page; the median counts.")
@click.option("--slow/--no-slow", default=True, help="Also with the slow processor of Lighthouse's phone.")
def main(pages: tuple[str, ...], runs: int, slow: bool) -> None:
    """Visit PAGES, such as `fa/01-neurons.html`; without any, all chapters of all editions."""
    configuration = read_configuration(ROOT)
    chapters = [f"{code}/{name}.html" for code in configuration.languages for name in configuration.chapter_names]
    handler = partial(_Host, directory=str(SITE))
    rows, missed = [], []
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        for page in pages or ("index.html", *chapters):
            address = f"http://127.0.0.1:{server.server_port}/{page}"
            quick = median([visit(address, slow=False) for _ in range(runs)])
            slowly = median([visit(address, slow=True) for _ in range(runs)]) if slow else None
            rows.append(row(page.removesuffix(".html"), quick, slowly))
            click.echo(rows[-1])
            below = [name for name, goal in GOALS.items() if quick.scores[name] < goal]
            if below:
                missed.append(f"{page}: {', '.join(below)} {' '.join(quick.failed)}")
        server.shutdown()
    day = datetime.now(UTC).date().isoformat()
    text = REPORT.read_text(encoding="utf-8")
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    measured = f"{START}\n\nMeasured on {day}, median of {runs}.\n\n{HEAD}\n" + "\n".join(rows) + f"\n\n{END}"
    REPORT.write_text(f"{before}{measured}{after}", encoding="utf-8")
    for line in missed:
        click.echo(f"Below its goal: {line}", err=True)
    sys.exit(1 if missed else 0)


if __name__ == "__main__":
    main()
