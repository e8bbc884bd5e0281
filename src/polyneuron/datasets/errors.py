"""What can go wrong on the way to a data file; every text is for the learner, in the language of the edition."""

from __future__ import annotations


class DataFileError(Exception):
    """A data file cannot be had from one source; the text says why, and the next source is asked."""


class DamagedFileError(DataFileError):
    """The content is not what it should be: cut off, changed, of another form, or a pickle."""


class TransferError(DataFileError):
    """A mirror did not deliver: no answer, a broken connection, a refusal, a foreign redirect."""


class StorageError(DataFileError):
    """The cache folder does not take the file: the disk is full, or the folder is not writable."""
