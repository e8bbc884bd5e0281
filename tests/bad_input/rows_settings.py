"""Bad input in `_config.yml` and `_toc.yml`."""

from tests.bad_input import Row, replacing, writing
from tests.bad_input.spoiling import CONFIG, TOC, a_folder, a_link, copying, in_languages, removing, several

STATUS = ("catalogs", "--status")
NOTEBOOKS = ("notebooks", "--language", "en")


def toc(name: str, text: str, *says: str, **more) -> Row:
    """A row for a whole table of contents."""
    return Row(f"_toc.yml: {name}", writing(TOC, text), more.pop("command", STATUS), says, **more)


def config(name: str, before: str, after: str, *says: str, **more) -> Row:
    """A row for a replacement in the settings."""
    return Row(f"_config.yml: {name}", in_languages(before, after), more.pop("command", STATUS), says, **more)


def whole_config(name: str, text: str | bytes, *says: str, **more) -> Row:
    """A row for whole settings."""
    return Row(f"_config.yml: {name}", writing(CONFIG, text), more.pop("command", STATUS), says, **more)


FORMAT = "format: jb-book\n"
ROOT = f"{FORMAT}root: chapters/small\n"
FACTS = "name: English, locale: en, tag: en, direction: ltr, plural_forms: 'nplurals=2; plural=(n != 1);'"
OWN = f"polyneuron:\n  languages:\n    en: {{{FACTS}}}\n"
ALIASES = "a: &a [x, x, x, x, x, x, x, x, x, x]\n" + "".join(
    f"{chr(98 + n)}: &{chr(98 + n)} [{', '.join([f'*{chr(97 + n)}'] * 10)}]\n" for n in range(8)
)

ROWS = [
    Row(
        "a table of contents that is no YAML",
        writing("_toc.yml", "format: jb-book\nroot: [chapters\n"),
        ("notebooks",),
        ("_toc.yml:3: No valid YAML",),
    ),
    toc(
        "chapters is a text",
        f"{ROOT}chapters: chapters/other\n",
        "_toc.yml:3: chapters: is 'chapters/other', and should be a list",
        problems=1,
    ),
    toc(
        "an entry is a text",
        f"{ROOT}chapters:\n- chapters/other\n",
        "_toc.yml:4: chapters: 1: is 'chapters/other'",
        problems=1,
    ),
    toc("chapters is empty", f"{ROOT}chapters:\n", "_toc.yml:3: chapters: is empty", problems=1),
    toc("chapters is an empty list", f"{ROOT}chapters: []\n", "_toc.yml:3: chapters: is empty", problems=1),
    toc("a list", "- chapters/small\n", "_toc.yml:1: The file: is a list, and should be names with values", problems=1),
    toc("an empty file", "", "_toc.yml:1: The file: is empty", problems=1),
    toc("a text", "chapters/small\n", "_toc.yml:1: The file: is 'chapters/small'", problems=1),
    toc("root is a number", f"{FORMAT}root: 7\n", "_toc.yml:2: root: is 7, and should be a text", problems=1),
    toc("root is a list", f"{FORMAT}root: [chapters/small]\n", "_toc.yml:2: root: is a list", problems=1),
    toc("no root", f"{FORMAT}chapters:\n- file: chapters/small\n", "_toc.yml:1: root: is missing", problems=1),
    toc("no format", "root: chapters/small\n", "_toc.yml:1: format: is missing", problems=1),
    toc(
        "another format",
        "format: jb-article\nroot: chapters/small\n",
        "_toc.yml:1: format: is 'jb-article', and should be jb-book",
        problems=1,
    ),
    toc(
        "a misspelt name",
        f"{ROOT}chapter:\n- file: chapters/small\n",
        "_toc.yml:3: chapter: there is no such name (did you mean chapters?)",
        problems=1,
    ),
    toc(
        "a misspelt name of an entry",
        f"{ROOT}chapters:\n- flie: chapters/small\n",
        "there is no such name (did you mean file?)",
    ),
    toc(
        "a part is a list of chapters",
        f"{ROOT}parts:\n- [chapters/small]\n",
        "_toc.yml:4: parts: 1: is a list",
        problems=1,
    ),
    toc(
        "a part without chapters",
        f"{ROOT}parts:\n- caption: One\n",
        "_toc.yml:4: parts: 1: chapters: is missing",
        problems=1,
    ),
    toc(
        "parts and chapters",
        f"{ROOT}chapters:\n- file: chapters/a\nparts:\n- chapters:\n  - file: chapters/b\n",
        "_toc.yml:5: Here stand chapters: and parts:",
        problems=1,
    ),
    toc(
        "sections is a text",
        f"{ROOT}chapters:\n- file: chapters/small\n  sections: x\n",
        "_toc.yml:5: chapters: 1: sections: is 'x'",
        problems=1,
    ),
    toc("a pattern of files", f"{ROOT}chapters:\n- glob: chapters/*\n", "_toc.yml:4: chapters: 1: "),
    toc(
        "a chapter twice",
        f"{ROOT}chapters:\n- file: chapters/small\n",
        "_toc.yml:4: chapters/small stands here for the second time (first in line 2)",
        problems=1,
    ),
    toc(
        "a chapter twice, once with its ending",
        f"{ROOT}chapters:\n- file: chapters/small.md\n",
        "_toc.yml:4: chapters/small stands here for the second time",
        problems=1,
    ),
    toc(
        "a name twice in one entry",
        f"{FORMAT}root: chapters/small\nroot: chapters/small\n",
        "_toc.yml:3: The name 'root' stands here for the second time (first in line 2)",
        problems=1,
    ),
    toc(
        "a chapter that is not there",
        f"{ROOT}chapters:\n- file: chapters/gone\n",
        "_toc.yml:4: The chapter chapters/gone is not there: no file",
        problems=1,
    ),
    toc(
        "a file outside",
        f"{FORMAT}root: ../../etc/passwd\n",
        "_toc.yml:2: '../../etc/passwd' is no path below the project's root",
        problems=1,
    ),
    toc("an absolute path", f"{FORMAT}root: /etc/passwd\n", "_toc.yml:2: '/etc/passwd' is no path below", problems=1),
    toc(
        "a path of Windows",
        f"{FORMAT}root: chapters\\small\n",
        "_toc.yml:2: 'chapters\\\\small' is no path below",
        problems=1,
    ),
    toc(
        "an alias of itself",
        f"{FORMAT}root: chapters/small\nchapters: &a [*a]\n",
        "_toc.yml:3: This alias stands for what it is a part of",
        problems=1,
    ),
    toc(
        "an alias that is not there",
        f"{FORMAT}root: *small\n",
        "_toc.yml:2: No valid YAML: found undefined alias",
        problems=1,
    ),
    toc(
        "a tab",
        f"{FORMAT}root: chapters/small\nchapters:\n\t- file: chapters/a\n",
        "_toc.yml:4: No valid YAML: ",
        problems=1,
    ),
    toc("two documents", f"{ROOT}---\n{ROOT}", "No valid YAML: expected a single document", problems=1),
    toc("nested a thousand deep", "[" * 3000, "_toc.yml:1: No valid YAML: nested too deeply", problems=1),
    toc(
        "a merge that is not finished",
        f"{FORMAT}<<<<<<< HEAD\nroot: a\n=======\nroot: b\n>>>>>>> other\n",
        "_toc.yml:2: A merge of git is not finished here",
        problems=1,
    ),
    toc(
        "an object of Python",
        f"{FORMAT}root: !!python/object/apply:os.system [ls]\n",
        "_toc.yml:2: No valid YAML: could not determine a constructor",
        problems=1,
    ),
    Row(
        "_toc.yml: two files of one name",
        several(copying("chapters/small.md", "more/small.md"), writing(TOC, f"{ROOT}chapters:\n- file: more/small\n")),
        STATUS,
        ("_toc.yml:4: more/small has the same file name as chapters/small (line 2)",),
        problems=1,
    ),
    Row(
        "_toc.yml: a chapter with the name of a catalogue",
        several(
            copying("chapters/small.md", "chapters/interface.md"),
            writing(TOC, f"{ROOT}chapters:\n- file: chapters/interface\n"),
        ),
        STATUS,
        ("_toc.yml:4: The name of 'chapters/interface' is taken",),
        problems=1,
    ),
    Row(
        "_toc.yml: a chapter that would be the landing page",
        several(
            copying("chapters/small.md", "chapters/index.md"),
            writing(TOC, f"{ROOT}chapters:\n- file: chapters/index\n"),
        ),
        STATUS,
        ("_toc.yml:4: The name of 'chapters/index' is taken",),
        problems=1,
    ),
    Row(
        "_toc.yml: a name with a space",
        several(
            copying("chapters/small.md", "chapters/My lesson.md"),
            writing(TOC, f"{ROOT}chapters:\n- file: chapters/My lesson\n"),
        ),
        STATUS,
        ("_toc.yml:4: The name of 'chapters/My lesson' is not made of small ASCII letters",),
        problems=1,
    ),
    Row(
        "_toc.yml: a book that begins with a page",
        several(copying("chapters/small.md", "pages/small.md"), writing(TOC, f"{FORMAT}root: pages/small\n")),
        STATUS,
        ("_toc.yml:2: The book begins with the page pages/small",),
        problems=1,
    ),
    Row(
        "_toc.yml: a chapter that is a folder",
        a_folder("chapters/small.md"),
        STATUS,
        ("_toc.yml:2: The chapter chapters/small is not there: chapters/small.md is a folder",),
        problems=1,
    ),
    Row(
        "_toc.yml: a chapter that is a link to nothing",
        a_link("chapters/small.md", "gone.md"),
        STATUS,
        ("_toc.yml:2: The chapter chapters/small is not there: chapters/small.md is a link to gone.md",),
        problems=1,
    ),
    Row(
        "_toc.yml: a chapter whose name has another number",
        several(
            writing("chapters/03-other.md", "x"), writing(TOC, f"{ROOT}chapters:\n- file: chapters/03-other\n")
        ),
        STATUS,
        (
            "_toc.yml:4: The name of 'chapters/03-other' begins with 03, and it is chapter 1 of the book",
            "Rename the file to 01-other.md, or move it to its place.",
        ),
        problems=1,
    ),
    Row("_toc.yml: missing", removing(TOC), STATUS, ("_toc.yml: This file is missing",), problems=1),
    Row(
        "_toc.yml and _config.yml: both missing",
        several(removing(TOC), removing(CONFIG)),
        STATUS,
        ("_config.yml: This file is missing", "_toc.yml: This file is missing"),
        problems=2,
    ),
    Row("_toc.yml: a folder", a_folder(TOC), STATUS, ("_toc.yml: This is a folder, and a file is needed",), problems=1),
    Row(
        "_toc.yml: a link to nothing",
        a_link(TOC, "gone.yml"),
        STATUS,
        ("_toc.yml: This is a link to gone.yml, which is not there",),
        problems=1,
    ),
    Row(
        "_toc.yml: Windows' line ends and a mark of byte order",
        writing(TOC, b"\xef\xbb\xbfformat: jb-book\r\nroot: chapters/small\r\n"),
        STATUS,
        (),
        accepted=True,
    ),
    Row(
        "_toc.yml: a right one in parts with sections",
        several(
            copying("chapters/small.md", "chapters/b.md"),
            replacing("chapters/b.md", "(small)=", "(other)="),
            replacing("chapters/b.md", "(sum)=", "(other-sum)="),
            writing(
                TOC,
                f"{ROOT}parts:\n- caption: One\n  numbered: true\n  chapters:\n  - file: chapters/b\n    title: B\n",
            ),
        ),
        STATUS,
        (),
        accepted=True,
    ),
    whole_config("a list", "- a\n", "_config.yml:1: The file: is a list, and should be names with values", problems=1),
    whole_config("a text", "title\n", "_config.yml:1: The file: is 'title'", problems=1),
    whole_config("empty", "", "_config.yml:1: The file: is empty", problems=1),
    whole_config("only a comment", "# nothing\n", "_config.yml:1: The file: is empty", problems=1),
    whole_config("without the own part", "title: x\n", "_config.yml:1: polyneuron: is missing", problems=1),
    whole_config(
        "the own part is a list", "title: x\npolyneuron: [1]\n", "_config.yml:2: polyneuron: is a list", problems=1
    ),
    whole_config("the own part is empty", "polyneuron:\n", "_config.yml:1: polyneuron: is empty", problems=1),
    whole_config(
        "languages is missing",
        "polyneuron:\n  site_url: https://example.org\n",
        "_config.yml: polyneuron: languages: lacks the source language en",
        problems=1,
    ),
    whole_config(
        "languages is a list",
        "polyneuron:\n  languages: [en, fa]\n",
        "_config.yml:2: polyneuron: languages: ",
        problems=1,
    ),
    whole_config(
        "languages is a text", "polyneuron:\n  languages: en\n", "_config.yml:2: polyneuron: languages: ", problems=1
    ),
    whole_config(
        "languages is empty",
        "polyneuron:\n  languages:\n",
        "_config.yml: polyneuron: languages: lacks the source language en",
        problems=1,
    ),
    whole_config(
        "without English",
        OWN.replace("en: {", "pl: {"),
        "_config.yml:3: polyneuron: languages: lacks the source language en",
        problems=1,
    ),
    whole_config(
        "a Latin-1 byte",
        OWN.replace("English", "Fran\xe7ais").encode("latin-1"),
        "_config.yml:3: This file is not in UTF-8: byte 0xE7",
        problems=1,
    ),
    whole_config("in UTF-16", OWN.encode("utf-16"), "_config.yml:1: This file is in UTF-16, not in UTF-8", problems=1),
    whole_config("NUL", f"{OWN}\0", "_config.yml:4: U+0000 NULL stands in this line", problems=1),
    whole_config(
        "aliases without end",
        f"{OWN}{ALIASES}",
        "_config.yml:",
        "stands for what it is a part of, or for too much",
        problems=1,
    ),
    config(
        "html is a number",
        "html:\n  use_repository_button: true\n  home_page_in_navbar: true\n",
        "html: 3\n",
        ": html: is 3, and should be names with values",
        problems=1,
        command=NOTEBOOKS,
    ),
    config(
        "a switch is a text",
        "use_repository_button: true",
        "use_repository_button: 'yes please'",
        "html: use_repository_button: is 'yes please', and should be true or false",
        problems=1,
    ),
    config(
        "a misspelt part",
        "launch_buttons:",
        "lunch_buttons:",
        "lunch_buttons: there is no such name (did you mean launch_buttons?)",
        problems=1,
    ),
    config(
        "a misspelt name in a part",
        "colab_url:",
        "colaburl:",
        "launch_buttons: colaburl: there is no such name (did you mean colab_url?)",
        problems=1,
    ),
    config(
        "a copyright that is a number",
        "copyright: '2026'",
        "copyright: 2026",
        "copyright: is 2026, and should be a text",
        "Put it into quotes",
        problems=1,
    ),
    config(
        "the title is a list",
        "title: Polyneuron",
        "title: [Polyneuron]",
        "_config.yml:1: title: is a list, and should be a text",
        problems=1,
    ),
    config(
        "repository is a text",
        "repository:\n  url: https://github.com/polyneuron/polyneuron\n  branch: notebooks\n",
        "repository: polyneuron\n",
        "repository: is 'polyneuron'",
        problems=1,
    ),
    config(
        "the timeout is a text",
        "cell_timeout: 300",
        "cell_timeout: five minutes",
        "polyneuron: cell_timeout: is 'five minutes', and should be a whole number",
        problems=1,
    ),
    config(
        "the timeout is negative",
        "cell_timeout: 300",
        "cell_timeout: -1",
        "polyneuron: cell_timeout: is -1, and should be 1 or more",
        problems=1,
    ),
    config(
        "the timeout is zero",
        "cell_timeout: 300",
        "cell_timeout: 0",
        "polyneuron: cell_timeout: is 0, and should be 1 or more",
        problems=1,
    ),
    config(
        "the timeout is true",
        "cell_timeout: 300",
        "cell_timeout: true",
        "polyneuron: cell_timeout: is true, and should be a whole number",
        problems=1,
    ),
    config(
        "the timeout is a fraction",
        "cell_timeout: 300",
        "cell_timeout: 2.5",
        "polyneuron: cell_timeout: is 2.5, and should be a whole number",
        problems=1,
    ),
    config(
        "the timeout is empty", "cell_timeout: 300", "cell_timeout:", "polyneuron: cell_timeout: is empty", problems=1
    ),
    config(
        "a misspelt own name",
        "cell_timeout: 300",
        "cell_timout: 300",
        "polyneuron: cell_timout: there is no such name (did you mean cell_timeout?)",
        problems=1,
    ),
    config(
        "the contact is no address",
        "  released:",
        "  contact: write to us\n  released:",
        "polyneuron: contact: is 'write to us', which does not fit",
        problems=1,
    ),
    config(
        "released is a text",
        "released:\n  - en\n",
        "released: en\n",
        "polyneuron: released: is 'en', and should be a list",
        problems=1,
    ),
    config(
        "released holds no: ",
        "released:\n  - en\n",
        "released:\n  - no\n",
        "polyneuron: released: 1: is false, and should be a text",
        problems=1,
    ),
    config(
        "released names an unknown language",
        "released:\n  - en\n",
        "released:\n  - en\n  - xx\n",
        "(xx): Unknown language code 'xx'",
        problems=1,
    ),
    config(
        "released names one twice",
        "released:\n  - en\n",
        "released:\n  - en\n  - en\n",
        "polyneuron: released: names 'en' twice",
        problems=1,
    ),
    config(
        "the site's address is a number",
        "site_url: https://polyneuron.github.io/polyneuron",
        "site_url: 7",
        "polyneuron: site_url: is 7, and should be a text",
        problems=1,
    ),
    config(
        "the site's address is none",
        "site_url: https://polyneuron.github.io/polyneuron",
        "site_url: polyneuron.github.io",
        "polyneuron: site_url: is 'polyneuron.github.io', which does not fit",
        problems=1,
    ),
    config(
        "the site's address holds a quote",
        "site_url: https://polyneuron.github.io/polyneuron",
        "site_url: 'https://x.org/\"+evil+\"'",
        "polyneuron: site_url: is",
        "does not fit",
        problems=1,
    ),
    *[
        config(f"mirrors: {name}", "mirrors: []", f"mirrors: {value}", message, problems=1)
        for name, value, message in (
            ("one address alone", "https://x.org", "polyneuron: mirrors: is 'https://x.org', and should be a list"),
            ("addresses alone", "[https://x.org]", "polyneuron: mirrors: 1: is 'https://x.org', and should be names"),
            ("no site", "[{repository_url: 'https://x.org/a'}]", "polyneuron: mirrors: 1: site_url: is missing"),
            ("not secure", "[{site_url: 'ftp://x.org'}]", "polyneuron: mirrors: 1: site_url: is 'ftp://x.org', which"),
            ("a misspelt name", "[{site_url: 'https://x.org', repo: a}]", "polyneuron: mirrors: 1: repo: there is no"),
            ("no git", "[{site_url: 'https://x.org', repository_url: 'a b'}]", "repository_url: is 'a b', which does"),
        )
    ],
    Row(
        "pyproject.toml: damaged",
        several(removing("pyproject.toml"), writing("pyproject.toml", '[project]\nname = "x\n')),
        STATUS,
        ("pyproject.toml:2: No valid TOML",),
        problems=1,
    ),
    Row(
        "pyproject.toml: without requires-python",
        several(removing("pyproject.toml"), writing("pyproject.toml", "[project]\n")),
        STATUS,
        ("pyproject.toml: project: requires-python: is missing",),
        problems=1,
    ),
    *[
        config(
            f"the site's address: {address}",
            "site_url: https://polyneuron.github.io/polyneuron",
            f"site_url: '{address}'",
            f"polyneuron: site_url: is '{address}', which does not fit",
            "Write the address of the published site",
            problems=1,
        )
        for address in (
            "https://me:secret@example.org",
            "https://example.org:99999/x",
            "https://[::1/x",
            "https://example.org/x?a=b",
            "https://example.org/x#y",
            "https:///x",
            "https://a..b/",
            "ftp://example.org",
            "https://example.org/a b",
        )
    ],
    *[
        config(
            f"the branch: {branch}",
            "branch: notebooks",
            f"branch: '{branch}'",
            f"repository: branch: is '{branch}', which does not fit",
            problems=1,
        )
        for branch in ("../x y", "a b", "-x", "x..y", "x.lock", "a/")
    ],
    config(
        "the repository on a disk",
        "url: https://github.com/polyneuron/polyneuron",
        "url: /srv/git",
        "repository: url: is '/srv/git'",
        problems=1,
    ),
    *[
        config(
            f"Jupyter Book runs notebooks: {mode}",
            "execute_notebooks: 'off'",
            f"execute_notebooks: {mode}",
            f"execute: execute_notebooks: is '{mode}', and should be",
            problems=1,
        )
        for mode in ("force", "auto", "cache")
    ],
    config(
        "a timeout of centuries",
        "cell_timeout: 300",
        "cell_timeout: 99999999999",
        "polyneuron: cell_timeout: is 99999999999, and should be 86400 or less",
        problems=1,
    ),
    config(
        "a script of another host counts visitors",
        "use_repository_button: true",
        "use_repository_button: true\n  analytics:\n    google_analytics_id: x",
        "html: analytics: there is no such name",
        problems=1,
    ),
    toc("3000 brackets", FORMAT + "root: " + "[" * 3000, "_toc.yml:2: No valid YAML: nested too deeply", problems=1),
    *[
        config(
            f"a number that YAML reads otherwise: {number[:9]}",
            "cell_timeout: 300",
            f"cell_timeout: {number}",
            f"This number is too long, or YAML reads another one than people do: {number[:40]}",
            problems=1,
        )
        for number in ("1:30", "010", "1_000", "0x1F", "9" * 400)
    ],
]
