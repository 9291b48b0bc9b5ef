"""What is installed: one truth in pyproject.toml, and nothing that points at a registry."""

import re
import tomllib

import yaml
from packaging.requirements import Requirement

CONDA_NAMES = {"ibis-framework": "ibis-duckdb"}
"""Packages that conda-forge names otherwise."""


def _project(repository):
    return tomllib.loads((repository / "pyproject.toml").read_text())["project"]


def _name_and_version(line):
    requirement = Requirement(line)
    return CONDA_NAMES.get(requirement.name, requirement.name), requirement.specifier


def test_environment_yml_equals_pyproject(repository):
    project = _project(repository)
    wanted = dict(map(_name_and_version, project["dependencies"]))
    environment = yaml.safe_load((repository / "environment.yml").read_text())["dependencies"]
    named = dict(_name_and_version(line) for line in environment if isinstance(line, str))
    python = named.pop("python")
    del named["pip"]

    assert project["requires-python"] == str(python)
    assert wanted == named


def test_the_lock_pins_every_dependency_with_hashes(repository):
    lock = (repository / "requirements.lock").read_text()
    wanted = {Requirement(line).name.lower() for line in _project(repository)["dependencies"]}
    blocks = re.findall(r"^([a-z0-9.-]+)==\S+.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)+", lock, re.MULTILINE)
    pinned = re.findall(r"^([a-z0-9.-]+)==", lock, re.MULTILINE)

    assert pinned == blocks
    assert wanted <= set(pinned)


def test_the_lock_names_no_address(repository):
    lock = (repository / "requirements.lock").read_text()

    assert not re.search(r"https?://|file://|--(extra-)?index-url|--find-links", lock)
