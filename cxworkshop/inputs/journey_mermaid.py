"""Read a journey map from Mermaid's ``journey`` diagram: sections are stages, tasks are touchpoints.

The grammar followed is Mermaid 11's (``journey.jison``). A task's score from 1 to 5 becomes an emotion from
−2 to 2, its actors become the owner. Signs written as ``#44;`` are read as Mermaid reads them.
"""

import html
import re
import sys
from pathlib import PurePath
from typing import Any

from pydantic import ValidationError

from cxworkshop.domain.journey_map import JourneyMap
from cxworkshop.domain.map_words import NewIds, one_line
from cxworkshop.domain.tables import spoken_name
from cxworkshop.errors import InvalidJourneyError
from cxworkshop.inputs.journey_reading import Found, expect_few, misfit, quoted
from cxworkshop.inputs.journey_rows import NO_STAGE

MIDDLE = 3
"""The score that stands for indifference, emotion 0."""

Line = tuple[int, str]

_OPENING = re.compile(r"(%%\{)|accDescr\s*\{", re.IGNORECASE)
_CODE = re.compile(r"#(?:(\d{1,7})|([a-zA-Z]\w*));", re.ASCII)
_COMMENT = re.compile(r"#(?!\w+;).*", re.ASCII)
_KEYWORD = re.compile(r"(title|section)\s+(.*)", re.IGNORECASE)
_ACCESSIBLE = re.compile(r"acc(title|descr)\s*:", re.IGNORECASE)


def read_mermaid_map(text: str, where: str) -> Found:
    """Read a map.

    Parameters
    ----------
    text
        The diagram; the fence around it in a Markdown file and a front matter with its title may be there.
    where
        What a message calls the file; a diagram without a title is called by it.

    Raises
    ------
    InvalidJourneyError
        The text isn't a journey diagram; the sentence names the line.
    """
    lines, title, dropped = _lines(text, where)
    stages: list[tuple[str, list[dict[str, Any]]]] = []
    for number, line in lines:
        keyword = _KEYWORD.fullmatch(line)
        if keyword and keyword[1].lower() == "title":
            title = _decoded(keyword[2])
        elif keyword:
            stages.append((_decoded(keyword[2].rstrip(":")), []))
        else:
            if not stages:
                stages.append((NO_STAGE, []))
            stages[-1][1].append(_task(line, f"{where}, line {number}"))
    expect_few(sum(len(touchpoints) for _, touchpoints in stages), where)
    name = title or one_line(spoken_name(PurePath(where).stem)) or "Journey map"
    notes = (f"{where} has settings or descriptions of the diagram, which a journey map has no place for.",)
    try:
        return Found(JourneyMap.model_validate(_parts(name, stages)), notes if dropped else ())
    except ValidationError as error:
        raise InvalidJourneyError(f"{where}: {misfit(error).text}") from error


def _lines(text: str, where: str) -> tuple[list[Line], str, bool]:
    """Return the statements with their lines, a front matter's title, and whether anything fell away."""
    whole = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n").split("\n")
    lines = [(number, line.strip()) for number, line in enumerate(whole, 1) if line.strip()]
    if lines and lines[0][1].startswith("```"):
        lines = lines[1:-1] if lines[-1][1].startswith("```") else lines[1:]
    lines, title = _front_matter(lines)
    found, dropped = _statements(lines)
    if not found or found[0][1].lower() != "journey":
        came = quoted(found[0][1]) if found else "nothing"
        raise InvalidJourneyError(f"{where} must begin with the line “journey”, but there stands {came}.")
    return found[1:], title, dropped


def _front_matter(lines: list[Line]) -> tuple[list[Line], str]:
    """Return the lines after a front matter, and its title."""
    ends = [place for place, (_, line) in enumerate(lines) if line == "---"][:2]
    if len(ends) < 2 or ends[0] != 0:  # noqa: PLR2004 - a line before and a line after it
        return lines, ""
    told = (line.removeprefix("title:") for _, line in lines[1 : ends[1]] if line.startswith("title:"))
    return lines[ends[1] + 1 :], next(told, "").strip().strip("\"'")


def _statements(lines: list[Line]) -> tuple[list[Line], bool]:
    """Return the lines without remarks, settings and descriptions; and whether the latter two were there."""
    found: list[Line] = []
    dropped, closing = False, ""
    for number, whole in lines:
        line = whole
        if not closing and (opening := _OPENING.match(line)):
            dropped, closing = True, "}%%" if opening[1] else "}"
            line = line[opening.end() :]
        if closing:
            _, closed, line = line.partition(closing)
            closing = "" if closed else closing
        line = _COMMENT.sub("", line).strip()
        if _ACCESSIBLE.match(line):
            dropped = True
        elif line and not line.startswith("%%"):
            found.append((number, line))
    return found, dropped


def _task(line: str, where: str) -> dict[str, Any]:
    name, mark, data = line.partition(":")
    score, _, actors = data.partition(":")
    called = one_line(_decoded(name))
    if not mark or not called:
        msg = (
            f"{where}: {quoted(line)} should be a task as in “Check-in: 4: Guest”, with a score from 1 to 5."
        )
        raise InvalidJourneyError(msg)
    try:
        number = float(score)
    except ValueError:
        number = float("nan")
    lowest, highest = MIDDLE - 2, MIDDLE + 2
    if not lowest <= number <= highest:
        msg = (
            f"{where}: the score of “{called}” must be a number from 1 to 5, but is {quoted(score.strip())}."
        )
        raise InvalidJourneyError(msg)
    owner = ", ".join(_decoded(actor) for actor in actors.split(",") if actor.strip())
    return {"name": called, "emotion": round(number - MIDDLE, 2), "owner": owner}


def _decoded(text: str) -> str:
    """Return text with Mermaid's codes (``#58;``, ``#quot;``) as the signs that they stand for."""
    return _CODE.sub(_sign, text.strip())


def _sign(code: re.Match[str]) -> str:
    if code[2]:
        named = html.unescape(f"&{code[2]};")
        return code[0] if named.startswith("&") and len(named) > 1 else named
    number = int(code[1])
    return chr(number) if number <= sys.maxunicode else code[0]


def _parts(name: str, stages: list[tuple[str, list[dict[str, Any]]]]) -> dict[str, Any]:
    ids = NewIds()
    for _, touchpoints in stages:
        for touchpoint in touchpoints:
            touchpoint["id"] = ids.new(touchpoint["name"], "touchpoint")
    held = [
        {"id": ids.new(called, "stage"), "name": called, "touchpoints": touchpoints}
        for called, touchpoints in stages
    ]
    journey = {"id": ids.new(name, "journey"), "name": name, "stages": held}
    return {"id": ids.new(name, "map"), "name": name, "journeys": [journey] if held else []}
