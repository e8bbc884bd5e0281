"""Right answers as editors and hasty students hand them in: each way changes a notebook, or the text of its file."""

from __future__ import annotations

import copy
import json
import re
from collections.abc import Callable

import nbformat
from nbformat import NotebookNode
from nbformat.v4 import new_code_cell, new_markdown_cell

from tests.grading.small_steps import Change, answers_of, cell_of, stripped

BIG = 60 * 2**20


def _place(notebook: NotebookNode, cell: NotebookNode) -> int:
    return next(place for place, one in enumerate(notebook.cells) if one is cell)


def _take_out(notebook: NotebookNode, cell: NotebookNode) -> NotebookNode:
    del notebook.cells[_place(notebook, cell)]
    return cell


def saved_by_colab(notebook: NotebookNode) -> None:
    """Format 4.0: identifiers in the metadata, settings of its own, outputs with numbers."""
    notebook.nbformat_minor = 0
    notebook.metadata["colab"] = {"provenance": [], "toc_visible": True}
    for number, cell in enumerate(notebook.cells):
        cell.pop("id")
        cell.metadata |= {
            "id": f"Xy{number}",
            "colab": {"base_uri": "https://localhost:8080/"},
            "outputId": f"o{number}",
        }


def saved_by_vs_code(notebook: NotebookNode) -> None:
    """A language for each cell; identifiers of its own, and nbgrader's metadata gone."""
    stripped(notebook)
    for cell in notebook.cells:
        cell.metadata["vscode"] = {"languageId": "python"}


def saved_by_kaggle(notebook: NotebookNode) -> None:
    """Format 4.4 without identifiers or nbgrader's metadata, with a cell of Kaggle's at the beginning."""
    stripped(notebook)
    notebook.nbformat_minor = 4
    notebook.metadata["kaggle"] = {"accelerator": "none", "dataSources": []}
    for cell in notebook.cells:
        cell.pop("id")
        cell.metadata |= {"_uuid": "8f2839f25d086af736a60e9eeb907d3b93b6e0e5", "trusted": True}
    notebook.cells.insert(0, new_code_cell("import os\nfor name, _, _ in os.walk('/kaggle/input'):\n    print(name)"))


def saved_by_deepnote(notebook: NotebookNode) -> None:
    """Identifiers of its own, and a line about itself at the end."""
    notebook.metadata |= {"deepnote": {}, "orig_nbformat": 2, "deepnote_notebook_id": "x"}
    for cell in notebook.cells:
        cell.pop("id")
        cell.metadata |= {"cell_id": "00000-1", "deepnote_cell_type": cell.cell_type}
    notebook.cells.append(new_markdown_cell("<a href='https://deepnote.com'>Created in deepnote.com</a>"))


def old_format(notebook: NotebookNode) -> None:
    """Format 4.2: no identifiers."""
    notebook.nbformat_minor = 2
    for cell in notebook.cells:
        cell.pop("id")


def split(notebook: NotebookNode) -> None:
    """The first answer is cut within its function; the second part keeps the metadata, as JupyterLab does."""
    answer = answers_of(notebook)[0]
    head, tail = answer.source.split("\n", 1)
    second = copy.deepcopy(answer)
    answer.source, second.source, second.id = head, tail, "split"
    notebook.cells.insert(_place(notebook, answer) + 1, second)


def code_became_text(notebook: NotebookNode) -> None:
    """The key M was pressed in an answer, and the set-up; Y in an explanation."""
    for cell in (answers_of(notebook)[0], next(cell for cell in notebook.cells if cell.cell_type == "code")):
        cell.cell_type = "markdown"
        cell.pop("outputs"), cell.pop("execution_count")
    explanation = cell_of(notebook, "exercise-why-explanation")
    explanation |= {"cell_type": "code", "outputs": [], "execution_count": None}


def fenced(notebook: NotebookNode) -> None:
    """Code in a text cell, with a fence."""
    answer = answers_of(notebook)[0]
    answer.source, answer.cell_type = f"```python\n{answer.source}\n```", "markdown"
    answer.pop("outputs"), answer.pop("execution_count")


def pasted_beneath(notebook: NotebookNode) -> None:
    """The answer stands below its check; its own cell is as it was given."""
    answer = answers_of(notebook)[0]
    own = new_code_cell(answer.source)
    answer.source = SCAFFOLD
    notebook.cells.insert(_place(notebook, cell_of(notebook, "exercise-twice-check")) + 1, own)


def other_order(notebook: NotebookNode) -> None:
    """The last exercise first, the chapter's own cells last."""
    notebook.cells.reverse()


def no_header(notebook: NotebookNode) -> None:
    """Everything above the exercises is gone, its imports too."""
    del notebook.cells[: _place(notebook, cell_of(notebook, "exercise-twice"))]


def twice_in_one(notebook: NotebookNode) -> None:
    """The whole notebook once more below itself."""
    notebook.cells += copy.deepcopy(notebook.cells)


def empty_copy_below(notebook: NotebookNode) -> None:
    """The whole notebook once more, with nothing answered."""
    again = copy.deepcopy(notebook.cells)
    for cell in again:
        if cell.id == "exercise-twice-answer":
            cell.source = SCAFFOLD
    notebook.cells += again


def own_names(notebook: NotebookNode) -> None:
    """Names of builtins, of the checks and of NumPy for variables of one's own."""
    notebook.cells.insert(
        _place(notebook, answers_of(notebook)[0]),
        new_code_cell("check = 1\nnp = 2\nlist = sum = isinstance = 3"),
    )


def odd_cells(notebook: NotebookNode) -> None:
    """Cells of a tool that does not know the format: raw ones, no metadata, an unknown kind."""
    notebook.cells.append(NotebookNode(cell_type="raw", source="x", id="r"))
    notebook.cells.append(NotebookNode(cell_type="sql", source="select 1", id="s"))
    notebook.cells.append(NotebookNode(cell_type="code", source=["a = 1\n", "b = 2"]))


def at_home(notebook: NotebookNode) -> None:
    """Lines that fit the student's own computer, thousands of printed lines, pauses, and an end of Python."""
    own_names(notebook)
    first, second = answers_of(notebook)[:2]
    first.source = (
        "!pip install numpy\n%pip install -q numpy\n%matplotlib widget\n%load_ext tensorboard\nfiles = !ls\n"
        f"import time\ntime.sleep(0.5)\nfor n in range(5000):\n    print(n, 'line')\n{first.source}\nexit()"
    )
    second.source = f"{second.source}\nquit()"


def asking(notebook: NotebookNode) -> None:
    """Asks for input before one answer, and for a package of Colab's before another."""
    first, second = answers_of(notebook)[:2]
    first.source = f"name = input('Name: ')\n{first.source}"
    second.source = f"from google.colab import drive\n{second.source}"


def slow(notebook: NotebookNode) -> None:
    """Takes longer than there is time; and an answer that needs a file of the student's."""
    first, second = answers_of(notebook)[:2]
    first.source = f"import time\ntime.sleep(60)\n{first.source}"
    second.source = f"text = open('C:/Users/me/data.csv').read()\n{second.source}"


def mistaken(notebook: NotebookNode) -> None:
    """A mistake in the answer itself, which its check tells."""
    answers_of(notebook)[0].source = "def twice(number):\n    return numbr * 2"


def third_format(notebook: NotebookNode) -> None:
    """Format 3, of IPython Notebook."""
    older = nbformat.convert(copy.deepcopy(notebook), 3)
    notebook.clear()
    notebook.update(older)


def above_scaffold(notebook: NotebookNode) -> None:
    """The answer stands above its own cell, which is as it was given."""
    answer = answers_of(notebook)[0]
    notebook.cells.insert(_place(notebook, answer), new_code_cell(answer.source))
    answer.source = SCAFFOLD


def below_a_comment(notebook: NotebookNode) -> None:
    """The answer stands below its check; its own cell only says so."""
    pasted_beneath(notebook)
    answers_of(notebook)[0].source = f"{SCAFFOLD}  # below"


def stray_letter(notebook: NotebookNode) -> None:
    """A key was pressed in the chapter's first cell of code."""
    set_up = next(cell for cell in notebook.cells if cell.cell_type == "code")
    set_up.source = f"s{set_up.source}"


def in_the_check(notebook: NotebookNode) -> None:
    """An answer was pasted into its check."""
    answer, check = answers_of(notebook)[0], cell_of(notebook, "exercise-twice-check")
    check.source = f"{answer.source}\n\n{check.source}"
    answer.source = SCAFFOLD


def second_try(notebook: NotebookNode) -> None:
    """A wrong answer, and the right one below its check."""
    pasted_beneath(notebook)
    answers_of(notebook)[0].source = "def twice(number):\n    return number"


def at_the_end(notebook: NotebookNode) -> None:
    """All answers stand in one cell at the end, below a text; their own cells are as they were given."""
    first, second = answers_of(notebook)[:2]
    notebook.cells += [new_markdown_cell("---"), new_code_cell(f"{first.source}\n\n{second.source}")]
    first.source, second.source = SCAFFOLD, "many = ..."


def words_in_the_prompt(notebook: NotebookNode) -> None:
    """The explanation was written below the question."""
    explanation = cell_of(notebook, "exercise-why-explanation")
    cell_of(notebook, "exercise-why").source += "\n\nBecause the second only sees what the first one gives to it."
    explanation.source = UNTOUCHED


SCAFFOLD = "def twice(number):\n    # کد شما\n    ..."
UNTOUCHED = (
    '<div dir="rtl">\n\n<span dir="rtl" style="display:inline-block;width:100%;text-align:right">'
    "*توضیح خود را این\u200cجا به\u200cجای همین جمله بنویسید.*</span>\n\n</div>"
)
"""The place for an explanation as it is given."""
MENDED: list[Change] = [
    above_scaffold, below_a_comment, stray_letter,
    saved_by_colab, saved_by_vs_code, saved_by_kaggle, saved_by_deepnote, old_format, split, code_became_text, fenced,
    pasted_beneath, other_order, no_header, twice_in_one, empty_copy_below, odd_cells, third_format,
]  # fmt: skip
"""Ways after which every check passes as it would have."""


def with_mark(text: str) -> bytes:
    """UTF-8 with the mark that Windows puts before it."""
    return b"\xef\xbb\xbf" + text.encode()


def in_utf_16(text: str) -> bytes:
    """As PowerShell writes what a command prints."""
    return text.encode("utf-16")


def with_windows_lines(text: str) -> bytes:
    """CRLF between the lines of the file, and in the cells."""
    return re.sub(r"(?<!\\)((?:\\\\)*)\\n", r"\1\\r\\n", text.replace("\n", "\r\n")).encode()


def with_large_outputs(text: str) -> bytes:
    """60 MB of outputs."""
    notebook = json.loads(text)
    for cell in notebook["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = [{"output_type": "stream", "name": "stdout", "text": "x" * BIG}]
            break
    return json.dumps(notebook).encode()


def cut_off(text: str) -> bytes:
    """Half of a file."""
    return text[: len(text) // 2].encode()


FILES: list[Callable[[str], bytes]] = [with_mark, in_utf_16, with_windows_lines, with_large_outputs]
