"""The table of points, without nbgrader."""

from polyneuron.book.assigning.points import PointsRow, write_points
from polyneuron.book.model.edition import Edition, Interface, Links
from polyneuron.book.model.language import Language
from polyneuron.book.texts.interface_messages import ALL

ENGLISH = Language("en", "English", "en", "en", "ltr", "")
ROWS = [
    PointsRow("01-a", "exercise-x", 2, "Either | or", "predict", 4, 2, 0),
    PointsRow("03-c", "exercise-y", 1, 'Say "why", please', "explain", 8, 2, 2),
]


def test_the_tables_add_up_and_keep_what_titles_hold(tmp_path):
    write_points(ROWS, Edition(ENGLISH, Interface({}, ALL), Links(), ""), tmp_path)
    assert (tmp_path / "points.csv").read_text(encoding="utf-8-sig").splitlines() == [
        "Chapter,Number,Exercise,Name,Kind,Minutes,Points,Given by the check,Given by hand",
        "01-a,2,Either | or,x,Predict,4,2,2,0",
        '03-c,1,"Say ""why"", please",y,Explain,8,4,2,2',
        "Total,,,,,12,6,4,2",
    ]
    page = (tmp_path / "points.md").read_text(encoding="utf-8").splitlines()
    assert page[0] == "# Points of the exercises"
    assert page[4] == r"| `01-a` | 2 | Either \| or | `x` | Predict | 4 | 2 | 2 | 0 |"
    assert page[-1] == "| Total |  |  |  |  | 12 | 6 | 4 | 2 |"
