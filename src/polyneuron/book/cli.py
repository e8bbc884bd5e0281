"""The one command line: `python -m polyneuron.book …`."""

from __future__ import annotations

import contextlib
import functools
import http.server
import shutil
import sys
import tempfile
import time
import webbrowser
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from rich.console import Console
from rich.table import Table

from polyneuron.book.model.configuration import BUILD_FOLDER, PAGES_FOLDER, SOURCE_LANGUAGE, Configuration
from polyneuron.book.model.exercise import COURSE_SEEDS
from polyneuron.book.model.problems import ProblemsFound, relative
from polyneuron.book.source.project_root import project_root
from polyneuron.book.source.settings import read_configuration
from polyneuron.book.tools.files import recover
from polyneuron.book.tools.lock import Terminated, building, signals_as_exceptions
from polyneuron.book.tools.processes import run_beside
from polyneuron.book.tools.progress import Progress
from polyneuron.book.tools.remembered import REMEMBERED_FOLDER, remembering
from polyneuron.book.tools.start import INTERRUPTED, TERMINATED
from polyneuron.book.tools.system_errors import system_problem


class _Project:
    """The folder and the settings, found and read when a command asks for them."""

    def __init__(self, given: Path | None):
        self.given = given

    @functools.cached_property
    def root(self) -> Path:
        return self.given.resolve() if self.given else project_root(Path.cwd())

    @functools.cached_property
    def configuration(self) -> Configuration:
        return read_configuration(self.root)

    def languages(self, chosen: tuple[str, ...]) -> list[str]:
        for code in chosen:
            self.configuration.language(code)
        return [code for code in self.configuration.languages if not chosen or code in chosen]

    def chapters(self, chosen: tuple[str, ...], *, pages: bool = False) -> tuple[str, ...]:
        """The names of the chosen chapters (and pages); none for all of them."""
        return self.configuration.choose(chosen, pages=pages)


class _Group(click.Group):
    """Shows problems as a list, and no traceback for them."""

    def invoke(self, context: click.Context) -> Any:
        try:
            return self.run(context)
        except ProblemsFound as found:
            console = Console(stderr=True, soft_wrap=True)
            for problem in found.problems:
                console.print(str(problem), style="red", markup=False, highlight=False)
            count = len(found.problems)
            console.print(f"{count} problem{'s' if count > 1 else ''} found.", style="bold red", highlight=False)
            context.exit(1)
        except KeyboardInterrupt as stop:
            Console(stderr=True).print("Stopped. The next run goes on from what is ready.", style="bold yellow")
            context.exit(TERMINATED if isinstance(stop, Terminated) else INTERRUPTED)

    def run(self, context: click.Context) -> Any:
        """Invoke the command; what the system refuses (rights, a full disk) becomes a problem too."""
        try:
            return super().invoke(context)
        except (BrokenPipeError, InterruptedError):
            raise  # whoever read the output has gone: click ends the program
        except OSError as error:
            try:
                root = Path(context.params.get("root") or ".").resolve()
            except OSError:  # where it was started is gone
                root = Path("/")
            raise ProblemsFound([system_problem(error, root)]) from error


_no_wait_option = click.option(
    "--no-wait", is_flag=True, help="Refuse, instead of waiting, while another build runs in this folder."
)


@contextlib.contextmanager
def _alone_in(build: Path, name: str, *, wait: bool) -> Iterator[None]:
    """Be the only build in this folder, and say so where another one has to end first."""
    tell = functools.partial(click.echo, err=True)
    with building(build, name, wait=wait, tell=tell), remembering(build / REMEMBERED_FOLDER):
        yield


def _one_build_at_a_time(command: Callable) -> Callable:
    """For commands that write to _build/: they wait for each other, and leave no program behind when they stop."""

    @_no_wait_option
    @functools.wraps(command)
    def alone(project: _Project, *, no_wait: bool, **options: Any) -> None:
        configuration = project.configuration
        codes = project.languages(options.get("languages", ()))
        chosen = [f"--language {code}" for code in codes] if options.get("languages") else []
        chosen += [f"--chapter {name}" for name in options.get("chapters", ())]
        name = " ".join([click.get_current_context().info_name or "", *chosen])
        with _alone_in(configuration.build, name, wait=not no_wait):
            command(project, **options)

    return alone


def _explain_option(command: Callable) -> Callable:
    return click.option(
        "--explain", is_flag=True, help="Say for everything that is made again what changed since the last time."
    )(command)


def _language_option(command: Callable) -> Callable:
    return click.option(
        "--language", "languages", multiple=True, metavar="CODE", help="Only this edition; may be given several times."
    )(command)


def _chapter_option(command: Callable) -> Callable:
    return click.option(
        "--chapter",
        "chapters",
        multiple=True,
        metavar="NAME",
        help="Only this chapter: its name, such as 03-losses, or its number; may be given several times.",
    )(command)


def _seed_option(what: str) -> Callable:
    """For numbers of exercises with variants that are not the usual ones."""
    return click.option(
        "--seed",
        "seeds",
        multiple=True,
        type=click.IntRange(min=1),
        metavar="NUMBER",
        help=f"{what}; may be given several times.",
    )


@click.group(cls=_Group, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--root",
    type=click.Path(exists=True, file_okay=False, path_type=Path),
    help="Folder that holds _config.yml (default: where you are, or the nearest one above).",
)
@click.pass_context
def main(context: click.Context, root: Path | None) -> None:
    """Make the editions of Polyneuron: catalogues, notebooks, execution, site."""
    context.obj = _Project(root)


@main.command()
@_language_option
@_chapter_option
@click.option("--status", is_flag=True, help="Write nothing; print how far each catalogue is.")
@click.option(
    "--typo",
    is_flag=True,
    help="The English texts were only corrected: keep their translations where the change is as small as that.",
)
@click.pass_obj
def catalogs(
    project: _Project, languages: tuple[str, ...], chapters: tuple[str, ...], status: bool, typo: bool
) -> None:
    """Merge the lessons' texts into locales/<language>/LC_MESSAGES/*.po.

    With --typo the translation of a corrected text stays good, and the list shows which. A change counts as a
    correction when code, formulas, links, numbers, markup and the words that deny, count or compare are the same, and
    at most three words differ, each by one letter; articles, hyphens, punctuation, upper and lower case may change.
    """
    from polyneuron.book.book import catalog_status, term_status, translated_languages, update_catalogs

    configuration = project.configuration
    codes = [code for code in project.languages(languages) if code in translated_languages(configuration)]
    if status and typo:
        raise click.UsageError("--status writes nothing, and --typo says how to write: give one of them.")
    if not status:
        update = update_catalogs(configuration, codes, typo, project.chapters(chapters, pages=True))
        for path in update.changed:
            click.echo(f"updated {path}")
        for path, corrections in update.corrections.items():
            for correction in corrections:
                end = f"became fuzzy ({correction.refused})" if correction.refused else "kept its translation"
                click.echo(f"{path}: {end}\n    old: {correction.before}\n    new: {correction.after}")
        click.echo(f"{len(update.changed)} catalogues changed.")
        return
    table = Table("language", "catalogue", "translated", "fuzzy", "missing", "obsolete", "share")
    for column in table.columns[2:]:
        column.justify = "right"
    chosen = project.chapters(chapters, pages=True)
    states = catalog_status(configuration, codes, chosen)
    if not chosen:
        states += term_status(configuration, codes)
    for row in sorted(states, key=lambda state: codes.index(state.language)):
        share = f"{100 * row.translated // row.total} %" if row.total else "–"
        numbers = (row.translated, row.fuzzy, row.missing, row.obsolete)
        table.add_row(row.language, row.domain, *map(str, numbers), share, style=None if row.complete else "yellow")
    Console().print(table)


@main.command()
@_language_option
@_chapter_option
@_seed_option("Also write a course for nbgrader with other numbers in its exercises, to _build/course-NUMBER/")
@click.pass_obj
@_one_build_at_a_time
def notebooks(project: _Project, languages: tuple[str, ...], chapters: tuple[str, ...], seeds: tuple[int, ...]) -> None:
    """Write the notebooks that learners launch to _build/notebooks/<language>/."""
    from polyneuron.book.steps import make_notebooks

    chosen = project.chapters(chapters)
    make_notebooks(project.configuration, project.languages(languages), Progress(), chosen, seeds)
    click.echo(f"Notebooks: {project.configuration.build / 'notebooks'}")


@main.command()
@click.option("--into", "folder", required=True, type=click.Path(path_type=Path), help="The course folder, new or not.")
@click.option("--language", metavar="CODE", help="The edition.")
@click.option("--chapter", "chapters", multiple=True, metavar="NAME", help="Name or number; as many times as you like.")
@click.option(
    "--leave-out",
    "left_out",
    multiple=True,
    metavar="NAME",
    help="An exercise: its name, such as blind-spot, or the end of it; may be repeated. A wrong name lists them all.",
)
@click.option("--due", metavar="TIME", help="When these chapters are due: 2027-02-01T18:00, or 2027-02-01T18:00+03:30.")
@click.option("--time-zone", metavar="ZONE", help="The zone of --due, such as Asia/Tehran; else this machine's.")
@click.option("--seed", type=click.IntRange(min=1), metavar="NUMBER", help="Exercises get numbers of the course.")
@click.option(
    "--students",
    type=click.Path(exists=True, dir_okay=False, path_type=Path),
    help="A table in CSV: student (the name as the platform has it), and email, first_name, last_name if you like.",
)
@click.option(
    "--variants",
    type=click.Choice(["student", "course", "none"]),
    help="Whose numbers exercises have: each student's own, the course's own, or those of the pages.",
)
@click.option(
    "--hide-predict-checks/--show-predict-checks",
    "hide",
    default=None,
    help="Whether checks of what is to be predicted are kept from students; else they are shown.",
)
@click.option(
    "--quick/--full",
    default=None,
    help="Whether grading trains less in chapters where that is proved to be right; else it does.",
)
@_no_wait_option
@click.pass_obj
def assign(project: _Project, folder: Path, chapters: tuple[str, ...], *, no_wait: bool, **options: Any) -> None:
    """Make a course folder for nbgrader, or let one grow: what students get, solutions, points, due dates.

    What is not given stays as course.yml in the folder says. Nothing that was handed in or marked is touched.
    """
    from polyneuron.book.assigning.request import LocalizedChapters, Request, assign_chapters, planned

    configuration = project.configuration

    def localized(language: str, names: Sequence[str]) -> LocalizedChapters:
        from polyneuron.book.book import catalog_status
        from polyneuron.book.steps import prepare

        (book,), _ = prepare(configuration, [language], names)
        translated = [language] if language != SOURCE_LANGUAGE else []
        return LocalizedChapters(
            book.edition, book.lessons, catalog_status(configuration, translated, names, book.source)
        )

    request = Request(folder=folder, chapters=project.chapters(chapters), **options)
    chosen = planned(request, configuration)  # what is mistyped is said before anything is made or waited for
    with _alone_in(configuration.build, "assign", wait=not no_wait):
        assign_chapters(chosen, configuration, localized, Progress(), Console(soft_wrap=True))


@main.command()
@_language_option
@_chapter_option
@click.option("--quick", is_flag=True, help="Quick copies, with small parameters, to _build/quick/ (for tests).")
@_explain_option
@click.pass_obj
@_one_build_at_a_time
def execute(
    project: _Project, languages: tuple[str, ...], chapters: tuple[str, ...], quick: bool, explain: bool
) -> None:
    """Run the notebooks; results go to _build/executed/<language>/."""
    from polyneuron.book.steps import execute_books, make_notebooks

    progress = Progress(explain=explain)
    chosen = project.chapters(chapters)
    books = make_notebooks(project.configuration, project.languages(languages), progress, chosen)
    execute_books(project.configuration, books, progress, quick=quick)


@main.command()
@_language_option
@_chapter_option
@_seed_option("Also prove exercises with variants for the numbers of this seed")
@click.option("--all-seeds", is_flag=True, help="And for all seeds that courses and students get numbers from.")
@click.option("--sizes", is_flag=True, help="Prove instead that chapters can be graded with small parameters.")
@click.pass_obj
@_one_build_at_a_time
def exercises(
    project: _Project,
    languages: tuple[str, ...],
    chapters: tuple[str, ...],
    seeds: tuple[int, ...],
    all_seeds: bool,
    sizes: bool,
) -> None:
    """Prove the exercises: solutions pass, scaffolds fail, wrong answers get their own message.

    Exercises with variants are proved for several seeds. With --sizes chapters that allow it run in full and with small
    parameters, in English: what was right in full must be right there too.
    """
    from polyneuron.book.steps import prove_exercises, prove_sizes

    chosen = project.chapters(chapters)
    if sizes:
        proved = prove_sizes(project.configuration, Progress(), chosen)
        click.echo(f"Can be graded with small parameters: {', '.join(proved) or 'none of them'}")
        return
    wanted = (*seeds, *(COURSE_SEEDS if all_seeds else ()))
    count = prove_exercises(project.configuration, project.languages(languages), Progress(), chosen, wanted)
    click.echo(f"Exercises proved: {count}")


@main.command()
@_language_option
@_chapter_option
@click.option(
    "--quick", is_flag=True, help="From quick copies, with small parameters (for tests; not to be published)."
)
@click.option(
    "--behind",
    is_flag=True,
    hidden=True,
    help="Released editions may be behind too: for previews, with --quick.",
)
@_explain_option
@click.pass_obj
@_one_build_at_a_time
def site(
    project: _Project,
    languages: tuple[str, ...],
    chapters: tuple[str, ...],
    quick: bool,
    behind: bool,
    explain: bool,
) -> None:
    """Make everything and build the site in _build/site/."""
    from polyneuron.book.steps import build_site

    if behind and not quick:
        raise click.UsageError("--behind is for previews. Remedy: give --quick too.")
    codes, chosen = project.languages(languages), project.chapters(chapters, pages=True)
    configuration = replace(project.configuration, released=()) if behind else project.configuration
    folder = build_site(configuration, codes, Progress(explain=explain), chosen, quick=quick)
    if chosen:
        click.echo(f"Made: {', '.join(chosen)} in {', '.join(codes)}. All else is as the last build left it.")
    if quick:
        click.echo("Its networks were trained with small parameters: for tests, not for readers. Remedy: make site")
    click.echo(f"The site is ready: {folder}\nTo look at it: make serve")


@main.command()
@_language_option
@click.pass_obj
@_one_build_at_a_time
def slides(project: _Project, languages: tuple[str, ...]) -> None:
    """Make the slides of the built site anew: _build/site/<language>/slides/<chapter>.html; `site` makes them too."""
    from polyneuron.book.steps import make_slides

    site = project.configuration.build / "site"
    if not site.is_dir():
        raise click.ClickException(f"There is no site in {site}. Remedy: make site")
    for path in make_slides(project.configuration, project.languages(languages), Progress()):
        click.echo(f"Slides: {path}")


@main.command("question-bank")
@_language_option
@_chapter_option
@click.pass_obj
@_one_build_at_a_time
def question_bank(project: _Project, languages: tuple[str, ...], chapters: tuple[str, ...]) -> None:
    """Write the quizzes' questions as Moodle XML and GIFT to _build/downloads/: each chapter, and all in one file."""
    from polyneuron.book.steps import make_question_banks

    chosen = project.chapters(chapters)
    for path in make_question_banks(project.configuration, project.languages(languages), Progress(), chosen):
        click.echo(f"Questions: {path}")


@main.command()
@_language_option
@_chapter_option
@click.pass_obj
@_one_build_at_a_time
def pdf(project: _Project, languages: tuple[str, ...], chapters: tuple[str, ...]) -> None:
    """Print the built pages to _build/downloads/: each chapter, and, if none is chosen, the whole book too."""
    from polyneuron.book.bundle.downloads import make_pdfs

    chosen = project.chapters(chapters)
    for path in make_pdfs(project.configuration, project.languages(languages), Progress(), chosen):
        click.echo(f"PDF: {path}")


@main.command()
@_language_option
@click.pass_obj
@_one_build_at_a_time
def bundle(project: _Project, languages: tuple[str, ...]) -> None:
    """Make the PDFs and a zip of each built edition, which works from a folder; its page of downloads lists them."""
    from polyneuron.book.bundle.downloads import make_bundles

    for path in make_bundles(project.configuration, project.languages(languages), Progress()):
        click.echo(f"Bundle: {path}")


@main.command()
@click.option("--port", type=click.IntRange(1, 65535), default=8000, show_default=True, help="Port on this machine.")
@click.pass_obj
def serve(project: _Project, port: int) -> None:
    """Show the built site on this machine."""
    folder = project.configuration.build / "site"
    recover(folder)
    if not folder.is_dir():
        raise click.ClickException(f"There is no site in {folder}. Remedy: make site")
    handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", port), handler) as server:
        click.echo(f"Open http://127.0.0.1:{server.server_port}/ in a browser; stop with Ctrl+C.")
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            click.echo("Stopped.")


@main.command()
@click.option("--language", required=True, metavar="CODE", help="The edition.")
@click.option("--chapter", required=True, metavar="NAME", help="Its chapter or page: a name, or a chapter's number.")
@click.option("--port", type=click.IntRange(0, 65535), default=8000, show_default=True, help="0 for any that is free.")
@click.option("--no-browser", is_flag=True, help="Do not open a browser.")
@click.pass_obj
@signals_as_exceptions()
def preview(project: _Project, language: str, chapter: str, port: int, no_browser: bool) -> None:
    """Show a chapter while it is translated: whenever a file is saved, the page in the browser shows it.

    It runs until Ctrl+C; type other commands in a second terminal.

    Networks are trained with small parameters, so a first look takes a minute and the next ones some seconds. A
    sentence that is missing or fuzzy is shown in English. What cannot be built is said here, and the browser keeps the
    last good page.
    """
    from polyneuron.book.tools.previewing import changed_files, file_states, previewed

    configuration = project.configuration
    configuration.language(language)
    (name,) = project.chapters((chapter,), pages=True)
    command = [sys.executable, "-m", "polyneuron.book", "--root", str(project.root)]
    command += ["site", "--quick", "--behind", "--language", language, "--chapter", name]
    documents = [project.root / folder for folder in ("chapters", PAGES_FOLDER)]
    places = [*documents, configuration.locales / language, configuration.locales / "glossary.csv"]
    site, built = configuration.build / "site", 0
    states = file_states(places)
    click.echo(f"Making {name} in {language}. The first time takes a minute.")
    good = run_beside(command) == 0
    recover(site)
    if not (site / language / f"{name}.html").is_file():
        raise click.ClickException("There is no page to show. Remedy: mend what is said above, and start again.")
    with previewed(site, port, lambda: built) as found:
        address = f"http://127.0.0.1:{found}/{language}/{name}.html"
        click.echo(f"{'Shown' if good else 'The last good page is shown'} at {address}")
        click.echo("It goes on until Ctrl+C; type other commands in a second terminal.")
        if not no_browser:
            webbrowser.open(address)
        try:
            while True:
                time.sleep(0.5)
                fresh = file_states(places)
                if changed := changed_files(states, fresh):
                    states, started = fresh, time.monotonic()
                    click.echo(f"Changed: {', '.join(relative(path, project.root) for path in changed)}")
                    if run_beside(command) == 0:
                        built += 1
                        click.echo(f"The page is new, after {time.monotonic() - started:.0f} s.")
        except Terminated:
            raise
        except KeyboardInterrupt:
            click.echo("Stopped.")


@main.command("publish-notebooks")
@click.option("--from", "remote", metavar="REPOSITORY", help="Where it is published; else as the settings say.")
@click.option("--new", is_flag=True, help="There is no such branch yet: begin its history.")
@click.option("--message", default="Notebooks", show_default=True, help="What the commit says.")
@click.option("--quick", is_flag=True, help="With the outputs of quick copies (for tests; not to be published).")
@click.pass_obj
@_one_build_at_a_time
def publish_branch(project: _Project, remote: str | None, new: bool, message: str, quick: bool) -> None:
    """Make the branch that Binder, Colab and JupyterHub open, in _build/branch/, one commit further; pushes nothing.

    Every wheel that the branch ever held is kept, and put into _build/site/ too.
    """
    from polyneuron.book.steps import publish_notebooks

    if new and remote:
        raise click.UsageError("--new begins a history, and --from goes on with one: give one of them.")
    chosen = "" if new else remote
    published = publish_notebooks(project.configuration, Progress(), chosen, message, quick=quick)
    if published.bundle is None:
        click.echo("Nothing changed since the branch was published.")
        return
    click.echo(f"The branch: {published.folder}\nTo push it from elsewhere: {published.bundle}")


@main.command()
@click.pass_obj
@_one_build_at_a_time
def readme(project: _Project) -> None:
    """Write the table of links into README.md anew."""
    from polyneuron.book.book import localize_books
    from polyneuron.book.publish.tables import write_readme

    configuration = project.configuration
    books = localize_books(configuration, list(configuration.languages), "")
    click.echo("updated README.md" if write_readme(configuration, books) else "README.md is as it should be.")


@main.command("publish-data")
@click.pass_obj
@_one_build_at_a_time
def publish_data(project: _Project) -> None:
    """Put MNIST with its attribution beside the built pages, for readers whose network is closed to other hosts."""
    from polyneuron.book.make.published_data import publish_mnist

    site = project.configuration.build / "site"
    if not site.is_dir():
        raise click.ClickException(f"There is no site in {site}. Remedy: make site")
    click.echo(f"Published: {publish_mnist(site / 'data')}")


@main.command()
@_language_option
@_chapter_option
@click.option("--fix", is_flag=True, help="First mend what is safe to mend, in the catalogues.")
@click.option("--verbose", is_flag=True, help="List the known exceptions too, each with its reason.")
@click.pass_obj
def lint(project: _Project, languages: tuple[str, ...], chapters: tuple[str, ...], fix: bool, verbose: bool) -> None:
    """Check the English texts and the translations; a wide terminal shows what each rule holds.

    The last line says how many files were looked at, what was found, and what to do next.
    """
    from polyneuron.book.lint.report import print_report
    from polyneuron.book.lint.run import fix_edition, has_errors, lint_edition, of_chapters

    configuration = project.configuration
    chosen = project.chapters(chapters, pages=True)
    reports = []
    for code in project.languages(languages):
        report = of_chapters(lint_edition(configuration, code), chosen)
        changed = fix_edition(configuration, report) if fix else []
        for path in changed:
            click.echo(f"mended {path}")
        reports.append(of_chapters(lint_edition(configuration, code), chosen) if changed else report)
    print_report(reports, Console(soft_wrap=True), verbose=verbose)
    if has_errors(reports):
        raise click.exceptions.Exit(1)


@main.command("plot-font")
@click.pass_obj
def plot_font(project: _Project) -> None:
    """Make the Chinese plot font again, with every character that the Chinese catalogues use."""
    from polyneuron.book.make.plot_font import catalog_characters, make_plot_font
    from polyneuron.fonts import CHINESE_FILE

    target = project.root / "src" / "polyneuron" / "font_files" / CHINESE_FILE.name
    size = make_plot_font(target, catalog_characters(project.configuration))
    click.echo(f"{target}: {size} bytes")


@main.command("page-font")
@click.pass_obj
def page_font(project: _Project) -> None:
    """Make the Latin font again that pages of languages with stacked marks, such as Yoruba, are set in."""
    from polyneuron.book.make.page_font import make_page_fonts

    target = project.root / "assets" / "fonts"
    click.echo(f"{target}: {make_page_fonts(target)} bytes")


@main.command()
@click.argument("course", type=click.Path(exists=True, file_okay=False, path_type=Path))
@click.option("--assignment", "assignments", multiple=True, metavar="NAME", help="Only this one; may be repeated.")
@click.option(
    "--downloads",
    type=click.Path(exists=True, path_type=Path),
    help="First take in what a platform gave out: a folder or a zip, Moodle's as it is.",
)
@click.option("--replace", is_flag=True, help="What is taken in replaces submissions that are there already.")
@click.option("--workers", type=click.IntRange(min=1), help="So many run side by side (default: one a processor).")
@click.option("--scheduler", metavar="ADDRESS", help="A Dask cluster to run on, such as tcp://host:8786.")
@click.option(
    "--isolation",
    type=click.Choice(["bubblewrap", "container", "user", "none"]),
    help="How students' code is kept from your files: docs/grading.md (default: bubblewrap, else a container).",
)
@click.option(
    "--decimal-comma",
    is_flag=True,
    help="Also write the table as Excel and LibreOffice open it in Poland or Russia: semicolons, decimal commas.",
)
@click.option("--again", is_flag=True, help="Run and mark also what was run and marked before.")
@click.pass_obj
def grade(_project: _Project, course: Path, **options: Any) -> None:
    """Grade what students handed in, in a course folder: mend, run, mark, export, feedback.

    Stopped or run twice, it goes on from what is ready. Writes grades.csv, grades-moodle/ and feedback/ in COURSE. What
    could not be graded has a reason there and no score.
    """
    from polyneuron.book.grading.grade import GradeRequest, grade_course
    from polyneuron.book.grading.report import print_graded

    done = grade_course(course, GradeRequest(**options), Progress())
    print_graded(done, Console(soft_wrap=True), course)
    if done.not_taken_in or any(row["state"] == "not graded" for row in done.rows):
        raise click.exceptions.Exit(1)


@main.group()
def bench() -> None:
    """Measure; the results are stored in docs/benchmarks.*."""


@bench.command()
@click.option(
    "--part",
    "parts",
    multiple=True,
    type=click.Choice(["mnist", "epochs", "imdb", "reproduction", "limit"]),
    help="Only this part, the others are kept; may be given several times.",
)
@click.option("--seeds", type=click.IntRange(min=1), help="How many seeds, beginning with 1 (default: 3; quick: 1).")
@click.option("--quick", is_flag=True, help="Only show that everything runs; results go to _build/quick-benchmarks/.")
@click.pass_obj
def learning(project: _Project, parts: tuple[str, ...], seeds: int | None, quick: bool) -> None:
    """Train the sources' and the course's networks on the real data: accuracies and times."""
    from polyneuron.book.bench.learning import PAGE_NAME, bench_learning, in_order

    folder = project.root / "_build" / "quick-benchmarks" if quick else project.root / "docs"
    warnings = bench_learning(folder, in_order(parts), seeds or (1 if quick else 3), quick, Progress())
    for warning in warnings:
        click.secho(f"warning: {warning}", fg="yellow", err=True)
    page = folder / PAGE_NAME
    click.echo(page.read_text(encoding="utf-8"))
    click.echo(f"Benchmarks: {page}")


@bench.command("memory")
@click.option("--chapter", "chapters", multiple=True, metavar="NAME", help="Only this chapter; the others are kept.")
@click.pass_obj
@_one_build_at_a_time
def measure_kernels(project: _Project, chapters: tuple[str, ...]) -> None:
    """Measure the peak memory of each chapter's kernel: the executed English notebooks, run once more in full.

    What changed since they were executed is executed first.
    """
    from polyneuron.book.bench.learning import PAGE_NAME, bench_memory
    from polyneuron.book.steps import execute_books, make_notebooks

    configuration = project.configuration
    names = project.chapters(chapters) or configuration.chapter_names
    books = make_notebooks(configuration, [SOURCE_LANGUAGE], Progress(), names)
    execute_books(configuration, books, Progress(), quick=False)
    paths = [configuration.build / "executed" / SOURCE_LANGUAGE / f"{name}.ipynb" for name in names]
    folder = project.root / "docs"
    for warning in bench_memory(folder, paths, configuration.cell_timeout, Progress()):
        click.secho(f"warning: {warning}", fg="yellow", err=True)
    click.echo(f"Benchmarks: {folder / PAGE_NAME}")


@bench.command("building")
@click.option("--language", metavar="CODE", help="Whose sentence is edited; the first translation if not given.")
@click.option("--chapter", default="01", show_default=True, metavar="NAME", help="Where something is edited.")
@click.pass_obj
def time_builds(project: _Project, language: str | None, chapter: str) -> None:
    """Time the making of the editions after each kind of edit, in a copy of this project; needs a built site."""
    from polyneuron.book.bench.building import bench_building, usual_work

    (name,) = project.chapters((chapter,))
    language = language or next(
        (code for code in project.configuration.languages if code != SOURCE_LANGUAGE), SOURCE_LANGUAGE
    )
    project.languages((language,))
    table = Table("after", "command", "seconds", "processor seconds")
    with tempfile.TemporaryDirectory() as folder:
        for duration in bench_building(
            project.root,
            project.configuration.build / "site",
            Path(folder),
            usual_work(language, name),
            lambda ready: click.echo(f"{ready.wall:6.1f} s  {ready.work.name}", err=True),
        ):
            command = " ".join(duration.work.command)
            table.add_row(duration.work.name, command, f"{duration.wall:.1f}", f"{duration.processor:.1f}")
    Console().print(table)


@main.command()
@click.option("--no-wait", is_flag=True, help="Refuse, instead of waiting, while another build runs here.")
@click.pass_obj
def clean(project: _Project, no_wait: bool) -> None:
    """Remove everything generated (_build/)."""
    build = project.root / BUILD_FOLDER
    if build.exists():
        with building(build, "clean", wait=not no_wait, tell=functools.partial(click.echo, err=True)):
            shutil.rmtree(build)
    click.echo(f"Removed {BUILD_FOLDER}/.")
