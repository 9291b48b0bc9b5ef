import socket
import sqlite3

import pytest

STAYS = "customer,date,revenue,cost\n007,2026-01-02,100.50,60\n008,2026-01-03,80,90\n"


@pytest.fixture
def stays(tmp_path):
    path = tmp_path / "stays.csv"
    path.write_text(STAYS)
    return path


def test_a_workshop_goes_to_an_archive_and_back(command, workshop, stays, tmp_path):
    assert command("attach", workshop, "transactions", stays).code == 0
    archive, again = tmp_path / "acme.jsonl", tmp_path / "again.jsonl"
    assert command("export", workshop, archive).code == 0
    assert command("import", archive, tmp_path / "copy.cxw").code == 0
    assert command("export", tmp_path / "copy.cxw", again).code == 0

    assert archive.read_bytes() == again.read_bytes()


def test_attach_shows_how_columns_were_read(cxworkshop, workshop, stays):
    answer = cxworkshop("attach", workshop, "transactions", stays)

    assert answer.code == 0
    assert "revenue" in answer.out
    assert "2 rows" in answer.out


def test_attach_keeps_path_and_fingerprint_but_no_row(command, workshop, stays):
    table = command("attach", workshop, "transactions", stays, "--json").json

    assert table["source"] == str(stays)
    assert len(table["sha256"]) == 64
    assert b"100.5" not in workshop.read_bytes()


def test_check_attaches_nothing(command, stays):
    found = command("check", stays, "--role", "transactions", "--json").json

    assert found["mapping"]["customer"] == ["customer"]
    assert found["rows"] == 2


def test_columns_can_be_named(command, workshop, tmp_path):
    source = tmp_path / "odd.csv"
    source.write_text("x1,x2,x3\na,1,2\nb,3,1\n")
    maps = ("--map", "customer=x1", "--map", "revenue=x2", "--map", "cost=x3")
    table = command("attach", workshop, "transactions", source, *maps, "--json").json

    assert table["mapping"] == {"customer": ["x1"], "revenue": ["x2"], "cost": ["x3"]}


def test_a_mixed_scale_is_a_problem_but_no_refusal(command, workshop, tmp_path):
    source = tmp_path / "survey.csv"
    rows = "".join(f"{n % 11},{1 + n % 10},{1 + n % 5}\n" for n in range(60))
    source.write_text(f"recommend,room,pool\n{rows}")
    table = command("attach", workshop, "survey", source, "--json").json

    assert table["scale"] == [1, 10]
    assert [check["level"] for check in table["checks"]] == ["ok", "problem"]
    assert "pool is answered on 1–5, the other ratings on 1–10" in table["checks"][1]["text"]


SURVEY = "recommend,room,help\n9,5,99\n8,0,4\n7,3,99\n6,2,1\n"
RATINGS = ("--map", "touchpoint=room,help", "--missing", "0,99")


def test_codes_for_never_used_are_kept(command, workshop, tmp_path):
    source = tmp_path / "survey.csv"
    source.write_text(SURVEY)
    table = command("attach", workshop, "survey", source, *RATINGS, "--never-used", "99", "--json").json

    assert table["never_used"] == [99]
    assert table["missing"] == [0, 99]


def test_a_code_for_never_used_that_is_none_for_no_answer_is_refused(command, workshop, tmp_path):
    source = tmp_path / "survey.csv"
    source.write_text(SURVEY)
    answer = command("attach", workshop, "survey", source, *RATINGS, "--never-used", "98")

    assert answer.code == 1
    assert "98 is to mean “never used”" in answer.err
    assert _log(workshop) == [("workshop_created",)]


def _log(path):
    with sqlite3.connect(path) as connection:
        return connection.execute("SELECT kind FROM log").fetchall()


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ("x1,x2\na,1\n", "customer"),
        ("", "empty"),
        ("customer,revenue\n", "no rows"),
        ("customer,revenue\na,plenty\n", "plenty"),
    ],
)
def test_a_bad_table_is_not_attached(command, workshop, tmp_path, content, said):
    source = tmp_path / "bad.csv"
    source.write_text(content)
    answer = command("attach", workshop, "transactions", source)

    assert answer.code == 1
    assert said in answer.err
    assert len(answer.err.strip().splitlines()) == 1
    assert _log(workshop) == [("workshop_created",)]


def _zero_bytes(path):
    path.write_bytes(b"")


def _other_database(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE invoices (id)")
    connection.close()


def _newer(path):
    with sqlite3.connect(path) as connection:
        connection.execute("CREATE TABLE about (key TEXT PRIMARY KEY, value TEXT)")
        connection.execute("CREATE TABLE log (seq INTEGER PRIMARY KEY, id, kind, at, body)")
        connection.execute("INSERT INTO about VALUES ('format', 'cxworkshop'), ('version', '99')")
    connection.close()


@pytest.mark.parametrize(
    ("damage", "said"),
    [(_zero_bytes, "0 bytes"), (_other_database, "something else"), (_newer, "newer version")],
)
@pytest.mark.parametrize("verb", ["export", "attach", "run", "lab"])
def test_a_bad_workshop_file_gets_one_sentence(command, tmp_path, stays, damage, said, verb):
    path = tmp_path / "acme.cxw"
    damage(path)
    before = path.read_bytes()
    extra = {"export": [tmp_path / "out.pptx"], "attach": ["transactions", stays]}.get(verb, [])
    answer = command(verb, path, *extra)

    assert answer.code == 1
    assert said in answer.err
    assert len(answer.err.strip().splitlines()) == 1
    assert before == path.read_bytes()
    assert not (tmp_path / "out.pptx").exists()


def test_a_workshop_begins_with_its_plan(command, tmp_path):
    path = tmp_path / "acme.cxw"
    assert command("new", path, "--name", "Acme", "--agenda", "half_day").code == 0

    assert "half_day (chosen): 240 minutes." in command("agenda", path).out


def test_an_unknown_plan_makes_no_workshop(command, tmp_path):
    answer = command("new", tmp_path / "acme.cxw", "--name", "Acme", "--agenda", "halfday")

    assert answer.code == 1
    assert "choose ninety_minutes, half_day, remote_three_sessions or full_day." in answer.err
    assert len(answer.err.strip().splitlines()) == 1
    assert not list(tmp_path.iterdir())


def test_the_plan_can_be_changed_later(command, workshop):
    assert command("agenda", workshop, "half_day").code == 0
    assert command("agenda", workshop, "full_day").code == 0

    (chosen,) = (line for line in command("agenda", workshop).out.splitlines() if "(chosen)" in line)
    assert chosen.startswith("full_day")


def test_an_unknown_plan_changes_nothing(command, workshop):
    answer = command("agenda", workshop, "halfday")

    assert answer.code == 1
    assert "no plan called “halfday”" in answer.err
    assert _log(workshop) == [("workshop_created",)]


def test_new_never_overwrites(command, workshop):
    before = workshop.read_bytes()
    answer = command("new", workshop, "--name", "Other")

    assert answer.code == 1
    assert "there already" in answer.err
    assert before == workshop.read_bytes()


def test_a_name_is_needed(command, tmp_path):
    answer = command("new", tmp_path / "acme.cxw", "--name", " ")

    assert answer.code == 1
    assert not list(tmp_path.iterdir())


def test_a_name_is_text(command, tmp_path):
    answer = command("new", tmp_path / "acme.cxw", "--name", "Acme \udcff")

    assert answer.code == 1
    assert "aren't text" in answer.err
    assert not list(tmp_path.iterdir())


def test_an_unknown_kind_of_export_names_those_there_are(command, workshop, tmp_path):
    answer = command("export", workshop, tmp_path / "acme.docx")

    assert answer.code == 1
    assert ".pptx" in answer.err


def test_a_port_in_use_is_said(cxworkshop, workshop):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        answer = cxworkshop("run", workshop, "--port", port, "--no-browser")

    assert answer.code == 1
    assert str(port) in answer.err
    assert "--port" in answer.err
    assert len(answer.err.strip().splitlines()) == 1


def test_wrong_usage_is_exit_2(cxworkshop):
    assert cxworkshop("attach").code == 2
    assert cxworkshop("nonsense").code == 2


@pytest.mark.parametrize("suffix", [".pptx", ".html"])
def test_a_full_disk_leaves_the_old_export(walked, tmp_path, suffix, full_disk):
    out = tmp_path / f"acme{suffix}"
    out.write_text("old")
    answer = full_disk(60_000, "export", walked, out)

    assert answer.code == 1
    assert "can't be written" in answer.err
    assert "Traceback" not in answer.err
    assert out.read_text() == "old"
    assert {path.name for path in tmp_path.iterdir()} == {"sample.cxw", out.name}


def test_a_full_disk_makes_no_workshop(tmp_path, full_disk):
    answer = full_disk(6000, "new", tmp_path / "acme.cxw", "--name", "Acme")

    assert answer.code == 1
    assert "can't be written" in answer.err
    assert not list(tmp_path.iterdir())


def test_a_workshop_on_a_full_disk_is_not_called_damaged(workshop, tmp_path, full_disk):
    answer = full_disk(6000, "export", workshop, tmp_path / "acme.jsonl")

    assert answer.code == 1
    assert "disk isn't full" in answer.err
    assert not (tmp_path / "acme.jsonl").exists()
