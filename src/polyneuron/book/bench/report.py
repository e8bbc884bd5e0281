"""`docs/benchmarks.md`: the stored results as a page for people. Nothing is measured or decided here."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from statistics import median
from typing import Any

from polyneuron.book.bench.memory import GIGABYTE, LIMIT_BYTES
from polyneuron.book.bench.networks import COURSE_MNIST, COURSE_MNIST_LONG, COURSE_MNIST_SHORT
from polyneuron.book.bench.speed import BASES

INTRODUCTION = """\
# Benchmarks

This page is generated from `benchmarks.json`, which `make bench` writes (`python -m polyneuron.book bench learning`); do not edit it. Each part has its own date, and `--part` measures one alone.

How it is measured: every run in a fresh process, with all cores; recipes side by side, seed after seed; medians over the seeds, unless something else is said. Training time counts from the call of `fit` and includes what only the first epoch needs: handing over the data, tracing, compiling (also told apart as *start*); validation between the epochs is not counted. Recipes are fixed beforehand, chosen on validation data; the test set is looked at once, at the end of a run. *Of the limit*: the operations of the matrix products, divided by the training time, as a share of what NumPy's product of large float32 matrices reaches on the same machine in the same hour.
"""  # noqa: E501 - a paragraph of Markdown is one line
LEGEND_SOURCES = """\
The five sources' networks as they were meant, with their mistakes corrected. *Chosen here*: settings that the source does not tell. *Mean ± deviation* over the seeds. A test set of 10 000 tells accuracies apart by about 0.003 (two standard errors), one of 25 000 by about 0.004: below that, a difference is called chance.
"""  # noqa: E501 - a paragraph of Markdown is one line
LEGEND_EPOCHS = """\
The course's recipe with a schedule of its own for each number of epochs, on the examples held out, after the last epoch. Only accuracies are compared here, because the machines may differ.
"""  # noqa: E501 - a paragraph of Markdown is one line
LEGEND_MEMORY = f"""\
The largest resident memory of each chapter's kernel: the English notebook as builds run it, in full and on the real data, in a fresh process (`python -m polyneuron.book bench memory`). No kernel should take more than {LIMIT_BYTES / GIGABYTE:g} GB.
"""  # noqa: E501 - a paragraph of Markdown is one line


def report(results: Mapping[str, Any]) -> str:
    """The page: conclusions first, then the tables of each part."""
    parts = results["parts"]
    sections = [INTRODUCTION]
    if any(part.get("conclusions") for part in parts.values()):
        sections += ["## In short\n", _conclusions(parts.values())]
    entries = {name: entry for part in parts.values() for name, entry in part.get("recipes", {}).items()}
    if claims := [entry for entry in entries.values() if "claim" in entry]:
        sections += ["## The sources' networks\n", LEGEND_SOURCES, _sources(claims), _curves(entries)]
    for name, (base, changes) in BASES.items():
        if name in parts:
            sections += [f"## {parts[name]['title']}\n", _recipes(parts[name], {change.name for change in changes})]
            sections += ["### What each measure brings\n", _single_change(base), _ablation(parts[name], base, changes)]
    if "epochs" in parts:
        sections += [f"## {parts['epochs']['title']}\n", LEGEND_EPOCHS, _epochs(entries)]
    if "limit" in parts:
        sections += [f"## {parts['limit']['title']}\n", _limit(parts["limit"]["products"])]
    if "memory" in parts:
        sections += [f"## {parts['memory']['title']}\n", LEGEND_MEMORY, _memory(parts["memory"]["chapters"])]
    sections += ["## When and where\n", _places(parts)]
    return "\n".join(section for section in sections if section).rstrip() + "\n"


def _table(head: Sequence[str], rows: Iterable[Sequence[str]], numbers: int) -> str:
    """A Markdown table whose last `numbers` columns are aligned to the right; empty without rows."""
    rows = list(rows)
    if not rows:
        return ""
    rule = [":--"] * (len(head) - numbers) + ["--:"] * numbers
    lines = [head, rule, *rows]
    return "\n".join("| " + " | ".join(cell.replace("|", "\\|") for cell in line) + " |" for line in lines) + "\n"


def _conclusions(parts: Iterable[Mapping[str, Any]]) -> str:
    rows = []
    for conclusion in (found for part in parts for found in part.get("conclusions", [])):
        demand = ""
        if conclusion["at_least"] is not None:
            demand = f"≥ {_figure(conclusion['at_least'], conclusion['unit'])}"
        elif conclusion["at_most"] is not None:
            demand = f"≤ {_figure(conclusion['at_most'], conclusion['unit'])}"
        mark = {True: "yes", False: "**no**", None: ""}[conclusion["met"]]
        figure = _figure(conclusion["value"], conclusion["unit"])
        rows.append((conclusion["title"], f"**{figure}**", demand, mark))
    rows.sort(key=lambda row: "×" not in row[1])
    return _table(("what", "measured", "demanded", "met"), rows, 3)


def _figure(value: float, unit: str) -> str:
    if unit == "×":
        return f"{value:.1f}×"
    if unit == "s":
        return f"{value:.1f} s"
    return f"{value:.4f}" if value <= 1 else f"{value:,.0f}".replace(",", " ")


def _thousands(number: int) -> str:
    return f"{number:,}".replace(",", " ")


def _sources(claims: Iterable[Mapping[str, Any]]) -> str:
    rows = []
    for entry in claims:
        claim, summary = entry["claim"], entry["summary"]
        accuracy, loss = summary["test_accuracy"], summary["test_loss"]
        ours = f"{accuracy['mean']:.4f}"
        if len(entry["runs"]) > 1:
            ours += f" ± {accuracy['deviation']:.4f}"
        reported = f"{claim['test_accuracy']:g}" if claim["test_accuracy"] else "–"
        if claim["test_loss"]:
            reported += f", loss {claim['test_loss']:g}"
            ours += f", loss {loss['mean']:.3f}"
        if claim["validation_accuracy"]:
            last = [run["validation_accuracy"][-1] for run in entry["runs"]]
            reported += f"; validation {claim['validation_accuracy']:g}"
            ours += f"; validation {sum(last) / len(last):.4f}"
        left = "; ".join(claim["unknown"]) or "nothing"
        if claim["corrected"]:
            left += f". Corrected: {'; '.join(claim['corrected'])}"
        rows.append(
            (
                f"{entry['title']}: {entry['settings']}", left, entry["verdict"], _thousands(entry["parameters"]),
                reported, ours, f"{summary['epoch_seconds']['median']:.2f}",
            )
        )  # fmt: skip
    head = ("network", "chosen here", "verdict", "parameters", "reported", "ours, on the test set", "s / epoch")
    return _table(head, rows, 4)


def _curves(entries: Mapping[str, Any]) -> str:
    """Sentences about recipes that run on beyond their best epoch, to show overfitting."""
    lines = []
    for entry in (entry for name, entry in entries.items() if name.endswith("-curve")):
        peak = entry["peak"]
        last = sorted(run["validation_accuracy"][-1] for run in entry["runs"])[len(entry["runs"]) // 2]
        lines.append(
            f"{entry['title']}, {entry['recipe']['held_out']} held out: validation accuracy is highest in epoch "
            f"{peak['epoch']:g} ({peak['validation_accuracy']:.4f}; after the last epoch {last:.4f}).\n"
        )
    return "\n".join(lines)


def _recipes(part: Mapping[str, Any], without: set[str]) -> str:
    rows = []
    for name, entry in part["recipes"].items():
        if name in without:
            continue
        summary = entry["summary"]
        rows.append(
            (
                f"{entry['title']}: {entry['settings']}",
                _thousands(entry["parameters"]),
                *(
                    f"{summary[f'{key}_seconds']['median']:.2f}"
                    for key in ("import", "encode", "train", "warm_up", "epoch")
                ),
                f"{summary['test_accuracy']['median']:.4f}",
                f"{summary['test_accuracy']['min']:.4f}–{summary['test_accuracy']['max']:.4f}",
                _share(entry),
                f"{summary['peak_memory_mib']['median']:.0f}",
            )
        )
    head = (
        "recipe", "parameters", "import, s", "encode, s", "train, s", "of it start, s", "s / epoch", "test accuracy",
        "least–most", "of the limit", "memory, MiB",
    )  # fmt: skip
    return _table(head, rows, len(head) - 1)


def _share(entry: Mapping[str, Any]) -> str:
    return f"{100 * entry['share_of_limit']:.0f} %" if "share_of_limit" in entry else "–"


def _single_change(base: Any) -> str:
    return (
        f"The recipe `{base.name}` with one change at a time. A ratio above 1 means that the change makes it slower: "
        "time with the change, divided by time without it.\n"
    )


def _ablation(part: Mapping[str, Any], base: Any, changes: Iterable[Any]) -> str:
    names = [base.name, *(change.name for change in changes)]
    entries = {name: part["recipes"][name] for name in names if name in part["recipes"]}
    reference = entries[base.name]
    validated = "peak" in reference
    rows = []
    for name, entry in entries.items():
        ratios = [_total(entry) / _total(reference), _median(entry, "epoch") / _median(reference, "epoch")]
        rows.append(
            (
                entry["title"] if name != base.name else "nothing changed",
                *(f"{ratio:.2f}×" for ratio in ratios),
                *(f"{_median(entry, key):.2f}" for key in ("encode", "train", "warm_up", "epoch")),
                *([f"{entry['peak']['validation_accuracy']:.4f}"] if validated else []),
                f"{entry['summary']['test_accuracy']['median']:.4f}",
                _share(entry),
            )
        )
    head = (
        "change", "encode + train", "epoch alone", "encode, s", "train, s", "of it start, s", "s / epoch",
        *(["best validation"] if validated else []), "test accuracy", "of the limit",
    )  # fmt: skip
    return _table(head, rows, len(head) - 1)


def _median(entry: Mapping[str, Any], key: str) -> float:
    return entry["summary"][f"{key}_seconds"]["median"]


def _total(entry: Mapping[str, Any]) -> float:
    return _median(entry, "encode") + _median(entry, "train")


def _epochs(entries: Mapping[str, Any]) -> str:
    rows = []
    for recipe in (COURSE_MNIST_SHORT, COURSE_MNIST, COURSE_MNIST_LONG):
        if recipe.name in entries:
            runs = entries[recipe.name]["runs"]
            seeds = ", ".join(f"{run['seed']}: {run['validation_accuracy'][-1]:.4f}" for run in runs)
            rows.append((f"{recipe.epochs}", seeds, f"{median(run['validation_accuracy'][-1] for run in runs):.4f}"))
    return _table(("epochs", "seed: validation accuracy", "median"), rows, 1)


def _limit(products: Mapping[str, Any]) -> str:
    rows = [
        (name, " × ".join(map(str, product["shape"])), f"{product['median']:.0f}", f"{product['best']:.0f}")
        for name, product in products.items()
    ]
    return _table(("product", "shape", "GFLOP/s, median", "GFLOP/s, best"), rows, 2)


def _memory(chapters: Mapping[str, Any]) -> str:
    rows = []
    for name, entry in chapters.items():
        above = entry["peak_bytes"] > LIMIT_BYTES
        peak = f"{entry['peak_bytes'] / GIGABYTE:.2f}"
        where = f"**from `{entry['first_above']}` on**" if above else ""
        numbers = (f"**{peak}**" if above else peak, f"{entry['seconds']:.0f}")
        rows.append((f"`{name}`", where, f"`{entry['largest_rise']}`", entry["date"], *numbers))
    return _table(("chapter", "above the limit", "largest rise in the cell", "date", "peak, GB", "took, s"), rows, 2)


def _places(parts: Mapping[str, Any]) -> str:
    rows = []
    for name, part in parts.items():
        machine = part["machine"]
        versions = ", ".join(f"{package} {version}" for package, version in machine["versions"].items())
        cores = f"{machine['cores']} core{'s' if machine['cores'] > 1 else ''}"
        memory = f"{machine['memory_gib']:g} GiB" if machine["memory_gib"] else "memory unknown"
        where = ", ".join((machine["processor"], cores, memory, machine["system"]))
        seeds = ", ".join(map(str, part.get("seeds", []))) or "–"
        limit = f"{part['limit_gflops']:.0f}" if "limit_gflops" in part else "–"
        numbers = (limit, f"{part['seconds']:.0f}")
        rows.append((f"`{name}`", part["date"], where, versions, seeds, *numbers))
    return _table(("part", "date (UTC)", "machine", "versions", "seeds", "limit, GFLOP/s", "took, s"), rows, 2)
