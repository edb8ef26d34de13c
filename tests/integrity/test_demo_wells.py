"""The demo wells: what each was made to show.

The figures beside the table are sums by hand in bar, with 1 sg = 0.0980665 bar/m, depths below the annulus gauge,
ratings from published tables (psi) or the formulas of API TR 5C3, and TVD of deviated wells from the geometry of
their build: below an even build to inclination i at radius R, TVD = kick-off + R sin i + hold cos i.
"""

from copy import deepcopy

import pytest

from integrity.demo.field import COMPANIES
from integrity.demo.story import document, history
from integrity.engine.limits import assess_limits
from wells import documents
from wells.engine.document import at

TODAY = "2026-11-21"
WELLS = [uid for company in COMPANIES for uid in company.wells]

EXPECTED = [
    # 434.9 is the formula for 0.304 in; the caliper's 0.292 in gives 396.6 bar: 396.6/1.1 - 2454.6 (1.08 - 0.12) G
    ("bra-a-12", "A", "determined", "A5", "tubing-2024", 129.4),
    # TVD 500 + 865.9 sin 40.1 + 746 cos 40.1 = 1628.3: (1.68 x 1628.3 - 1.30 x 1610.1) G
    ("bra-a-12", "B", "determined", "B1", "casing-13-3-8", 63.0),
    # (1.42 x 647.3 - 1.15 x 629.1) G
    ("bra-a-12", "C", "determined", "C1", "casing-20", 19.2),
    # 6,280 psi: 433.0/1.1 - 2279.6 x 1.05 G, tubing empty
    ("bra-a-04", "A", "determined", "A5", "tubing-5-1-2", 159.0),
    # the test's column starts at the jack-up's RKB: (1.62 (1429.3 + 7.6) - 1.35 x 1411.1) G
    ("bra-a-04", "B", "determined", "B1", "casing-13-3-8", 41.5),
    # (1.40 (631.5 + 7.6) - 1.15 x 613.3) G
    ("bra-a-04", "C", "determined", "C1", "casing-20", 18.6),
    # casing below its cement outside at 1900 m, no pore pressure known: 473.7/1.1 - 2073.6 x 1.10 G
    ("bra-b-07", "A", "determined", "A7a", "casing-9-5-8", 206.7),
    # (1.55 x 1616.3 - 1.58 x 1597.3) G = -1.8: no limit, whatever the other candidates say
    ("bra-b-07", "B", "invalid", "B1", "casing-13-3-8", None),
    # (1.38 x 598.9 - 1.12 x 579.9) G
    ("bra-b-07", "C", "determined", "C1", "casing-20", 17.4),
    # 344.7 + [45 - 223 x 0.76 G] - 2390.7 x 1.15 G; with the initial 262 bar the tubing would govern
    ("eke-b-14", "A", "determined", "A3b", "packer-2460", 103.5),
    # 0.22 % of yield lost at 29 degC, casing below C's cement: 370.9 x 0.9978/1.1 - 1313.6 x 1.28 G
    ("eke-b-14", "B", "determined", "B3", "casing-13-3-8", 171.6),
    # 0.875 x 2 x 55,000 x 0.435/18.625 = 2,248 psi: 155.0/1.1 - 459 x 1.15 G, to the top of cement
    ("eke-b-14", "C", "determined", "C3", "casing-18-5-8", 89.1),
    # 3,060 psi at the gauge: 211.0/1.1; every metre down the kill brine helps
    ("eke-b-18", "A", "determined", "A5", "tubing-5", 191.8),
    # 2,000 psi, the test after the tie-back
    ("eke-b-18", "B", "determined", "B5", "annulus-b", 137.9),
    # 3,450 psi below D's cement at 640 m: 237.9/1.1 - 1287.8 x 1.25 G
    ("eke-b-18", "C", "determined", "C3", "casing-13-3-8", 58.6),
    # (1.46 x 560 - 1.12 x 539) G
    ("eke-b-18", "D", "determined", "D1", "casing-20", 21.0),
    # 10,900 psi below B's cement at 2700 m, no pore pressure known at the packer: 751.5/1.1 - 3673.7 x 1.25 G
    ("lun-s-6", "A", "determined", "A7a", "casing-10-3-4", 232.9),
    # 8,830 psi below C's cement at 1500 m, where the sea no longer counts: 608.8/1.1 - 2328.0 x 1.65 G
    ("lun-s-6", "B", "determined", "B3", "casing-13-5-8", 176.8),
    # (1.45 x 1000 - 1.20 x 685) G
    ("lun-s-6", "C", "determined", "C1", "casing-20", 61.6),
    # the newest annulus test, 2,300 psi
    ("mar-03", "A", "determined", "A9", "annulus-a", 158.6),
    # (1.60 x 320 - 1.10 x 314.6) G
    ("mar-03", "B", "determined", "B1", "casing-9-5-8", 16.3),
    # nobody knows what the sand holds: at most the 3,000 psi head
    ("mar-obs-1", "A", "provisional", "A8", "casing-head", 206.8),
    # (1.55 x 250 - 1.10 x 244.7) G
    ("mar-obs-1", "B", "determined", "B1", "casing-7", 11.6),
    # 7,240 psi below B's cement at 450 m: 499.2/1.1 - 2593.4 x 1.15 G
    ("mesquite-9-2", "A", "determined", "A7a", "casing-7", 161.3),
    # (1.75 x 420 - 1.15 x 413.8) G
    ("mesquite-9-2", "B", "determined", "B1", "casing-9-5-8", 25.4),
    # the examples of the document's contract
    ("heron-a-07", "A", "determined", "A5", "tubing-5-1-2", 132.7),
    ("heron-a-07", "B", "determined", "B2A", "casing-9-5-8", 57.4),
    ("heron-a-07", "C", "determined", "C1", "casing-20", 24.8),
    # 6,870 psi below B's cement at 1120 m: 473.7/1.1 - 2692.7 x 1.06 G
    ("mesquite-4-17", "A", "determined", "A7a", "casing-9-5-8", 150.4),
    ("mesquite-4-17", "B", "determined", "B1", "casing-13-3-8", 24.5),
    ("kestrel-1", "A", "not_determinable", None, None, None),
    ("kestrel-1", "B", "not_determinable", None, None, None),
    # plug and annulus tests of 2016, 100 bar
    ("gannet-3", "A", "determined", "A9", "annulus-a", 100.0),
    # 3,450 psi: 237.9/1.1 - 1356 x 1.25 G
    ("gannet-3", "B", "determined", "B3", "casing-13-3-8", 50.0),
    # 6,870 psi below B's cement at 1390 m: 473.7/1.1 - 2930.5 x 1.03 G
    ("heron-a-12", "A", "determined", "A7a", "casing-9-5-8", 134.3),
    # 237.9/1.1 - 1325 x 1.30 G, shoe sealed: to the top of cement
    ("heron-a-12", "B", "determined", "B3", "casing-13-3-8", 47.3),
    # packer body, 9,000 psi: 620.5 - 2863 x 1.15 G, tubing empty by policy
    ("skua-s2", "A", "determined", "A3a", "packer-3660", 297.7),
    # (1.78 x 2207 - 1.45 x 1856) G
    ("skua-s2", "B", "determined", "B1", "casing-13-3-8", 121.4),
    ("sturmvik-h-1", "A", "determined", "A9", "annulus-a", 172.4),
    # (1.70 x 380 - 1.12 x 373.9) G
    ("sturmvik-h-1", "B", "determined", "B1", "sturmvik-casing-9-5-8", 22.3),
    ("sturmvik-w-2", "A", "determined", "A9", "annulus-a", 137.9),
    # (1.68 x 360 - 1.10 x 353.9) G
    ("sturmvik-w-2", "B", "determined", "B1", "sturmvik-casing-9-5-8", 21.1),
    ("sturmvik-h-3", "A", "determined", "A8", "sturmvik-casing-head", 206.8),
    # no formation strength on file: at most the casing's burst, 3,520 psi: 242.7/1.1 - 343.9 x 1.15 G
    ("sturmvik-h-3", "B", "provisional", "B3", "sturmvik-casing-9-5-8", 181.8),
]


def limit(content: dict, letter: str, *, day: str = TODAY):
    return assess_limits(at(content, day)).limit(letter)


#: The one demo well that is sour: much of its steel does not go with H2S, which is what it shows.
SOUR = "skua-s2"


def faults(uid, content):
    """What is wrong with a demo well, apart from the steel of the sour one."""
    found = documents.check(content)
    return [one for one in found if uid != SOUR or one.code != "rule-19"]


@pytest.mark.parametrize("uid", WELLS)
def test_every_demo_well_is_a_faultless_document(uid):
    assert faults(uid, document(uid)) == []


def test_the_sour_demo_well_is_warned_of_its_steel_and_keeps_its_limits():
    found = [one for one in documents.check(document(SOUR)) if one.code == "rule-19"]
    assert {one.severity for one in found} == {"warning"}
    assert sum("grade P110 goes with H2S only above 80" in one.detail for one in found) == 3
    assert any("P110" in told and "H2S" in told for told in limit(document(SOUR), "A").assumptions)


@pytest.mark.parametrize("uid", WELLS)
def test_every_step_of_a_history_is_a_faultless_document(uid):
    assert [faults(uid, step.document) for step in history(uid)] == [[] for _ in history(uid)]
    assert history(uid)[-1].document == document(uid)


@pytest.mark.parametrize(
    ("uid", "letter", "state", "point", "element", "bar"), EXPECTED, ids=[f"{e[0]}-{e[1]}" for e in EXPECTED]
)
def test_a_demo_annulus_shows_what_it_was_made_for(uid, letter, state, point, element, bar):
    result = limit(document(uid), letter)
    governing = (result.governing.id, result.governing.element) if result.governing else (None, None)
    assert (result.status, *governing) == (state, point, element)
    if bar is None:
        assert result.limit_pa is None
    else:
        assert result.unrounded_pa / 1e5 == pytest.approx(bar, abs=0.5)


def test_the_table_names_every_annulus_of_the_demo():
    described = {(uid, annulus["letter"]) for uid in WELLS for annulus in document(uid)["annuli"]}
    assert {entry[:2] for entry in EXPECTED} == described


def test_each_limit_is_floored_to_the_step_of_its_rules():
    assert limit(document("bra-a-12"), "A").limit_pa == 129e5
    assert limit(document("bra-a-12"), "B").limit_pa == 63e5


def test_a_test_older_than_the_tubing_and_a_leak_test_prove_nothing():
    result = limit(document("bra-b-07"), "A")
    (test,) = [point for point in result.candidates if point.id == "A9"]
    assert test.status == "not_applicable"


def test_an_integrity_test_says_that_it_is_a_lower_bound():
    (shoe,) = [c for c in limit(document("mar-03"), "B").candidates if c.id == "B1"]
    assert "lower bound" in shoe.note


def test_a_heavier_column_in_the_tubing_moves_the_governing_point_to_the_gauge():
    governing = limit(document("eke-b-18"), "A").governing
    assert governing.depth.below_gauge_tvd_m == pytest.approx(0, abs=0.5)


def test_the_weak_length_in_the_middle_of_a_tapered_string_governs():
    # lower end of the J55 length, 7,400 psi: 510.2/1.1 - 1893.5 x 1.15 G = 250.3
    (tubing,) = [c for c in limit(document("mesquite-9-2"), "A").candidates if c.id == "A5"]
    assert tubing.depth.md_m == 1900 and tubing.result_pa / 1e5 == pytest.approx(250.3, abs=0.5)


@pytest.mark.parametrize(
    ("uid", "letter", "bar"),
    [
        # what the published answers count: the column through the cement
        ("bra-b-07", "A", 266.7),
        ("eke-b-14", "B", 206.8),
        ("eke-b-18", "C", 104.2),
        ("lun-s-6", "A", 461.0),
        ("lun-s-6", "B", 234.6),
        ("mesquite-9-2", "A", 250.3),
        ("mesquite-4-17", "A", 194.3),
        ("heron-a-12", "A", 206.8),
    ],
)
def test_with_the_whole_column_behind_it_a_demo_annulus_would_read_more(uid, letter, bar):
    content = deepcopy(document(uid))
    for rules in content["rules"]:
        rules["backup_below_cement"] = "full_column"
    assert limit(content, letter).unrounded_pa / 1e5 == pytest.approx(bar, abs=0.5)


def test_subsea_annuli_without_gauges_are_a_stated_limitation():
    monitoring = {annulus.letter: annulus.monitoring for annulus in at(document("lun-s-6")).annuli}
    assert monitoring == {"A": "gauge", "B": "none_by_design", "C": "none_by_design"}


def test_as_of_2020_the_first_completion_of_a_12_is_rated():
    assert limit(document("bra-a-12"), "A", day="2020-06-01").governing.element == "tubing-2019"


def test_b_of_a_12_becomes_known_step_by_step():
    bars = [limit(step.document, "B").unrounded_pa / 1e5 for step in history("bra-a-12")]
    states = [limit(step.document, "B").status for step in history("bra-a-12")]
    assert states == ["provisional"] + 4 * ["determined"]
    # with 1.25 sg left in B: (1.68 x 1628.3 - 1.25 x 1610.1) G
    assert bars[1:] == pytest.approx([70.9, 70.9, 63.0, 63.0], abs=0.2)


def test_wall_loss_lowers_the_tubing_by_its_collapse_formula():
    before, after = (limit(step.document, "A").unrounded_pa / 1e5 for step in history("bra-a-12")[-2:])
    # 0.304 in: 6,280 psi; 0.292 in: 5,752 psi; both over 1.1
    assert before - after == pytest.approx((6280 - 5752) * 0.06894757 / 1.1, abs=0.6)


def test_correcting_the_mud_of_b_07_ends_its_limit():
    first, second, today = (limit(step.document, "B").status for step in history("bra-b-07"))
    assert (first, second, today) == ("determined", "determined", "invalid")


def test_the_fluid_nobody_wrote_down_leaves_a_without_a_limit():
    assert limit(history("bra-b-07")[0].document, "A").status == "not_determinable"


def test_every_row_of_the_second_operator_bears_its_marker():
    for uid in COMPANIES[1].wells:
        for path, item in items(document(uid)):
            assert "sturmvik" in str(item).lower(), path


def items(value, path=""):
    """Every mapping in a list of the document that is a row of its own: it has an id."""
    if isinstance(value, dict):
        for key, item in value.items():
            yield from items(item, f"{path}/{key}")
    elif isinstance(value, list):
        for item in value:
            if isinstance(item, dict) and "id" in item:
                yield f"{path}/{item['id']}", item
            yield from items(item, path)
