"""Sections that are named alike in every edition, so that an address and the switcher of languages keep the section."""

from __future__ import annotations

from docutils import nodes
from sphinx.application import Sphinx
from sphinx.transforms import SphinxTransform


class LabelsFirst(SphinxTransform):
    """Put a section's label before the name that docutils makes of its title.

    docutils names a section after its title and puts the label of the lesson second: `#the-neuron`, `#neuron`. The
    first name is the one that links use, and only the label is the same in every language.
    """

    default_priority = 750
    """After MyST has given sections their labels and before Sphinx collects titles and contents."""

    def apply(self, **kwargs: object) -> None:
        """Called by docutils for each page."""
        document = self.document
        labels = {document.nameids[name] for name, is_label in document.nametypes.items() if is_label}
        for section in document.findall(nodes.section):
            section["ids"].sort(key=lambda identifier: identifier not in labels)


def setup(app: Sphinx) -> None:
    """Called by the extension of pages."""
    app.add_transform(LabelsFirst)
