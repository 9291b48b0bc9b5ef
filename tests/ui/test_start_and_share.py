import base64
import re

from cxworkshop.live.archive import write_archive
from cxworkshop.live.session import open_session
from cxworkshop.ui.steps import ShareStep, StartStep

STAYS = "Kundennr;Umsatz;Kosten\n007;1.200,50;900\n008;80,00;90\n009;310,00;120\n"


def _outcome(action):
    return action.row.children[-1].value


def test_look_then_attach(empty_session, tmp_path):
    source = tmp_path / "stays.csv"
    source.write_text(STAYS)
    step = StartStep(empty_session)
    step.source.value = str(source)
    step.look.run()

    assert _outcome(step.look).count("3 rows") == 1
    assert step.columns["customer"].value == "Kundennr"
    assert empty_session.workshop.tables == {}
    step.columns["cost"].value = ("Kosten",)
    step.confirm.run()
    mapping = empty_session.workshop.tables["transactions"].mapping
    assert {name: columns for name, columns in mapping.items() if columns} == {
        "customer": ("Kundennr",),
        "revenue": ("Umsatz",),
        "cost": ("Kosten",),
    }
    assert "stays.csv" in step.tables.value


def test_attaching_unseen_is_refused(empty_session, tmp_path):
    step = StartStep(empty_session)
    step.source.value = str(tmp_path / "stays.csv")
    step.confirm.run()

    assert "Look at the table first" in _outcome(step.confirm)


def test_a_code_that_is_no_number_is_said(empty_session, tmp_path):
    source = tmp_path / "stays.csv"
    source.write_text(STAYS)
    step = StartStep(empty_session)
    step.source.value, step.missing.value = str(source), "0, 1e999"
    step.look.run()

    assert "1e999" in _outcome(step.look)
    assert empty_session.workshop.tables == {}


def test_codes_for_never_used_are_kept(empty_session, tmp_path):
    source = tmp_path / "survey.csv"
    source.write_text("recommend,room\n9,5\n8,0\n7,99\n6,4\n")
    step = StartStep(empty_session)
    step.role.value, step.source.value = "survey", str(source)
    step.missing.value, step.never_used.value = "0, 99", "98"
    step.look.run()

    assert "98 is to mean “never used”" in _outcome(step.look)
    assert "--" not in _outcome(step.look)
    step.never_used.value = "99"
    step.look.run()
    step.columns["touchpoint"].value = ("room",)
    step.confirm.run()
    assert empty_session.workshop.tables["survey"].never_used == (99,)


def test_a_missing_file_is_said(empty_session, tmp_path):
    step = StartStep(empty_session)
    step.source.value = str(tmp_path / "nowhere.csv")
    step.look.run()

    assert "cx-error" in _outcome(step.look)
    assert empty_session.workshop.tables == {}


def test_a_column_that_is_not_guessed_can_be_chosen(empty_session, tmp_path):
    source = tmp_path / "odd.csv"
    source.write_text("x1,x2\na,1\nb,2\n")
    step = StartStep(empty_session)
    step.source.value = str(source)
    step.look.run()

    assert step.columns["customer"].label == "not in this table"
    step.columns["customer"].value, step.columns["revenue"].value = "x1", "x2"
    step.confirm.run()
    assert "transactions" in empty_session.workshop.tables


def test_the_chain_shows_every_decision_and_nothing_loose(walked):
    step = ShareStep(open_session(walked), {})

    assert step.chain.value.count('class="done"') == 5
    assert "Nothing hangs loose" in step.loose.value


def test_an_empty_chain_says_what_is_open(empty_session):
    step = ShareStep(empty_session, {})

    assert step.chain.value.count('class="open"') == 5
    assert "The mission is open" in step.loose.value


def test_the_archive_says_beside_its_button_whose_answers_it_holds(empty_session):
    step = ShareStep(empty_session, {".jsonl": lambda _, events: write_archive(events)})
    about = step.downloads[".jsonl"].box.children[1].value

    assert "all answers by name" in about
    assert "what the laundry board struck" in about


def test_a_download_carries_the_file_itself(walked):
    step = ShareStep(open_session(walked), {".jsonl": lambda _, events: write_archive(events)})
    download = step.downloads[".jsonl"]
    download.action.run()
    name, content = re.search(r'download="([^"]+)" href="data:[^,]*,([^"]+)"', download.link.value).groups()

    assert name == "sample.jsonl"
    assert write_archive(step.session.events) == base64.b64decode(content)
