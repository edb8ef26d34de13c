from django.apps import AppConfig

from deepguard.navigation import Entry


class WellsConfig(AppConfig):
    name = "wells"
    told_of = ("Well",)
    navigation = (
        Entry("Watch", "Assets", "sitemap", "wells:hierarchy", "hierarchy.view", order=20),
        Entry("Record", "Catalogue", "list-details", "wells:catalogue", "catalogue.view", order=85),
        Entry("Record", "Imports", "file-import", "wells:imports", "import.view", order=80),
    )
