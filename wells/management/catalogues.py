"""What the commands that import a catalogue share beyond the other imports."""

from collections import Counter

from wells.management.importing import ImportCommand


class CatalogueCommand(ImportCommand):
    """An import whose rows are a catalogue: it is told by standing instead of by well."""

    act = "catalogue.edit"

    def add_arguments(self, parser):
        super().add_arguments(parser)
        parser.add_argument("--name", help="Name of the catalogue; an existing one gets its next revision.")
        parser.add_argument("--source", help="File or publication the rows come from; else the file.")

    def answers(self, options):
        named = {"catalogue": options["name"], "source": options["source"]}
        return super().answers(options) | {key: answer for key, answer in named.items() if answer}

    def _tell_outcome(self, planned):
        content = planned.plan.catalogue
        if content is None:
            self.stdout.write("No row can be stored.")
            return
        standings = Counter(row["standing"] for row in content.rows)
        told = ", ".join(f"{count:,} {standing}" for standing, count in standings.most_common())
        moved = planned.plan.created + planned.plan.changed + content.removed
        stands = f"revision {content.based_on + 1}" if moved else f"as revision {content.based_on} has it"
        self.stdout.write(
            f"Catalogue: {content.name}, {stands}: {len(content.rows):,} rows ({told}). "
            f"Planned in {planned.seconds:.1f} s."
        )

    def _tell_stored(self, run):
        done = run.progress
        made = f"{done['catalogue_rows']:,} rows as a new revision" if done["revisions"] else "nothing new"
        self.stdout.write(f"Stored: {made}, in a transaction of {done['write_seconds']:.2f} s.")
