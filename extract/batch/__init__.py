"""Many files at once, and what became of each."""

from extract.batch.journal import BusyError, Entry, Journal, JournalVersionError
from extract.batch.run import Options, OutOfSpaceError, Progress, run

__all__ = ["BusyError", "Entry", "Journal", "JournalVersionError", "Options", "OutOfSpaceError", "Progress", "run"]
