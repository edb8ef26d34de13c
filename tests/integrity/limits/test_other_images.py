"""Assessments replayed on another machine image: other processor flags, and numbers on an edge of rounding.

Agreement is that of design: 1e-9. Here the C library and NumPy are told not to use the wide and fused
instructions of this processor, which changes the last bits of sin, exp, pow and log, as another machine would.
"""

import hashlib
import json
import platform
import sys
import zipfile
from math import isclose

import pytest
from django.core.management import CommandError, call_command

from integrity.models import Assessment, EngineRelease
from integrity.services.catching_up import catch_up
from integrity.services.engine_release import packed
from integrity.services.replaying import Image, NoImage, _requests, replay
from integrity.services.within_rounding import edges, met
from tests.factories import make_operator
from tests.wells.factories import EXAMPLES, example, make_well

#: As the C library names them since 2.33; an unknown name changes nothing and is not refused.
PLAIN_LIBC = "glibc.cpu.hwcaps=-AVX2,-FMA,-FMA4,-AVX512F"
FEATURES = """from numpy._core._multiarray_umath import __cpu_dispatch__ as found, __cpu_features__ as has
print(*(name for name in found if has.get(name)))"""
BITS = """import hashlib, math, struct
xs = [0.0137 * n + 0.003 for n in range(20_000)]
for f in (math.sin, math.log, lambda x: math.exp(x % 300), lambda x: math.pow(x, 1.37)):
    print(hashlib.sha256(b"".join(struct.pack("<d", f(x)) for x in xs)).hexdigest())"""
SERIES = """import hashlib, numpy
xs = numpy.arange(20_000) * 0.0137 + 0.003
print(hashlib.sha256(numpy.sin(xs).tobytes() + numpy.exp(xs % 300).tobytes()).hexdigest())"""
#: Every number an engine holds of an answer, before anything is rounded to be told.
WHOLE = """import json, re, sys
sys.path.insert(0, sys.argv[1])
from integrity.engine.assess import assess
for line in sys.stdin:
    asked = json.loads(line)
    told = repr(assess(asked["document"], day=asked["day"], pack=asked["rule_pack"]).limits)
    print(json.dumps([float(one) for one in re.findall(r"-?[0-9]+[.][0-9]+(?:e[-+]?[0-9]+)?", told)]))"""

on_linux = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() != "x86_64" or platform.libc_ver()[0] != "glibc",
    reason="the flags are those of glibc on a 64-bit x86 processor; elsewhere replay with --python",
)


@pytest.fixture(scope="module")
def plain():
    """This interpreter as on a processor without wide and fused instructions."""
    here = Image()
    flags = {
        "GLIBC_TUNABLES": PLAIN_LIBC,
        "NPY_DISABLE_CPU_FEATURES": here.run("-c", FEATURES).stdout.strip(),
    }
    image = Image(environment=flags)
    if image.run("-c", BITS).stdout == here.run("-c", BITS).stdout:
        pytest.skip("this C library answers the same without AVX2 and FMA: there is no other image to try")
    return image


@pytest.fixture
def assessments(db):
    operator = make_operator()
    for name in EXAMPLES:
        make_well(example(name), of=operator)
    catch_up()
    return list(Assessment.objects.select_related("revision", "rule_pack", "engine").order_by("pk"))


@on_linux
def test_every_assessment_replays_under_other_processor_flags(assessments, plain):
    found = list(replay(assessments, image=plain))
    assert len(found) == len(EXAMPLES)
    assert [one.first_difference for one in found if not one.agrees] == []


@on_linux
def test_the_flags_reach_numpy_and_every_number_agrees_to_1e_9(assessments, plain, tmp_path):
    assert plain.run("-c", SERIES).stdout != Image().run("-c", SERIES).stdout
    engine = tmp_path / "engine.zip"
    engine.write_bytes(packed())
    given = "".join(json.dumps(one) + "\n" for one in _requests(assessments))
    here, there = (image.run("-c", WHOLE, str(engine), given=given) for image in (Image(), plain))
    assert (here.stderr, there.stderr) == ("", "")
    pairs = [
        pair
        for one, other in zip(here.stdout.splitlines(), there.stdout.splitlines(), strict=True)
        for pair in zip(json.loads(one), json.loads(other), strict=True)
    ]
    assert len(pairs) > 500
    assert [pair for pair in pairs if not isclose(*pair, rel_tol=1e-9, abs_tol=0.0)] == []


def hashed(answer):
    """As results are hashed, of a flat answer."""
    told = {name: float(f"{value:.9g}") for name, value in answer.items()}
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


EDGE = 123.456789500000


def test_a_number_on_an_edge_of_rounding_meets_the_hash_of_its_other_side():
    here, there = {"a": EDGE * (1 + 4e-16), "b": 2.5}, {"a": EDGE * (1 - 4e-16), "b": 2.5}
    assert hashed(here) != hashed(there) and len(list(edges(here))) == 1
    assert met(here, hashed(there), hashed) and met(there, hashed(here), hashed)


@pytest.mark.parametrize("other", [{"a": 123.45679, "b": 2.5}, {"a": EDGE * (1 - 4e-16), "b": 2.500001}])
def test_another_number_does_not_meet_it(other):
    assert not met({"a": 123.4567880, "b": 2.5}, hashed(other), hashed)


def test_an_edge_does_not_excuse_another_number_beside_it():
    here, there = {"a": EDGE * (1 + 4e-16), "b": 2.5}, {"a": EDGE * (1 - 4e-16), "b": 2.50001}
    assert not met(here, hashed(there), hashed)


#: An engine whose answer stands on an edge of rounding; as it was on the machine that recorded it, the other way.
STUB = {
    "integrity/__init__.py": "",
    "integrity/engine/__init__.py": "",
    "integrity/engine/answer.py": """import hashlib
def result_sha256(answer):
    return hashlib.sha256(repr([float(f"{one['pa']:.9g}") for one in answer]).encode()).hexdigest()
""",
    "integrity/engine/assess.py": """import json
from integrity.engine.answer import result_sha256
class Limits:
    def to_dict(self):
        return {"pa": 123.456789500000 * (1 + 4e-16)}
class Found:
    limits = (Limits(),)
def assess(document, *, day, pack):
    return Found()
""",
    "__main__.py": """import sys, json
from integrity.engine.answer import result_sha256
from integrity.engine.assess import assess
for line in sys.stdin:
    whole = [one.to_dict() for one in assess(None, day="", pack=None).limits]
    print(json.dumps({"input_sha256": "i", "result_sha256": result_sha256(whole), "summary": {}}))
""",
}


@pytest.mark.parametrize(("pa", "agrees"), [(123.456789, True), (123.45679, True), (123.456788, False)])
@pytest.mark.django_db
def test_a_replay_whose_hash_differs_within_rounding_agrees(assessed, tmp_path, pa, agrees):
    file = tmp_path / "stub.zip"
    with zipfile.ZipFile(file, "w") as archive:
        for name, text in STUB.items():
            archive.writestr(name, text)
    row = Assessment.objects.select_related("revision", "rule_pack").get()
    row.engine = EngineRelease.objects.create(
        version="stub", sha256="2" * 64, zip=file.read_bytes(), recorded_at=row.recorded_at
    )
    row.input_sha256, row.result = "i", "{}"
    row.result_sha256 = hashlib.sha256(repr([pa]).encode()).hexdigest()
    [found] = replay([row])
    assert (found.agrees, found.first_difference) == (agrees, "" if agrees else "result_sha256")


@pytest.mark.django_db
@pytest.mark.parametrize("python", ["/nowhere/python", "/bin/false", ""])
def test_an_interpreter_that_cannot_run_an_engine_is_refused_before_anything_is_read(python):
    with pytest.raises(CommandError, match="--python"):
        call_command("verify_record", "--python", python)
    with pytest.raises(NoImage):
        _ = Image(python).words


@pytest.mark.django_db
def test_the_command_says_what_replayed(assessed, capsys):
    call_command("verify_record", "--python", sys.executable)
    told = capsys.readouterr().out
    assert told.startswith("Replayed by CPython") and "NumPy" in told and "agrees with itself" in told
