"""Markdown cells: every block that a person reads is found in its place, and nothing else is touched."""

from textwrap import dedent

from polyneuron.book.texts.prose_messages import localize_prose, prose_messages

TEXT = dedent(
    """\
    (label-one)=
    # A heading with `code`

    A paragraph
    on two lines, with $x^2$.

    - an item
      that goes on
    - another item

      with a second paragraph

    1. first
    2. second

    > a quotation

    | Name | Value \\| unit |
    |---|---|
    | alpha | alpha |
    | `only_code` | $y$ |

    :::{admonition} Mind this
    :class: tip
    Inside a box.

    ```{note}
    Deeper inside.
    ```
    :::

    ```{figure} picture.png
    :alt: What it shows

    The caption.
    ```

    $$
    a = b
    $$

    ```python
    not_a_message = "Hello"
    ```

    <div>raw</div>
    """
)


def found(source: str) -> list[tuple[str, str, int]]:
    return [(message.role, message.text, message.line) for message in prose_messages(source, 1, "cell")]


def test_finds_every_block_with_its_role_and_line():
    assert found(TEXT) == [
        ("heading", "A heading with `code`", 2),
        ("paragraph", "A paragraph on two lines, with $x^2$.", 4),
        ("list item", "an item that goes on", 7),
        ("list item", "another item", 9),
        ("list item", "with a second paragraph", 11),
        ("list item", "first", 13),
        ("list item", "second", 14),
        ("paragraph", "a quotation", 16),
        ("table cell", "Name", 18),
        ("table cell", "Value | unit", 18),
        ("table cell", "alpha", 20),
        ("table cell", "alpha", 20),
        ("admonition title", "Mind this", 23),
        ("paragraph", "Inside a box.", 25),
        ("paragraph", "Deeper inside.", 28),
        ("alt text", "What it shows", 33),
        ("paragraph", "The caption.", 35),
    ]


def test_a_translation_takes_the_place_of_its_message_and_of_nothing_else():
    localized = localize_prose(TEXT, lambda role, text: text.upper())
    assert found(localized.lower()) == [
        (role, text.lower(), line)
        for (role, text, _), (_, _, line) in zip(found(TEXT), found(localized.lower()), strict=True)
    ]
    for kept in ("(label-one)=", ":class: tip", "a = b", 'not_a_message = "Hello"', "<div>raw</div>", "|---|---|"):
        assert kept in localized
    assert "| NAME | VALUE \\| UNIT |" in localized
    assert "| ALPHA | ALPHA |" in localized
    assert "| `only_code` | $y$ |" in localized
    assert ":::{admonition} MIND THIS" in localized
    assert "> A QUOTATION" in localized


def test_real_lessons_come_back_unchanged_when_nothing_is_changed(lessons):
    for lesson in lessons:
        for cell in lesson.cells:
            if cell.kind == "markdown":
                assert localize_prose(cell.source, lambda role, text: text) == cell.source


def test_what_has_no_translation_is_marked():
    localized = localize_prose("# Title\n\n- an item\n\n| a | b [c](d) |\n|-|-|\n", lambda role, text: None)
    mark = '<span class="untranslated" lang="en" dir="ltr">'
    assert (
        localized
        == f"# {mark}Title</span>\n\n- {mark}an item</span>\n\n| {mark}a</span> | {mark}b [c](d)</span> |\n|-|-|"
    )


def test_formulas_and_code_alone_are_no_messages():
    assert found("`x`\n\n$y$\n\n| `a` | $b$ |\n|---|---|\n| 1 | 2 |\n") == []
