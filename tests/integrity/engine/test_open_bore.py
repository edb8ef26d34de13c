"""A drilled well without tubing: annulus A is the bore, and it stands on the formation below the last shoe."""

from integrity.engine.limits import assess_limits
from wells.engine.document import at

G = 9.80665


def drilled(*, perforated=False, emw_kg_m3=1650.0):
    """13⅜ in casing to 1,500 m, vertical, mud of 1,250 kg/m³, RKB 25 m, gauge at the RKB."""
    document = {
        "schema": "deepguard.well/1",
        "id": "tern-1",
        "header": {"name": "Tern 1", "environment": "platform"},
        "datum": [{"id": "d", "rkb_elevation_m": 25, "annulus_gauge_elevation_m": 25}],
        "wellbores": [
            {
                "id": "main",
                "survey_runs": [
                    {
                        "id": "v",
                        "stations": [
                            {"md_m": 0, "inclination_deg": 0, "azimuth_deg": 0},
                            {"md_m": 3000, "inclination_deg": 0, "azimuth_deg": 0},
                        ],
                    }
                ],
            }
        ],
        "strings": [
            {
                "id": "casing-13-3-8",
                "kind": "intermediate_casing",
                "top_md_m": 0,
                "shoe_md_m": 1500,
                "sections": [{"id": "s1", "od_m": 0.339725}],
            }
        ],
        "annuli": [
            {
                "id": "annulus-a",
                "letter": "A",
                "bottom": "open",
                "columns": [{"id": "c", "layers": [{"density_kg_m3": 1250}]}],
            }
        ],
        "formation_strength": [
            {
                "id": "lot-1",
                "kind": "lot",
                "shoe_of": "casing-13-3-8",
                "emw_kg_m3": emw_kg_m3,
                "emw_datum_elevation_m": 25,
            }
        ],
    }
    if perforated:
        document["components"] = [
            {
                "id": "p",
                "kind": "perforations",
                "string_id": "casing-13-3-8",
                "top_md_m": 1400,
                "base_md_m": 1410,
            }
        ]
    return assess_limits(at(document)).limit("A")


def a6(limit):
    return next(candidate for candidate in limit.candidates if candidate.id == "A6")


def test_the_formation_below_the_open_shoe_counts():
    candidate = a6(drilled())
    assert candidate.status == "counted"
    assert candidate.element == "casing-13-3-8"
    assert abs(candidate.result_pa - 1500 * G * (1650 - 1250)) < 1


def test_the_limit_stays_at_most_while_the_casing_is_not_known():
    limit = drilled()
    assert limit.status == "provisional"
    assert any("wall" in item.what for item in limit.missing)


def test_a_test_below_the_mud_makes_the_limit_invalid():
    limit = drilled(emw_kg_m3=1200.0)
    assert limit.status == "invalid" and limit.limit_pa is None


def test_perforations_ask_for_the_strength_of_what_they_open():
    assert a6(drilled(perforated=True)).status == "unknown"
