"""Pages of what a well is, split by noun. Each list is named here and filled by its views."""

from django.urls import include, path

from wells.views import (
    architecture,
    attachments,
    catalogue,
    hierarchy,
    history,
    imports,
    new,
    picking,
    schematic,
    trajectory,
    what_if,
)
from wells.views import editing as editor

drawing = [
    path("wells/<int:pk>/schematic.svg", schematic.svg, name="schematic_svg"),
    path("wells/<int:pk>/schematic.png", schematic.as_png, name="schematic_png"),
]

places = [
    path("assets/", hierarchy.tree, name="hierarchy"),
    path("assets/new/", hierarchy.new_asset, name="new_asset"),
    path("assets/<int:pk>/", hierarchy.asset, name="asset"),
    path("hubs/<int:pk>/", hierarchy.hub, name="hub"),
    path("facilities/<int:pk>/", hierarchy.facility, name="facility"),
]

surveys = [
    path("wells/<int:pk>/trajectory/", trajectory.page, name="trajectory"),
    path("wells/<int:pk>/trajectory/stations.<str:kind>", trajectory.stations, name="stations"),
    path("wells/<int:pk>/trajectory/add/", trajectory.add, name="add_survey"),
    path("wells/<int:pk>/trajectory/<slug:uid>/accept/", trajectory.accept, name="accept_survey"),
    path("wells/<int:pk>/trajectory/<slug:uid>/reject/", trajectory.reject, name="reject_survey"),
]

revisions = [
    path("wells/<int:pk>/history/", history.page, name="history"),
    path("wells/<int:pk>/history/compare/", history.compare_page, name="compare"),
    path("wells/<int:pk>/document.<str:kind>", history.document, name="document"),
    path(
        "wells/<int:pk>/history/<int:number>/document.<str:kind>",
        history.revision_document,
        name="revision_document",
    ),
    path("wells/<int:pk>/history/<int:number>/restore/", history.restore, name="restore"),
]

documents = [
    path("wells/<int:pk>/documents/", attachments.page, name="attachments"),
    path("wells/<int:pk>/documents/<uuid:uid>/", attachments.download, name="attachment"),
    path("wells/<int:pk>/documents/<uuid:uid>/withdraw/", attachments.withdraw, name="withdraw_attachment"),
]

editing = [
    path("wells/new/", new.page, name="new"),
    path("wells/<int:pk>/architecture/", editor.page, name="architecture"),
    path("wells/<int:pk>/architecture/save/", editor.save, name="draft_save"),
    path("wells/<int:pk>/architecture/remove/", editor.remove, name="draft_remove"),
    path("wells/<int:pk>/architecture/restore/", editor.restore_item, name="draft_restore_item"),
    path("wells/<int:pk>/architecture/none/", editor.none, name="draft_none"),
    path("wells/<int:pk>/architecture/use/", editor.use, name="draft_use"),
    path("wells/<int:pk>/architecture/catalogue/", picking.search, name="pick"),
    path("wells/<int:pk>/architecture/catalogue/pick/", picking.pick, name="draft_pick"),
    path("wells/<int:pk>/architecture/publish/", architecture.publish, name="draft_publish"),
    path("wells/<int:pk>/architecture/what-if/", architecture.what_if, name="draft_what_if"),
    path("wells/<int:pk>/architecture/discard/", architecture.discard, name="draft_discard"),
    path("wells/<int:pk>/architecture/rebase/", architecture.rebase, name="draft_rebase"),
]

ONE = "wells/<int:pk>/what-if/<uuid:uid>"
what_ifs = [
    path("wells/<int:pk>/what-if/", what_if.listing, name="what_ifs"),
    path("wells/<int:pk>/what-if/new/", what_if.new, name="what_if_new"),
    path(f"{ONE}/share/", what_if.share, name="what_if_share"),
    path(f"{ONE}/submit/", what_if.submit, name="what_if_submit"),
    path(f"{ONE}/approve/", what_if.approve, name="what_if_approve"),
    path(f"{ONE}/rebase/", what_if.rebase, name="what_if_rebase"),
    path(f"{ONE}/discard/", what_if.discard, name="what_if_discard"),
    path(f"{ONE}/edit/", editor.page, name="what_if_edit"),
    path(f"{ONE}/edit/save/", editor.save, name="what_if_save"),
    path(f"{ONE}/edit/remove/", editor.remove, name="what_if_remove"),
    path(f"{ONE}/edit/restore/", editor.restore_item, name="what_if_restore_item"),
    path(f"{ONE}/edit/none/", editor.none, name="what_if_none"),
    path(f"{ONE}/edit/use/", editor.use, name="what_if_use"),
    path(f"{ONE}/edit/catalogue/", picking.search, name="what_if_search"),
    path(f"{ONE}/edit/catalogue/pick/", picking.pick, name="what_if_pick"),
]

files = [
    path("imports/", imports.listing, name="imports"),
    path("imports/new/", imports.new, name="import_new"),
    path("imports/templates/<slug:noun>.xlsx", imports.template, name="import_template"),
    path("imports/<uuid:uid>/", imports.run, name="import_run"),
    path("imports/<uuid:uid>/check/", imports.check, name="import_check"),
    path("imports/<uuid:uid>/commit/", imports.commit, name="import_commit"),
    path("imports/<uuid:uid>/drop/", imports.drop, name="import_drop"),
    path("imports/<uuid:uid>/findings.<str:kind>", imports.findings, name="import_findings"),
]

catalogues = [
    path("catalogue/", catalogue.listing, name="catalogue"),
    path("catalogue/export.<str:kind>", catalogue.export, name="catalogue_export"),
    path("catalogue/<uuid:uid>/", catalogue.item, name="catalogue_item"),
]

urlpatterns = [
    path(
        "",
        include(
            (
                [
                    *editing,
                    *drawing,
                    *places,
                    *surveys,
                    *revisions,
                    *documents,
                    *what_ifs,
                    *files,
                    *catalogues,
                ],
                "wells",
            )
        ),
    )
]
