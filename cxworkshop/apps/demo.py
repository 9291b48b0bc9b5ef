"""The sample firm's workshop: made ready to walk, or walked to the end."""

from collections.abc import Callable
from pathlib import Path
from typing import Any

import yaml

from cxworkshop.analysis.evidence import driver_evidence, profit_evidence, touchpoint_evidence
from cxworkshop.domain.events import (
    EvidenceRecorded,
    HallmarksChosen,
    MetricsChosen,
    MissionStated,
    PredictionMade,
    SegmentsChosen,
    SuccessDefined,
    TableAttached,
    WorkshopCreated,
)
from cxworkshop.domain.journey import Hallmark, Hallmarks
from cxworkshop.domain.metrics import Metric, Metrics
from cxworkshop.domain.segments import TargetSegments
from cxworkshop.domain.statements import Mission, Success, assemble
from cxworkshop.domain.tables import Role
from cxworkshop.errors import NotWritableError
from cxworkshop.export.formats import EXPORTS, export
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm
from cxworkshop.live.session import Session, open_session
from cxworkshop.live.store import create
from cxworkshop.settings import assets, texts

NAME = "Halden Hotels, leadership team"
TABLES = {
    Role.TRANSACTIONS: "stays.csv.gz",
    Role.SERVICE: "service.csv.gz",
    Role.CUSTOMERS: "customers.csv",
    Role.SURVEY: "survey.csv",
    Role.JOURNEY: "journey.csv",
}
BLANKS = (0.0, 99.0)
"""The survey's codes for no answer and never used."""

Show = Callable[[str, float], None]
"""Told what is being done and how far the whole is (0–1)."""


def prepare(folder: Path, show: Show) -> Session:
    """Open ``folder``/sample.cxw, made with the sample firm's tables attached where it isn't there yet.

    Raises
    ------
    NotWritableError
        The folder can't be made or written.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"The folder {folder} can't be made ({error.strerror}); choose another one with --dir."
        raise NotWritableError(msg) from error
    path = folder / "sample.cxw"
    if not path.exists():
        firm = assets("data") / "sample-firm"
        tables = []
        for done, (role, name) in enumerate(TABLES.items()):
            show(f"Reading {name}", 0.3 * done / len(TABLES))
            tables.append(attach(role, str(firm / name), missing=BLANKS if role is Role.SURVEY else ()))
        events = (TableAttached(table=table) for table in tables)
        create(path, [WorkshopCreated(name=NAME), *events]).close()
    show("Sample firm ready", 0.3)
    return open_session(path)


def walk(session: Session, show: Show) -> tuple[Path, ...]:
    """Walk all steps with the sample decisions and write every export beside the workshop file."""
    sample: dict[str, Any] = yaml.safe_load(
        (assets("data") / "sample-firm" / "decisions.yaml").read_text("utf-8")
    )
    firm = Firm(session.workshop.tables)
    target = TargetSegments(**sample["segments"])
    for question, answer in sample["predictions"].items():
        session.record(PredictionMade(question=question, answer=str(answer)))
    show("Mission and success", 0.35)
    session.record(*_statements(sample))
    show("Profitable segments", 0.4)
    session.record(
        EvidenceRecorded(evidence=profit_evidence(firm, target.by)), SegmentsChosen(segments=target)
    )
    show("Hallmark touchpoints", 0.5)
    found = touchpoint_evidence(firm, target)
    labels = {score.name: score.label for score in found.touchpoints}
    picks = tuple(Hallmark(label=labels[pick["touchpoint"]], **pick) for pick in sample["hallmarks"])
    session.record(EvidenceRecorded(evidence=found), HallmarksChosen(hallmarks=Hallmarks(picks=picks)))
    show("Value drivers", 0.6)
    drivers = driver_evidence(firm, target, progress=lambda done: show("Value drivers", 0.6 + 0.25 * done))
    chosen = tuple(Metric(**metric) for metric in sample["metrics"])
    session.record(EvidenceRecorded(evidence=drivers), MetricsChosen(metrics=Metrics(chosen=chosen)))
    written = []
    for done, suffix in enumerate(EXPORTS):
        path = session.path.with_suffix(suffix)
        show(f"Writing {path.name}", 0.85 + 0.15 * done / len(EXPORTS))
        export(session.workshop, session.events, path)
        written.append(path)
    show("Done", 1.0)
    return tuple(written)


def _statements(sample: dict[str, Any]) -> tuple[MissionStated, SuccessDefined]:
    patterns, mission, success = texts("mission"), sample["mission"], sample["success"]
    return (
        MissionStated(
            mission=Mission(**mission, sentence=assemble(patterns["mission"]["pattern"], **mission))
        ),
        SuccessDefined(
            success=Success(**success, sentence=assemble(patterns["success"]["pattern"], **success))
        ),
    )
