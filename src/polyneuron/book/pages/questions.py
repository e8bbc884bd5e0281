"""The Sphinx directive `quiz`, which `notebooks.py` puts around the questions of a lesson.

The markup of `quiz_markup.py` becomes raw nodes, and the Markdown between it ordinary ones: code, formulas and
references in a question work as everywhere on the page.
"""

from __future__ import annotations

from docutils import nodes
from docutils.statemachine import StringList
from sphinx.application import Sphinx
from sphinx.util.docutils import SphinxDirective

from polyneuron.book.notebooks.quiz_markup import Html, Inline, quiz_pieces
from polyneuron.book.pages.edition import edition_of
from polyneuron.book.source.questions import read_quiz


class quiz_node(nodes.Element):
    """Holds the nodes of a quiz."""


class Quiz(SphinxDirective):
    """Questions, one after the other, with their score."""

    has_content = True

    def run(self) -> list[nodes.Node]:
        """Called by Sphinx."""
        _, language, interface = edition_of(self.config)
        questions, problems = read_quiz("\n".join(self.content), self.lineno + 1, self.env.docname)
        if problems:
            raise self.error("\n".join(str(problem) for problem in problems))
        # Other pages lead to a question by its name, which is its address here.
        anchors = self.env.get_domain("std").data["anonlabels"]
        anchors.update({question.name: (self.env.docname, question.name) for question in questions})
        quiz = quiz_node()
        for piece in quiz_pieces(questions, interface, language):
            if isinstance(piece, Html):
                quiz += nodes.raw("", piece.text, format="html")
            elif isinstance(piece, Inline):
                children, messages = self.state.inline_text(piece.text, piece.line)
                quiz += [nodes.inline("", "", *children), *messages]
            else:
                content = StringList(piece.text.splitlines(), source=self.env.docname)
                self.state.nested_parse(content, piece.line - self.lineno, quiz)
        return [quiz]


def _ignore(translator: nodes.NodeVisitor, node: quiz_node) -> None:
    """A quiz draws nothing itself."""


def setup(app: Sphinx) -> None:
    """Called by the project's Sphinx extension."""
    app.add_node(quiz_node, html=(_ignore, _ignore))
    app.add_directive("quiz", Quiz)
