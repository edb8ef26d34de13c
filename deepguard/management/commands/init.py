"""`manage.py init`: begin one's own register."""

import getpass
import os
import sys

from django.contrib.auth.password_validation import validate_password
from django.core.exceptions import ValidationError
from django.core.management import call_command
from django.core.management.base import BaseCommand, CommandError
from django.core.validators import validate_email

from deepguard.beginning import offers
from deepguard.models import Operator, UnitSystem, User
from deepguard.models.user import validate_time_zone
from deepguard.services import people


def check_units(value: str) -> None:
    if value not in UnitSystem.values:
        raise ValidationError(f"“{value}” is none of {', '.join(UnitSystem.values)}.")


def check_name(value: str) -> None:
    if not value.strip() or len(value) > 120:
        raise ValidationError("A name has 1 to 120 characters.")


QUESTIONS = {
    "operator": ("Operator (the company that keeps this register)", "", check_name),
    "email": ("Your e-mail", "", validate_email),
    "password": ("Your password", "", validate_password),
    "units": ("Units: metric, field or si", "metric", check_units),
    "time_zone": ("Time zone", "UTC", validate_time_zone),
}


class Command(BaseCommand):
    help = "Begin your own register: one operator, and you as its Admin, engineer and steward."

    def add_arguments(self, parser):
        for name, (question, default, _) in QUESTIONS.items():
            told = f"{question}. Or the variable INIT_{name.upper()}."
            also = ["--zone"] if name == "time_zone" else []
            told += f" Default {default}." if default else ""
            parser.add_argument(f"--{name.replace('_', '-')}", *also, help=told)
        for offer in offers():
            told = f"{offer.question}. Or the variable INIT_{offer.option.upper().replace('-', '_')}=yes."
            parser.add_argument(f"--{offer.option}", action="store_true", help=told)
        parser.add_argument("--name", default="", help="Your name.")
        parser.add_argument(
            "--no-input", action="store_true", help="Ask nothing; refuse when something is missing."
        )

    def handle(self, *, no_input, name, **options):
        ask = not no_input and sys.stdin.isatty()
        call_command("migrate", verbosity=0, interactive=False)
        facts = {key: self._fact(key, options.get(key), ask) for key in QUESTIONS}
        self._refuse_if_there(facts)
        taken = [offer for offer in offers() if self._takes(offer, options, ask)]
        operator, user = people.begin(name=name, **facts)
        self.stdout.write(self.style.SUCCESS(f"The register of {facts['operator']} is ready."))
        for offer in taken:
            self.stdout.write(offer.take(operator, by=user))
        self.stdout.write("Start it with `make up` and sign in with your e-mail.")

    def _fact(self, key: str, given: str | None, ask: bool) -> str:
        question, default, check = QUESTIONS[key]
        value = given or os.environ.get(f"INIT_{key.upper()}", "")
        while True:
            value = value or (self._ask(key, question, default) if ask else default)
            try:
                self._check(key, value, check)
                return value.strip() if key != "password" else value
            except ValidationError as error:
                if not ask:
                    raise CommandError(f"--{key.replace('_', '-')}: {' '.join(error.messages)}") from None
                self.stderr.write(" ".join(error.messages))
                value = ""

    def _takes(self, offer, options, ask: bool) -> bool:
        """Whether an offer is taken: by its option, by the environment, or by a yes; silence takes it not."""
        name = offer.option.replace("-", "_")
        if options.get(name) or os.environ.get(f"INIT_{name.upper()}", "").lower() in (
            "yes",
            "y",
            "1",
            "true",
        ):
            return True
        return ask and input(f"{offer.question} [y/N]: ").strip().lower() in ("y", "yes")

    def _check(self, key: str, value: str, check) -> None:
        if not value:
            raise ValidationError("This is needed.")
        check(value)

    def _ask(self, key: str, question: str, default: str) -> str:
        prompt = f"{question}{f' [{default}]' if default else ''}: "
        answer = getpass.getpass(prompt) if key == "password" else input(prompt).strip()
        return answer or default

    def _refuse_if_there(self, facts) -> None:
        if Operator.objects.filter(name=facts["operator"]).exists():
            raise CommandError(f"{facts['operator']} has a register here already.")
        if User.objects.filter(email=facts["email"].lower()).exists():
            raise CommandError(f"{facts['email']} signs in here already.")
