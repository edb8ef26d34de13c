from wells.models.annulus import Annulus, BoreContent, FluidColumn, FluidLayer, Gauge
from wells.models.attachment import WellAttachment
from wells.models.catalogue import Catalogue, CatalogueItem, ItemKind, Standing
from wells.models.cement import CementEvaluation, CementInterval
from wells.models.communication import Communication
from wells.models.component import Component
from wells.models.draft import Draft
from wells.models.formation import Formation, FormationPressure, FormationStrength
from wells.models.hierarchy import Asset, AssetGrant, Facility, FacilityKind, FacilityLink, Hub, Network
from wells.models.import_run import ImportRun, ImportState
from wells.models.policy import Datum, FluidsPolicy, Gap, Rules
from wells.models.revision import Blob, Door, WellRevision
from wells.models.scenario import Scenario, ScenarioAct, ScenarioEvent, ScenarioState
from wells.models.strings import StringSection, TubularString, WallLog
from wells.models.tests import ItemTest
from wells.models.well import FactName, Well, WellFact, fact_choices
from wells.models.wellbore import HoleSection, SurveyRun, Wellbore
from wells.models.wellhead import Tree, WellheadSection

__all__ = [
    "Annulus",
    "Asset",
    "AssetGrant",
    "Blob",
    "BoreContent",
    "Catalogue",
    "CatalogueItem",
    "CementEvaluation",
    "CementInterval",
    "Communication",
    "Component",
    "Datum",
    "Door",
    "Draft",
    "Facility",
    "FacilityKind",
    "FacilityLink",
    "FactName",
    "FluidColumn",
    "FluidLayer",
    "FluidsPolicy",
    "Formation",
    "FormationPressure",
    "FormationStrength",
    "Gap",
    "Gauge",
    "HoleSection",
    "Hub",
    "ImportRun",
    "ImportState",
    "ItemKind",
    "ItemTest",
    "Network",
    "Rules",
    "Scenario",
    "ScenarioAct",
    "ScenarioEvent",
    "ScenarioState",
    "Standing",
    "StringSection",
    "SurveyRun",
    "Tree",
    "TubularString",
    "WallLog",
    "Well",
    "WellAttachment",
    "WellFact",
    "WellRevision",
    "Wellbore",
    "WellheadSection",
    "fact_choices",
]
