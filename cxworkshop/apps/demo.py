"""The sample firm's workshop: made ready to walk, or walked to the end."""

from collections.abc import Callable, Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml
from pydantic import TypeAdapter

from cxworkshop.analysis.consistency_evidence import consistency_evidence
from cxworkshop.analysis.driver_evidence import driver_evidence
from cxworkshop.analysis.measured_evidence import measured_evidence
from cxworkshop.analysis.profit_evidence import profit_evidence
from cxworkshop.analysis.survey_evidence import touchpoint_evidence
from cxworkshop.analysis.value_evidence import value_evidence
from cxworkshop.apps.sample_answers import (
    consent_events,
    draft_events,
    health_events,
    laundry_events,
    policy_events,
    promise_events,
    room_events,
)
from cxworkshop.domain.chain import profit_weights
from cxworkshop.domain.events import (
    AgendaChosen,
    BeliefsGiven,
    Event,
    EvidenceRecorded,
    HallmarksChosen,
    MapDrawn,
    MapEdited,
    MetricsChosen,
    MissionStated,
    PersonaDescribed,
    PredictionMade,
    SegmentsChosen,
    StakesAssumed,
    SuccessDefined,
    TableAttached,
    WorkshopCreated,
)
from cxworkshop.domain.journey import Hallmark, Hallmarks
from cxworkshop.domain.map_edits import MapEdit
from cxworkshop.domain.measured import MeasuredEvidence
from cxworkshop.domain.metrics import Metric, Metrics
from cxworkshop.domain.perception import Beliefs
from cxworkshop.domain.segments import Persona, TargetSegments
from cxworkshop.domain.stakes import StakeAssumptions
from cxworkshop.domain.statements import Mission, Success, assemble
from cxworkshop.domain.tables import Role
from cxworkshop.domain.target_reach import measured_as
from cxworkshop.errors import (
    NewerWorkshopError,
    NotAWorkshopError,
    NotWritableError,
    WorkshopExistsError,
)
from cxworkshop.export.formats import EXPORTS, export
from cxworkshop.inputs.attach import attach
from cxworkshop.inputs.firm import Firm
from cxworkshop.inputs.journey_files import open_journey_map
from cxworkshop.live.session import Session, open_session
from cxworkshop.live.store import create
from cxworkshop.settings import assets, texts

NAME = "Halden Hotels, leadership team"
AGENDA = "half_day"
TABLES = {
    Role.TRANSACTIONS: "stays.csv.gz",
    Role.SERVICE: "service.csv.gz",
    Role.CUSTOMERS: "customers.csv",
    Role.SURVEY: "survey.csv",
    Role.JOURNEY: "journey.csv",
    Role.VERBATIMS: "verbatims.csv",
    Role.REQUESTS: "response_times.csv",
    Role.METRICS: "metrics.csv",
}
BLANKS, NEVER_USED = (0.0, 99.0), (99.0,)
"""The survey's codes for no answer, and those of them for never used."""

_EDIT: TypeAdapter[MapEdit] = TypeAdapter(MapEdit)

Show = Callable[[str, float], None]
"""Told what is being done and how far the whole is (0–1)."""


def prepare(folder: Path, show: Show, *, fresh: bool = False) -> Session:
    """Open ``folder``/sample.cxw, made with the sample firm's tables attached where it isn't there yet.

    With ``fresh``, an earlier sample is replaced by a new one, so that a walk starts at the beginning.

    Raises
    ------
    NotWritableError
        The folder can't be made or written.
    WorkshopExistsError
        A fresh one is wanted, but the file of that name isn't the sample.
    """
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        msg = f"The folder {folder} can't be made ({error.strerror}); choose another one with --dir."
        raise NotWritableError(msg) from error
    path = folder / "sample.cxw"
    if fresh and path.exists():
        _expect_sample(path)
    if fresh or not path.exists():
        firm = assets("data") / "sample-firm"
        tables = []
        for done, (role, name) in enumerate(TABLES.items()):
            show(f"Reading {name}", 0.3 * done / len(TABLES))
            missing, never_used = (BLANKS, NEVER_USED) if role is Role.SURVEY else ((), ())
            tables.append(attach(role, str(firm / name), missing=missing, never_used=never_used))
        events = [TableAttached(table=table) for table in tables]
        _make(path, [WorkshopCreated(name=NAME), AgendaChosen(agenda=AGENDA), *events])
    show("Sample firm ready", 0.3)
    return open_session(path)


def _expect_sample(path: Path) -> None:
    try:
        session = open_session(path)
        session.close()
        name = session.workshop.name
    except (NotAWorkshopError, NewerWorkshopError):
        name = None
    if name != NAME:
        msg = f"{path} is there already and isn't the sample workshop; choose another folder with --dir."
        raise WorkshopExistsError(msg)


def _make(path: Path, events: Sequence[Event]) -> None:
    """Make the workshop file; in the place of an earlier one, which stays where this fails."""
    if not path.exists():
        create(path, events).close()
        return
    try:
        with TemporaryDirectory(prefix=".sample-", dir=path.parent) as aside:
            made = Path(aside) / path.name
            create(made, events).close()
            for leftover in (Path(f"{path}-wal"), Path(f"{path}-shm")):
                leftover.unlink(missing_ok=True)  # of the earlier one: SQLite would read it into the new one
            made.replace(path)
    except NotWritableError:
        raise
    except OSError as error:
        msg = f"{path} can't be replaced ({error.strerror}); choose another folder with --dir."
        raise NotWritableError(msg) from error


def walk(session: Session, show: Show) -> None:
    """Walk all steps with the sample decisions."""
    sample: dict[str, Any] = yaml.safe_load(
        (assets("data") / "sample-firm" / "decisions.yaml").read_text("utf-8")
    )
    firm = Firm(session.workshop.tables)
    target = TargetSegments(**sample["segments"])
    session.record(*health_events(sample), *laundry_events(sample), *_predictions(sample))
    show("Mission and success", 0.35)
    session.record(*promise_events(sample), *draft_events(sample), *_statements(sample))
    session.record(*consent_events(sample, session.workshop), *policy_events(sample))
    profit = profit_evidence(
        firm, target.by, progress=lambda done: show("Profitable segments", 0.35 + 0.1 * done)
    )
    value = value_evidence(firm, by=target.by, progress=lambda done: show("Forward value", 0.45 + 0.1 * done))
    session.record(
        EvidenceRecorded(evidence=profit),
        EvidenceRecorded(evidence=value),
        SegmentsChosen(segments=target),
        *(PersonaDescribed(persona=Persona(**persona)) for persona in sample["personas"]),
    )
    show("Hallmark touchpoints", 0.55)
    _walk_hallmarks(session, firm, sample, lambda done: show("Hallmark touchpoints", 0.55 + 0.1 * done))
    drivers = driver_evidence(
        firm,
        target,
        journey_map=session.workshop.today,
        progress=lambda done: show("Value drivers", 0.65 + 0.15 * done),
    )
    measured = measured_evidence(
        firm,
        journey_map=session.workshop.today,
        progress=lambda done: show("The firm's own metrics", 0.8 + 0.05 * done),
    )
    metrics = tuple(_with_range(Metric(**metric), measured) for metric in sample["metrics"])
    session.record(
        EvidenceRecorded(evidence=drivers),
        EvidenceRecorded(evidence=measured),
        StakesAssumed(assumptions=StakeAssumptions(**sample["stakes"])),
        MetricsChosen(metrics=Metrics(chosen=metrics)),
    )


def write_exports(session: Session, show: Show) -> tuple[Path, ...]:
    """Write every export beside the workshop file, and return where."""
    written = []
    for done, suffix in enumerate(EXPORTS):
        path = session.path.with_suffix(suffix)
        show(f"Writing {path.name}", 0.85 + 0.15 * done / len(EXPORTS))
        export(session.workshop, session.events, path)
        written.append(path)
    show("Done", 1.0)
    return tuple(written)


def _with_range(metric: Metric, measured: MeasuredEvidence) -> Metric:
    """Return the metric with the range of today's value, where the firm measures it."""
    found = measured_as(measured.metrics, metric.name)
    if found is None:
        return metric
    today = found.today
    known = {"baseline_low": today.low, "baseline_high": today.high, "baseline_n": today.n}
    return metric.model_copy(update={"baseline": round(today.mean, 1), **known})


def _walk_hallmarks(
    session: Session, firm: Firm, sample: dict[str, Any], progress: Callable[[float], None]
) -> None:
    """Draw the map, say what is believed, look at the evidence, pick the hallmarks and design them."""
    today = open_journey_map(assets("data") / "sample-firm" / "journey.csv").journey_map
    beliefs = (Beliefs(**one) for one in sample["beliefs"])
    session.record(MapDrawn(map=today), *(BeliefsGiven(beliefs=one) for one in beliefs))
    found = touchpoint_evidence(
        firm,
        session.workshop.segments,
        weights=profit_weights(session.workshop),
        journey_map=today,
        progress=lambda done: progress(0.5 * done),
    )
    consistency = consistency_evidence(
        firm, journey_map=today, progress=lambda done: progress(0.5 + 0.5 * done)
    )
    labels = {score.name: score.label for score in found.touchpoints}
    picks = tuple(Hallmark(label=labels[pick["touchpoint"]], **pick) for pick in sample["hallmarks"])
    chosen = Hallmarks(picks=picks, ratings=sample["ratings"])
    session.record(
        EvidenceRecorded(evidence=found),
        EvidenceRecorded(evidence=consistency),
        MapDrawn(map=today.model_copy(update={"state": "to_be"})),
    )
    session.record(*room_events(sample, session.workshop), HallmarksChosen(hallmarks=chosen))
    edits = (_EDIT.validate_python(edit) for edit in sample["tomorrow"])
    session.record(*(MapEdited(state="to_be", edit=edit) for edit in edits))


def _predictions(sample: dict[str, Any]) -> list[PredictionMade]:
    return [
        PredictionMade(question=question, answer=answer, person=person)
        for question, answers in sample["predictions"].items()
        for person, answer in answers.items()
    ]


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
