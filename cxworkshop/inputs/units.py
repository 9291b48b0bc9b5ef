"""The unit of time in which a column of response times is written."""

import re

from cxworkshop.inputs.naming import plain
from cxworkshop.settings import read_yaml


def unit_of_time(column: str) -> str:
    """Return ``seconds``, ``minutes``, ``hours`` or ``days`` as a column's name tells, "" where it doesn't.

    Words are those in ``templates/columns.yaml``; a name that holds the words of two units tells none.
    """
    apart = re.sub(r"(?<=[a-z])(?=[A-Z])", " ", column)
    words = {plain(word) for word in re.findall(r"[^\W_]+", apart)}
    found = [
        unit for unit, known in read_yaml("columns.yaml")["units"].items() if words & set(map(plain, known))
    ]
    return found[0] if len(found) == 1 else ""
