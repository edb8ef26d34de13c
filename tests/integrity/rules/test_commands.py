"""`import_rules` and `export_rules`, and what `init` and `calculate` say of rules."""

from io import StringIO

import pytest
from django.core.management import CommandError, call_command

from integrity.engine.rules import pack_of, to_mapping
from integrity.models import RulePack
from tests.factories import make_member
from tests.integrity.engine.calculators_bodies import body_without_rules
from tests.integrity.engine.rules.packs import whole_pack
from wells.documents import read, to_json, to_yaml

pytestmark = pytest.mark.django_db


def run(*arguments, **options):
    out, err = StringIO(), StringIO()
    call_command(*arguments, stdout=out, stderr=err, **options)
    return out.getvalue()


def test_a_pack_goes_out_and_comes_back_the_same(operator, engineer, tmp_path):
    file = tmp_path / "pack.yaml"
    file.write_text(to_yaml(to_mapping(whole_pack())))
    assert "is kept" in run("import_rules", str(file), reason="from the manual")
    assert "was kept already" in run("import_rules", str(file))
    row = RulePack.objects.get()
    assert (row.by, row.reason) == (engineer, "from the manual")
    for name in ("out.yaml", "out.json"):
        run("export_rules", name="Test pack", to=tmp_path / name)
        assert pack_of(read((tmp_path / name).read_bytes(), name)).sha256 == row.sha256
    assert (
        pack_of(read(run("export_rules", name="test pack", pack_version="1").encode(), "yaml"))
        == whole_pack()
    )


def test_the_pack_in_force_is_written(operator, keep, activate):
    with pytest.raises(CommandError, match="No rule pack is in force"):
        run("export_rules")
    activate(keep("1"), "2020-01-01")
    assert pack_of(read(run("export_rules").encode(), "yaml")).version == "1"
    with pytest.raises(CommandError, match="No rule pack is in force"):
        run("export_rules", as_of="2019-01-01")
    with pytest.raises(CommandError, match="is no day"):
        run("export_rules", as_of="soon")
    with pytest.raises(CommandError, match="Known: Test pack 1"):
        run("export_rules", name="nothing")


def test_a_shipped_pack_is_kept_and_written_without_a_file(operator, engineer):
    assert "is kept" in run("import_rules", starter="conservative-start")
    assert "Conservative start" in run("export_rules", starter="conservative-start")


def test_faults_are_listed_and_nothing_is_kept(operator, engineer, tmp_path):
    file = tmp_path / "pack.yaml"
    file.write_text("schema: deepguard.rules/1\nname: X\nversion: '1'\nrules: [{id: nope, value: 1}]\n")
    told = StringIO()
    with pytest.raises(CommandError, match="no rule pack yet"):
        call_command("import_rules", str(file), stderr=told)
    assert "/rules/0/id" in told.getvalue() and not RulePack.objects.exists()
    with pytest.raises(CommandError, match="cannot be read"):
        run("import_rules", str(tmp_path / "nothing.yaml"))
    with pytest.raises(CommandError, match="Name a file"):
        run("import_rules")


def test_only_who_may_keeps_a_pack(operator, tmp_path):
    make_member(operator, "viewer", email="viggo@brattholm.example")
    with pytest.raises(CommandError, match="Integrity engineer"):
        run("import_rules", starter="conservative-start")


FACTS = {
    "operator": "Brattholm Energy", "email": "ingrid@brattholm.example", "password": "brent-at-dawn-1976",
    "units": "field", "time_zone": "UTC", "no_input": True,
}  # fmt: skip


def test_init_loads_the_starter_where_it_is_asked_to():
    told = run("init", **FACTS, starter_rules=True)
    assert "Conservative start 1 is kept" in told and "Approver" in told
    assert RulePack.objects.get().by.email == FACTS["email"]


def test_init_loads_nothing_unasked():
    run("init", **FACTS)
    assert not RulePack.objects.exists()


def test_the_environment_may_ask_for_it(monkeypatch):
    monkeypatch.setenv("INIT_STARTER_RULES", "yes")
    run("init", **FACTS)
    assert RulePack.objects.exists()


def test_calculate_takes_a_pack_beside_a_document(tmp_path):
    well, rules = tmp_path / "well.json", tmp_path / "rules.yaml"
    well.write_text(to_json(body_without_rules("")["well"]))
    rules.write_text(to_yaml(to_mapping(whole_pack())))
    assert '"from"' not in run("calculate", "maasp", str(well))
    assert "Test pack 1" in run("calculate", "maasp", str(well), rules=str(rules))
