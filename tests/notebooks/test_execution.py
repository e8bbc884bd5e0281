"""Execution, with real kernels: errors are named, results are kept, nothing wrong reaches a page."""

import nbformat
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook

from polyneuron.book.notebooks.execution import execute, run
from polyneuron.book.notebooks.task import Task
from tests.conftest import ROOT


def task(*sources: str, alt: bool = True, name: str = "lesson") -> Task:
    metadata = {"mystnb": {"image": {"alt": "A plot"}}} if alt else {}
    cells = [new_code_cell(source, id=f"cell-{number}", metadata=metadata) for number, source in enumerate(sources)]
    cells.insert(0, new_markdown_cell("Prose", id="prose"))
    kernel = {"name": "python3", "display_name": "Python 3", "language": "python"}
    notebook = new_notebook(cells=cells, metadata={"kernelspec": kernel})
    return Task(name, "fa", notebook, "chapters/lesson.md", {f"cell-{n}": 10 * n + 5 for n in range(len(sources))})


def execute_one(found: Task, folder):
    (result,) = execute([found], folder, 60, 1, lambda result: None)
    return result


def test_an_error_names_chapter_cell_language_line_and_shows_the_traceback():
    result = run(task("x = 1", "def divide(a):\n    return a / 0\n\ndivide(x)"), 60)
    (problem,) = result.problems
    assert (problem.file, problem.line, problem.language, problem.cell) == ("chapters/lesson.md", 15, "fa", "cell-1")
    assert "lesson: ZeroDivisionError" in problem.message
    assert "return a / 0" in problem.message
    assert result.notebook is None


def test_a_cell_that_takes_too_long_is_stopped_and_named():
    (problem,) = run(task("import time", "time.sleep(60)"), 2).problems
    assert problem.cell == "cell-1"
    assert "longer than 2 seconds" in problem.message


def test_a_kernel_that_dies_is_reported_at_the_cell_that_ended_it():
    for deadly in ("import os\nos._exit(3)", "import os, signal\nos.kill(os.getpid(), signal.SIGKILL)"):
        (problem,) = run(task("x = 1", "y = 2", deadly, "z = 3"), 60).problems
        assert (problem.cell, problem.line) == ("cell-2", 25)
        assert "the kernel died in this cell" in problem.message
        assert "code that ends Python" in problem.remedy


def test_what_a_kernel_says_beside_its_cells_is_shown_only_when_it_dies(capfd):
    talk = "import os\nos.write(2, b'my last words\\n')"
    assert run(task(talk), 60).problems == []
    (problem,) = run(task(talk + "\nos._exit(3)"), 60).problems
    assert "my last words" in problem.message
    assert "my last words" not in capfd.readouterr().err


def test_an_output_that_cannot_be_sent_is_an_error():
    (problem,) = run(task("print('\\ud800')"), 60).problems
    assert "half of a character" in problem.message
    show = "from IPython.display import display\ndisplay({'application/json': {'a': float('nan')}}, raw=True)"
    (problem,) = run(task(show), 60).problems
    assert "NaN or infinity" in problem.message


def test_a_letter_that_the_plot_font_lacks_is_an_error():
    plot = "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.title('{}')\nplt.show()"
    (problem,) = run(task(plot.format("神")), 60).problems
    assert "lacks letters: Glyph 31070" in problem.message
    chinese = "import polyneuron\npolyneuron.use_language('zh')\n" + plot.format("神经网络：权重（−0.5）")
    assert run(task(chinese), 60).problems == []


def test_a_plot_that_nobody_can_read_is_an_error():
    plot = "import matplotlib.pyplot as plt\nfigure, axes = plt.subplots(1, 2, figsize=({}, 3), layout='constrained')\n"
    plot += "for one in axes:\n    one.set(title={!r}, xlabel='x')\nplt.show()"
    assert run(task(plot.format(6, "short")), 60).problems == []
    (problem,) = run(task("x = 1", plot.format(6, "much too long to stand above half a plot")), 60).problems
    assert (problem.cell, problem.line) == ("cell-1", 15)
    assert (
        "'much too long to stand above half a plot' and 'much too long to stand above half a plot' stand on each other"
        in problem.message
    )
    (problem,) = run(task(plot.format(7, "short")), 60).problems
    assert "7 inches are too wide for a phone" in problem.message


def test_a_picture_without_alternative_text_is_an_error():
    plot = "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()"
    (problem,) = run(task(plot, alt=False), 60).problems
    assert "without alternative text" in problem.message


def test_an_output_that_is_only_an_address_in_memory_is_an_error():
    (problem,) = run(task("object()"), 60).problems
    assert "an output that says nothing: <object at 0x" in problem.message
    assert run(task("import pandas\npandas.DataFrame({'a': [1]}).style"), 60).problems == []


def test_the_notices_of_libraries_do_not_reach_a_page():
    source = "import polyneuron, logging, tensorflow\nlogging.getLogger('tensorflow').warning('WARNING %s', 'odd')"
    advice = source.replace("odd", "5 calls triggered tf.function retracing")
    result = run(task(advice), 120)
    assert result.problems == []
    assert not [output for cell in result.notebook.cells for output in cell.get("outputs", []) if output.get("text")]
    (problem,) = run(task("print('WARNING:tensorflow:odd')"), 60).problems
    assert "a library's notice would reach the page" in problem.message


def test_a_styled_table_has_the_same_identifier_every_time():
    styled = "import pandas\npandas.DataFrame({'a': [1]}).style.set_caption('T_shirt')"
    twice = f"from IPython.display import display\n{styled}\ndisplay(_1 := pandas.DataFrame({{'b': [2]}}).style, _1)"
    one, two = (run(task(styled, twice), 60).notebook for _ in range(2))
    assert [cell.get("outputs") for cell in one.cells] == [cell.get("outputs") for cell in two.cells]
    html = one.cells[1].outputs[0].data["text/html"]
    assert '<table id="T_cell-0-1">' in html
    assert 'id="T_cell-0-1_row0_col0"' in html
    assert "T_shirt" in html


def test_a_result_is_kept_and_prose_runs_nothing_again(tmp_path):
    source = "import time\nprint(time.time_ns())"
    first = execute_one(task(source), tmp_path)
    other = task(source)
    other.notebook.cells[0].source = "Other prose"
    other.notebook.cells[1].metadata["mystnb"]["image"]["alt"] = "Other words"
    again = execute_one(other, tmp_path)
    assert (first.cached, again.cached) == (False, True)
    assert again.notebook.cells[0].source == "Other prose"
    assert again.notebook.cells[1].metadata["mystnb"]["image"]["alt"] == "Other words"
    assert again.notebook.cells[1].outputs == first.notebook.cells[1].outputs
    changed = execute_one(task(source + "  # changed"), tmp_path)
    assert not changed.cached


def test_a_failed_notebook_is_not_kept(tmp_path):
    for _ in range(2):
        result = execute_one(task("1 / 0"), tmp_path)
        assert result.problems
        assert not result.cached


def test_kept_results_are_looked_through_too(tmp_path):
    plot = "import matplotlib.pyplot as plt\nplt.plot([1])\nplt.show()"
    assert execute_one(task(plot), tmp_path).problems == []
    result = execute_one(task(plot, alt=False), tmp_path)
    assert result.cached
    assert result.problems


def test_notebooks_run_in_an_empty_folder():
    result = run(task("import os\nprint(os.listdir('.'))"), 60)
    assert result.notebook.cells[1].outputs[0].text == "[]\n"


def test_a_relative_data_folder_is_found_from_there(monkeypatch, tmp_path):
    (tmp_path / "data").mkdir()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("POLYNEURON_DATA", "data")
    result = run(task("import os\nprint(os.path.isdir(os.environ['POLYNEURON_DATA']))"), 60)
    assert result.notebook.cells[1].outputs[0].text == "True\n"


def test_the_real_notebooks_wrote_nothing_but_their_results():
    """Those of full size too, where a build has made them."""
    quick = sorted((ROOT / "_build" / "quick").glob("*/*.ipynb"))
    assert quick, "Remedy: make test"
    for path in [*quick, *(ROOT / "_build" / "executed").glob("*/*.ipynb")]:
        notebook = nbformat.read(path, 4)
        assert any(cell.get("outputs") for cell in notebook.cells), path
        for cell in notebook.cells:
            for output in cell.get("outputs", []):
                assert output.output_type != "error"
                if output.get("name") == "stdout":
                    assert "WARNING" not in output.text, f"{path}: {cell.id}"


def test_results_in_an_old_form_are_removed_and_the_limit_of_a_cell_reaches_nbgrader(project):
    old = project.root / "_build" / "cache" / "0123456789abcdef" / "global.db"
    old.parent.mkdir(parents=True)
    old.write_text("old")
    project.replace("_config.yml", "cell_timeout: 300", "cell_timeout: 77")
    assert project.run("execute", "--language", "en").exit_code == 0
    assert [path.name for path in (project.root / "_build" / "cache").iterdir()] == ["results"]
    settings = project.root / "_build" / "course" / "en" / "nbgrader_config.py"
    assert "c.Execute.timeout = 77\n" in settings.read_text(encoding="utf-8")
