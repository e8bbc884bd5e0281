"""The course's measurements of training, so that a chapter can show what nobody wants to wait for."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

from polyneuron.messages import gettext

if TYPE_CHECKING:
    import pandas as pd

FILE = Path(__file__).parent / "benchmarks.json"
"""Made from the repository's docs/benchmarks.json when the package is built; see hatch_build.py."""


def load_benchmarks(data: str) -> pd.DataFrame:
    """The networks that were trained for the course on a data set, one in a row, with the sources' reported figures.

    Parameters
    ----------
    data
        `mnist` or `imdb`.

    Returns
    -------
    pandas.DataFrame
        Columns: `network` (units of the hidden layers), `activation`, `optimizer`, `learning_rate`, `batch_size`,
        `epochs`, `dropout`, `examples` (that it learnt from), `seeds` (how many runs), `parameters`, `seconds`
        (training, without validation), `test_accuracy` (both medians over the seeds), `test_accuracies` and
        `validation_accuracies` (after the last epoch, one for each seed, in the same order of seeds; no validation
        accuracies where nothing was held out), `reported` (test accuracy that the source reports; missing where it
        reports none) and `course` (whether the recipe is the course's own). Its `attrs` say when and where: `date`
        (UTC), `processor`, `cores`; and its `attrs["changes"]` tell the same of the course's recipe, changed in one
        place, such as `changes["batch-32"]`; `changes["course-long"]` was measured on another day and another machine,
        so that only its accuracies can be compared.

    Raises
    ------
    ValueError
        When nothing was measured on such data.
    """
    import pandas as pd

    stored = json.loads(FILE.read_text(encoding="utf-8"))
    if data not in stored:
        names = ", ".join(sorted(stored))
        raise ValueError(
            gettext("There are no measurements with this name: {name}. There are: {names}").format(
                name=data, names=names
            )
        )
    table = pd.DataFrame(stored[data]["networks"])
    table.attrs.update({key: value for key, value in stored[data].items() if key != "networks"})
    return table
