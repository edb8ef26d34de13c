from django.apps import AppConfig

from deepguard.navigation import Entry


class WellsConfig(AppConfig):
    name = "wells"
    navigation = (Entry("Watch", "Assets", "sitemap", "wells:hierarchy", "hierarchy.view", order=20),)
