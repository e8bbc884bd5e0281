"""Printing where the machine has no font for the text."""

from __future__ import annotations

import shutil
from dataclasses import replace
from pathlib import Path

import matplotlib
import pytest

from polyneuron.book.bundle import printing
from polyneuron.book.bundle.printed_pages import printed_document
from polyneuron.book.bundle.printing import print_pages
from polyneuron.book.model.problems import ProblemsFound
from polyneuron.book.texts.interface import read_interface
from polyneuron.book.tools.chromium import open_chromium
from tests.conftest import ROOT

FONTS = """<?xml version="1.0"?>
<!DOCTYPE fontconfig SYSTEM "fonts.dtd">
<fontconfig><dir>{folder}</dir><cachedir>{folder}/cache</cachedir></fontconfig>
"""


def test_a_character_without_a_font_is_named_with_the_remedy(configuration, monkeypatch, tmp_path):
    """Chromium on a machine with one Latin font, besides those that the pages bring with them."""
    shutil.copy(Path(matplotlib.get_data_path()) / "fonts" / "ttf" / "DejaVuSans.ttf", tmp_path)
    language, interface = configuration.language("zh"), read_interface("zh", configuration)

    def with_chinese(folder, *others):
        document = printed_document(ROOT / "_build" / "site" / "en", *others)
        return replace(document, text=document.text.replace("</h1>", "神经元</h1>", 1))

    (tmp_path / "fonts.conf").write_text(FONTS.format(folder=tmp_path), encoding="utf-8")
    monkeypatch.setenv("FONTCONFIG_FILE", str(tmp_path / "fonts.conf"))
    monkeypatch.setattr(printing, "printed_document", with_chinese)
    with pytest.raises(ProblemsFound, match="fonts-noto-cjk"), open_chromium("prints") as browser:
        print_pages(configuration, language, interface, browser, ["01-neurons"])
