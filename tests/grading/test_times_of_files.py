"""Times that nobody can mistake are read, all others are no times."""

from datetime import UTC, datetime

import pytest

from polyneuron.book.grading.times_of_files import TIMESTAMP_FILE, CourseWithStrictTimes, handed_in_time


@pytest.mark.parametrize(
    "written",
    [
        "2027-02-01 18:05:00 UTC",
        "2027-02-01 18:05:00.000000 UTC\n",
        "\ufeff2027-02-01T18:05Z",
        "2027-02-01 21:35 +03:30",
        "2027-02-01 21:35:00 +0330",
        "2027-02-01T11:05:00-07:00",
    ],
)
def test_a_time_with_its_zone_is_read(tmp_path, written):
    (tmp_path / TIMESTAMP_FILE).write_text(written, encoding="utf-8")
    expected = datetime(2027, 2, 1, 18, 5, tzinfo=UTC)
    assert handed_in_time(tmp_path) == (expected, "")
    assert CourseWithStrictTimes().get_existing_timestamp(str(tmp_path)) == expected.replace(tzinfo=None)


@pytest.mark.parametrize(
    ("written", "said"),
    [
        ("2027-02-01T18:05", "has no zone"),
        ("2027-02-01 18:05:00 MSK", "is no time"),
        ("01.02.2027 18:05 UTC", "is no time"),
        ("1 февраля 2027, 18:05", "is no time"),
        ("2027-02-31 18:05 UTC", "is no time"),
        ("2027-02-01", "is no time"),
        ("1800000000", "is no time"),
        ("", "is empty"),
    ],
)
def test_what_may_mean_something_else_is_no_time(tmp_path, written, said):
    (tmp_path / TIMESTAMP_FILE).write_text(written, encoding="utf-8")
    time, problem = handed_in_time(tmp_path)
    assert time is None and said in problem
    assert CourseWithStrictTimes().get_existing_timestamp(str(tmp_path)) is None


def test_no_file_is_no_problem_and_bytes_are_one(tmp_path):
    assert handed_in_time(tmp_path) == (None, "")
    (tmp_path / TIMESTAMP_FILE).write_bytes(b"\xff\xfe2\x00")
    assert "cannot be read" in handed_in_time(tmp_path)[1]
