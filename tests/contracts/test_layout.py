"""Habits of the house that a machine can check."""

import json
import subprocess
import sys

import pytest
import yaml

from cxworkshop.domain.agenda import DESK, STEPS
from cxworkshop.settings import texts

HEAVY = ("pandas", "altair", "ibis", "duckdb", "pptx", "ipywidgets", "voila", "sqlalchemy", "numpy")


@pytest.mark.parametrize("statement", ["import cxworkshop", "import cxworkshop.cli"])
def test_importing_stays_light(statement):
    probe = f"{statement}; import sys; print(sorted(set(sys.modules) & set({HEAVY!r})))"
    done = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True)

    assert done.stdout.strip() == "[]"


def test_modules_stay_within_300_lines(repository):
    long = {
        str(path.relative_to(repository)): lines
        for path in (repository / "cxworkshop").rglob("*.py")
        if (lines := len(path.read_text("utf-8").splitlines())) > 300
    }

    assert long == {}


def test_every_step_has_its_notebook_and_its_words(repository):
    steps = [step.id for step in STEPS]

    pages = sorted(path.stem for path in (repository / "notebooks").glob("*.ipynb"))

    assert [*steps, DESK] == pages
    assert steps == list(texts("steps"))


def test_notebooks_are_prose_with_tiny_cells_and_no_outputs(repository):
    for path in sorted((repository / "notebooks").glob("*.ipynb")):
        cells = json.loads(path.read_text("utf-8"))["cells"]
        code = ["".join(cell["source"]).splitlines() for cell in cells if cell["cell_type"] == "code"]

        assert cells[0]["cell_type"] == "markdown", path.name
        assert max(map(len, code)) <= 5, path.name
        assert not any(line.startswith(("def ", "class ")) for lines in code for line in lines), path.name
        assert not any(cell.get("outputs") for cell in cells), path.name


def test_no_text_is_given_twice(repository):
    for path in sorted((repository / "templates").rglob("*.yaml")):
        tree = yaml.compose(path.read_text("utf-8"))

        assert _twice(tree) == [], path.name


def _twice(node):
    """Return the keys that stand twice in one mapping; YAML would quietly take the last."""
    if isinstance(node, yaml.SequenceNode):
        return [key for item in node.value for key in _twice(item)]
    if not isinstance(node, yaml.MappingNode):
        return []
    keys = [key.value for key, _ in node.value]
    return [key for key in set(keys) if keys.count(key) > 1] + [k for _, v in node.value for k in _twice(v)]
