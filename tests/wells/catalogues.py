"""Catalogues for tests: published ratings of API sizes, one wrong row, one by data sheet, one part."""

from wells.imports import File
from wells.models import Catalogue, CatalogueItem
from wells.services import catalogues, imports

HEAD = "OD [in],Wall [in],Weight [lb/ft],Grade,Yield [psi],Burst [psi],Collapse [psi],Data sheet"
PIPES = (
    "9 5/8,0.472,47,P110,,9440,5300,",
    "9 5/8,0.472,47,N80,,6870,4750,",
    "9 5/8,0.435,43.5,N80,,6330,4130,",
    "9 5/8,0.472,47,HC95,95000,8150,7100,HC-95-0310",
    "7,0.453,32,P110,,11640,10780,",
)
PART_HEAD = "Kind,Manufacturer,Model,Ratings rated working pressure [psi],Ratings collapse [psi],Data sheet"
PARTS = ("Safety valve,Fjordline,FSV-5,5000,9450,FSV-5 data sheet", "Packer,Fjordline,FPP-7,,7500,")


def file(*lines, head=HEAD, name="tubulars.csv"):
    return File(name=name, data="\n".join([head, *lines]).encode())


def files():
    return [file(*PIPES), file(*PARTS, head=PART_HEAD, name="equipment.csv")]


def make_catalogue(operator, by, *, name="Yard list", sent=None) -> Catalogue:
    """The files as the catalogue's next revision."""
    planned = imports.plan(operator, "catalogue", sent or files(), {"catalogue": name})
    return catalogues.publish(operator, planned.plan.catalogue, by=by).catalogue


def item(catalogue, *words) -> CatalogueItem:
    """The one row whose name has all the words."""
    found = catalogue.items.all()
    for word in words:
        found = found.filter(name__icontains=word)
    return found.get()
