"""The catalogue of mistakes in ``templates/mistakes``, which users may change: read and checked."""

from collections.abc import Iterator, Sequence
from functools import cache
from pathlib import Path

from cxworkshop.domain.mistakes import Mistake
from cxworkshop.errors import InvalidTemplateError
from cxworkshop.inputs.journey_reading import quoted
from cxworkshop.inputs.template_files import checked, entries, read_fields
from cxworkshop.settings import assets

Found = tuple[str, Mistake]
"""The file that a mistake stands in, and the mistake."""


@cache
def mistakes() -> tuple[Mistake, ...]:
    """Return the mistakes of the catalogue, theme by theme, in the order in which they stand there.

    Raises
    ------
    InvalidTemplateError
        A file was changed and breaks a rule; the sentence names file, mistake, field and remedy.
    """
    return read_mistakes(assets("templates") / "mistakes")


def read_mistakes(folder: Path) -> tuple[Mistake, ...]:
    """Return the mistakes of all ``.yaml`` files of a folder.

    Raises
    ------
    InvalidTemplateError
        As :func:`mistakes`.
    """
    found = [(path.name, one) for path in sorted(folder.glob("*.yaml")) for one in _mistakes(path)]
    _expect_unique(found)
    _expect_known(found)
    return tuple(one for _, one in found)


def _mistakes(path: Path) -> Iterator[Mistake]:
    loaded = read_fields(path)
    for place, raw in enumerate(entries(loaded, "mistakes", ["theme"], path.name), start=1):
        where = f"{path.name}, mistake {place}"
        named = f"{where} ({raw['id']})" if isinstance(raw.get("id"), str) else where
        if "theme" in raw:
            msg = f"{named}: “theme” stands once, at the top of the file; take it out here."
            raise InvalidTemplateError(msg)
        yield checked(Mistake, raw | {"theme": loaded.get("theme", "")}, named)


def _expect_unique(found: Sequence[Found]) -> None:
    files: dict[str, str] = {}
    for file, one in found:
        if one.id in files:
            msg = f"{file}, mistake {one.id}: “id” stands in {files[one.id]} too; give one of them another."
            raise InvalidTemplateError(msg)
        files[one.id] = file


def _expect_known(found: Sequence[Found]) -> None:
    ids = {one.id for _, one in found}
    for file, one in found:
        for other in one.same_as:
            if other not in ids - {one.id}:
                msg = (
                    f"{file}, mistake {one.id}: “same_as” names {quoted(other)}, but no other mistake has "
                    "that id; name one that has, or take it out."
                )
                raise InvalidTemplateError(msg)
