"""`manage.py demo`: the demo field in its own database, made once; prints who can sign in."""

import os
import sys

from django.conf import settings
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError

from integrity.demo import demo_sign_ins, making
from integrity.demo.field import PASSWORD


class Command(BaseCommand):
    help = "Make the demo field (data/demo.sqlite3) where it does not stand yet, and print its sign-ins."
    requires_system_checks: list[str] = []

    def handle(self, *args, **options):
        if settings.PRODUCTION:
            raise CommandError(
                "The demo's password is public: it is not made where DEEPGUARD_ENV=production."
            )
        if not settings.DEMO:
            self._begin_again_with_the_demo_database()
        call_command("migrate", verbosity=0, interactive=False)
        if making.stands():
            self.stdout.write(f"The demo field stands in {settings.SQLITE_FILE}.")
        else:
            making.make()
            self.stdout.write(f"Made the demo field in {settings.SQLITE_FILE}.")
        self._print_sign_ins()

    def _begin_again_with_the_demo_database(self) -> None:
        """Settings choose the database when they are read, so the process starts anew under them."""
        os.execve(
            sys.executable,
            [sys.executable, *sys.argv],
            os.environ | {"DEEPGUARD_DEMO": "1", "DATABASE_URL": ""},
        )

    def _print_sign_ins(self) -> None:
        port = os.environ.get("PORT", "8000")
        self.stdout.write(f"\nSign in at http://localhost:{port}/ with the password {PASSWORD}:")
        for person in demo_sign_ins():
            self.stdout.write(f"  {person['email']:<30} {person['role']:<20} {person['where']}")
        self.stdout.write("")
