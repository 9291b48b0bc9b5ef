"""What is installed: one truth in pyproject.toml, and nothing that points at a registry."""

import re
import tomllib

import pytest
import yaml
from packaging.requirements import Requirement

CONDA_NAMES = {
    "ibis-framework": "ibis-duckdb",
    "duckdb": "python-duckdb",
    "jupyter-server": "jupyter_server",
    "jupyterlab-server": "jupyterlab_server",
    "jupyter-core": "jupyter_core",
}
"""Packages that conda-forge names otherwise."""


LOCKS = ["requirements.lock", "requirements-uv.lock"]


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


@pytest.mark.parametrize("name", LOCKS)
def test_the_locks_pin_everything_with_hashes(repository, name):
    lock = (repository / name).read_text()
    blocks = re.findall(r"^([a-z0-9.-]+)==\S+.*(?:\n    --hash=sha256:[0-9a-f]{64}.*)+", lock, re.MULTILINE)
    pinned = re.findall(r"^([a-z0-9.-]+)==", lock, re.MULTILINE)

    assert pinned
    assert pinned == blocks


def test_the_lock_holds_every_dependency(repository):
    lock = (repository / "requirements.lock").read_text()
    wanted = {Requirement(line).name.lower() for line in _project(repository)["dependencies"]}

    assert wanted <= set(re.findall(r"^([a-z0-9.-]+)==", lock, re.MULTILINE))


@pytest.mark.parametrize("name", LOCKS)
def test_the_locks_name_no_address(repository, name):
    lock = (repository / name).read_text()

    assert not re.search(r"https?://|file://|--(extra-)?index-url|--find-links", lock)
