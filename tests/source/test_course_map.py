"""The course map: it agrees with the chapters, and its arrows can be told apart."""

import pytest

from polyneuron.book.book import read_book
from polyneuron.book.model.course_map import Arrow, Stop, arrows, present
from polyneuron.book.model.times import Times
from polyneuron.book.source.citation import read_citation
from polyneuron.book.source.course_map import read_course_map
from polyneuron.book.source.times import times_of
from tests.conftest import ROOT

ENTRY = "- {chapter: small, ideas: [an idea], needs: {}}\n"
PAGE = "---\nfile_format: mystnb\n---\n\n(course-map)=\n# Course map\n\n```{generated} course-map\n```\n"


@pytest.fixture
def with_map(project):
    """The small project with a course map."""
    project.write("chapters/course-map.yml", ENTRY)
    project.write("pages/course-map.md", PAGE)
    project.write("_toc.yml", "format: jb-book\nroot: chapters/small\nchapters:\n- file: pages/course-map\n")
    assert project.run("catalogs").exit_code == 0
    return project


def test_the_map_has_the_chapters_of_the_book(configuration):
    stops, problems = read_course_map(configuration)
    assert problems == []
    shown = present(stops, configuration.chapter_names)
    assert [stop.chapter for stop in shown] == list(configuration.chapter_names)
    for stop in shown:
        assert 2 <= len(stop.ideas) <= 4
    assert all(stop.needs for stop in shown[1:])


def test_the_times_on_the_map_are_those_of_the_chapters(with_map):
    source, problems = read_book(with_map.configuration)
    assert problems == []
    (stop,) = source.stops
    assert stop.times == times_of(source.lessons[0].cells) == Times(5, 0)


def test_a_chapter_that_the_book_lacks_is_no_need_of_others():
    stops = [Stop("a", ("x",), {}), Stop("b", ("y",), {}), Stop("c", ("z",), {"a": "p", "b": "q"})]
    assert [stop.needs for stop in present(stops, ("a", "c"))] == [{}, {"a": "p"}]


def test_arrows_that_pass_each_other_have_lanes_of_their_own(configuration):
    stops, _ = read_course_map(configuration)
    drawn = arrows(stops)
    assert len(drawn) == sum(len(stop.needs) for stop in stops)
    for one in drawn:
        for other in drawn:
            passes = one is not other and one.first < other.last and other.first < one.last
            assert not (passes and one.lane == other.lane), (one, other)
    assert max(arrow.lane for arrow in drawn) <= 3  # as many as a phone has room for


def test_short_arrows_lie_inside_long_ones_and_those_of_one_length_come_from_above():
    """The lanes of a small map, counted by hand: nothing crosses that need not."""
    needs = {"a": [], "b": ["a"], "c": ["b"], "d": ["a", "b"], "e": ["a", "c"]}
    stops = [Stop(chapter, ("x",), dict.fromkeys(earlier, "why")) for chapter, earlier in needs.items()]
    assert [(arrow.first, arrow.last, arrow.lane) for arrow in arrows(stops)] == [
        (0, 1, 0),
        (1, 2, 0),
        (1, 3, 1),
        (2, 4, 0),
        (0, 3, 2),
        (0, 4, 3),
    ]


def test_short_arrows_lie_inside_of_long_ones():
    stops = [
        Stop("a", ("x",), {}),
        Stop("b", ("x",), {"a": "p"}),
        Stop("c", ("x",), {"a": "p", "b": "q"}),
        Stop("d", ("x",), {"a": "p", "c": "q"}),
    ]
    assert arrows(stops) == [Arrow(0, 1, 0), Arrow(1, 2, 0), Arrow(2, 3, 0), Arrow(0, 2, 1), Arrow(0, 3, 2)]


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("[]\n", "The chapter small is not on the course map"),
        (ENTRY.replace("ideas:", "reading: 5, ideas:"), "chapters/course-map.yml:1: 1: reading: there is no such name"),
        (ENTRY.replace("needs: {}", "needs: {gone: why}"), "small needs 'gone', which is no earlier entry"),
        ("- {chapter: [\n", "chapters/course-map.yml:2: No valid YAML"),
    ],
)
def test_a_broken_map_is_reported(with_map, text, found):
    with_map.write("chapters/course-map.yml", text)
    result = with_map.run("notebooks")
    assert result.exit_code == 1
    assert found in result.output
    assert "Remedy:" in result.output


@pytest.mark.parametrize(
    ("before", "after", "found"),
    [
        ("{generated} course-map", "{generated} weather", "pages/course-map.md:8: Nobody makes the part 'weather'"),
        ("```{generated} course-map", "```{code-cell}\n1 + 1", "pages/course-map.md:8: A page has prose only"),
    ],
)
def test_a_page_with_a_mistake_is_named_with_its_line(with_map, before, after, found):
    with_map.replace("pages/course-map.md", before, after)
    result = with_map.run("notebooks")
    assert result.exit_code == 1
    assert found in result.output


def test_a_chapter_has_no_generated_parts(with_map):
    with_map.replace("chapters/small.md", ":::{note}\nThis is **important**.\n:::", "```{generated} course-map\n```")
    assert "chapters/small.md:28: Unknown directive {generated}" in with_map.run("notebooks").output


def test_the_citation_file_says_who_what_when_and_where():
    """The fields that the Citation File Format 1.2.0 requires, and those that the page shows."""
    import yaml

    fields = yaml.safe_load((ROOT / "CITATION.cff").read_text(encoding="utf-8"))
    assert fields["cff-version"] == "1.2.0"
    assert {"message", "title", "authors"} <= set(fields)
    assert fields["authors"] == [{"name": "The Polyneuron authors"}]
    assert f'version = "{fields["version"]}"' in (ROOT / "pyproject.toml").read_text(encoding="utf-8")
    assert fields["url"] == yaml.safe_load((ROOT / "_config.yml").read_text(encoding="utf-8"))["polyneuron"]["site_url"]
    citation = read_citation(ROOT)
    assert citation.sentence.startswith("The Polyneuron authors (2026). Polyneuron: ")
    assert "author = {{The Polyneuron authors}}" in citation.bibtex
    assert citation.bibtex.count("{") == citation.bibtex.count("}")


def test_a_launched_notebook_links_to_the_published_page(with_map):
    with_map.replace("chapters/small.md", "## The sum\n", "## The sum\n\nSee {ref}`the map <course-map>`.\n")
    assert with_map.run("notebooks").exit_code == 0
    notebook = (with_map.root / "_build" / "notebooks" / "fa" / "small.ipynb").read_text(encoding="utf-8")
    assert f"[the map]({with_map.configuration.site_url}/fa/course-map.html#course-map)" in notebook
