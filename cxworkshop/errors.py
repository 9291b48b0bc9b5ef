"""What can go wrong for a user, one class per failure.

Every message names the field, the rule, what came, and the remedy; it is shown as it is, in one
sentence, on stderr or in a page. Each class is also a subclass of the builtin it specialises.
"""


class WorkshopError(Exception):
    """Base of every error that a user can mend. The text is a sentence for the user."""

    def __str__(self) -> str:
        """Return the sentence (``KeyError`` and ``OSError`` would decorate it)."""
        return str(self.args[0]) if self.args else type(self).__name__


class SourceNotFoundError(WorkshopError, FileNotFoundError):
    """A table's path or address leads nowhere."""


class UnreadableSourceError(WorkshopError, ValueError):
    """A table is there but can't be read as the kind its name says."""


class EmptyTableError(WorkshopError, ValueError):
    """A table has no rows, or none that can be used."""


class MissingColumnError(WorkshopError, LookupError):
    """A needed column isn't in the table or isn't mapped."""


class NotNumericError(WorkshopError, ValueError):
    """A column that must hold numbers holds text."""


class MixedCurrenciesError(WorkshopError, ValueError):
    """Money that would be added up is in several currencies."""


class UndefinedMeasureError(WorkshopError, ValueError):
    """A measure has no defensible value on these data."""


class InvalidChoiceError(WorkshopError, ValueError):
    """A decision breaks one of the workshop's rules."""


class InvalidAnswerError(WorkshopError, ValueError):
    """An answer breaks a rule of its question, or the question takes no answers now."""


class InvalidJourneyError(WorkshopError, ValueError):
    """A journey map, or a file that should hold one, breaks a rule."""


class InvalidTemplateError(WorkshopError, ValueError):
    """A file in ``templates/`` that users may change breaks a rule."""


class NotAWorkshopError(WorkshopError, ValueError):
    """A file isn't a workshop file or is damaged."""


class NewerWorkshopError(WorkshopError, ValueError):
    """A workshop file or event comes from a newer version of cxworkshop."""


class WorkshopExistsError(WorkshopError, FileExistsError):
    """A file that would be created is there already."""


class NotWritableError(WorkshopError, OSError):
    """A file can't be written: disk full, no permission, or folder missing."""


class UnknownFormatError(WorkshopError, ValueError):
    """A file name's suffix stands for no format known here."""


class MissingStepError(WorkshopError, LookupError):
    """Something needs an earlier step, table or decision that isn't there yet."""


class PortInUseError(WorkshopError, OSError):
    """Another program listens on the port asked for."""


def server_said(text: str) -> str:
    """Return what a database server said, in one line: the first lines of ``text`` name addresses tried."""
    lines = [line.strip() for line in text.splitlines() if line.strip()]
    said = next((line for line in lines if "FATAL" in line), lines[0] if lines else text)
    for mark in ("FATAL: ", "failed: "):
        said = said.rpartition(mark)[2]
    return said.strip()[:200].rstrip(".")
