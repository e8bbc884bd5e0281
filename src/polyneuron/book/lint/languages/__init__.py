"""What the lint knows of single languages: a module for each, beside the lists that it needs.

In: the texts of an edition. Out: findings, with the corrected text where a machine may write it. May not know the
other languages.
"""

from polyneuron.book.lint.knowledge import Knowledge
from polyneuron.book.lint.languages import chinese, persian, polish, russian, yoruba

KNOWN: dict[str, Knowledge] = {
    module.KNOWLEDGE.code: module.KNOWLEDGE for module in (yoruba, chinese, persian, russian, polish)
}
"""Code of a language → what the lint knows of it, in the order of the report."""
