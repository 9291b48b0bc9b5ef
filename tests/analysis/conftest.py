import csv

import pytest
import yaml

from cxworkshop.analysis.driver_evidence import driver_evidence
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.tables import Role
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm
from cxworkshop.settings import assets

TABLES = {
    Role.TRANSACTIONS: "stays.csv.gz",
    Role.SERVICE: "service.csv.gz",
    Role.CUSTOMERS: "customers.csv",
    Role.SURVEY: "survey.csv",
    Role.JOURNEY: "journey.csv",
}
SAMPLE = assets("data") / "sample-firm"


@pytest.fixture(scope="session")
def truths():
    return yaml.safe_load((SAMPLE / "truths.yaml").read_text("utf-8"))


@pytest.fixture(scope="session")
def attached(truths):
    return {
        role: attach(
            role,
            str(SAMPLE / file),
            missing=tuple(truths["missing"]) if role is Role.SURVEY else (),
            never_used=tuple(truths["never_used"]) if role is Role.SURVEY else (),
        )
        for role, file in TABLES.items()
    }


@pytest.fixture(scope="session")
def firm(attached):
    return Firm(attached)


@pytest.fixture(scope="session")
def sample_drivers(firm):
    """What moves the recommendation of the sample firm's guests, and of those on business."""
    return driver_evidence(firm, TargetSegments(by="kind", targets=("Business",)), bootstrap=200)


@pytest.fixture(scope="session")
def whole_firm(attached):
    """The sample firm with its comments and requests beside the other tables."""
    more = {Role.VERBATIMS: "verbatims.csv", Role.REQUESTS: "response_times.csv"}
    return Firm(attached | {role: attach(role, str(SAMPLE / file)) for role, file in more.items()})


@pytest.fixture
def changed(tmp_path, attached):
    """The sample firm after `change` was applied to each row of one of its CSV tables."""

    def firm_with(role, change):
        known, path = attached[role], tmp_path / f"{role}.csv"
        with (SAMPLE / TABLES[role]).open(encoding="utf-8") as file:
            rows = [change(dict(row)) for row in csv.DictReader(file)]
        with path.open("w", encoding="utf-8", newline="") as file:
            writer = csv.DictWriter(file, rows[0])
            writer.writeheader()
            writer.writerows(rows)
        mapping = {
            name: tuple(column for column in columns if column in rows[0])
            for name, columns in known.mapping.items()
        }
        return Firm(attached | {role: attach(role, str(path), mapping, known.missing)})

    return firm_with
