"""Step 00: the plan for the day, and the firm's tables, their columns confirmed."""

import ipywidgets as w

from cxworkshop.domain.events import TableAttached
from cxworkshop.domain.tables import AttachedTable, Check, Mapping, Role, short_name
from cxworkshop.domain.workshop import Workshop
from cxworkshop.errors import InvalidChoiceError, MissingStepError
from cxworkshop.inputs.codes import parse_codes
from cxworkshop.ui.steps.agenda_choice import AgendaChoice
from cxworkshop.ui.steps.step import StepView
from cxworkshop.ui.widgets.actions import Action, in_page_words
from cxworkshop.ui.widgets.fields import choice_field, text_field
from cxworkshop.ui.widgets.prose import callout_html, empty_html, prose_html, table_html

_UNMAPPED = ""
"""Stands in a list for "no column": a list shows no label for None."""

_KIND = {"ok": "note", "note": "warn", "problem": "bad"}


class StartStep(StepView):
    """Look at a table, confirm its columns, attach it.

    Attributes
    ----------
    tables
        What is attached.
    attach
        The form to attach another table.
    agenda
        The plan for the day.
    """

    name = "start"

    def _build(self) -> None:
        words = self.texts["attach"]
        self.choice = AgendaChoice(self.session, self.texts["agenda"])
        self.agenda = self.choice.box
        roles = [(label, role) for role, label in self.texts["roles"].items()]
        self.tables = w.HTML()
        self.role = choice_field(words["role"], roles, Role.TRANSACTIONS.value)
        self.source = text_field(words["source"], words["source_hint"])
        self.missing = text_field(words["missing"], words["missing_hint"])
        self.never_used = text_field(words["never_used"], words["never_used_hint"])
        self.columns: dict[str, w.Dropdown | w.SelectMultiple] = {}
        self._looked_at: tuple[str, str] | None = None
        self._columns_box, self._checks = w.Box(), w.HTML()
        self.look = Action(words["look"], self._look)
        self.confirm = Action(words["attach"], self._attach)
        fields = w.Box([self.role, self.source, self.missing, self.never_used]).add_class("cx-grid")
        self._confirm_box = w.VBox(
            [w.HTML(prose_html(words["mapping"])), self._columns_box.add_class("cx-grid"), self.confirm.row]
        )
        self._confirm_box.layout.display = "none"
        self.attach = w.VBox(
            [
                fields,
                self.look.row,
                self._checks,
                self._confirm_box,
                w.HTML(prose_html(self.texts["privacy"])),
            ]
        ).add_class("cx-card")

    def show(self, workshop: Workshop) -> None:
        """List the attached tables, and show the plan chosen."""
        self.choice.show(workshop)
        words = self.texts["tables"]
        rows = [
            (
                self.common["roles"][role.value],
                short_name(table.source),
                f"{table.rows:,}",
                " ".join(in_page_words(check.text) for check in table.checks),
            )
            for role in Role
            if (table := workshop.tables.get(role))
        ]
        self.tables.value = (
            table_html(words["caption"], words["columns"], rows) if rows else empty_html(words["none"])
        )

    def _look(self, _: Action) -> str:
        from cxworkshop.inputs.attach import attach  # noqa: PLC0415 - Ibis is heavy
        from cxworkshop.inputs.sources import open_table  # noqa: PLC0415
        from cxworkshop.inputs.tables import ROLES, guess_mapping  # noqa: PLC0415

        self._confirm_box.layout.display = "none"
        role, source = Role(self.role.value), self._path()
        table = open_table(source)
        guess = guess_mapping(role, table)
        self.columns = {
            column.name: self._column_field(column.name, tuple(table.columns), guess, many=column.many)
            for column in ROLES[role]
        }
        self._columns_box.children = tuple(self.columns.values())
        self._confirm_box.layout.display = ""
        self._looked_at = (self.role.value, source)
        self._checks.value = ""
        looked = attach(role, source, guess, *self._codes())
        self._checks.value = _checks_html(looked.checks)
        return str(self.texts["attach"]["looked"].format(rows=f"{looked.rows:,}"))

    def _codes(self) -> tuple[tuple[float, ...], tuple[float, ...]]:
        """Return the codes for "no answer", and those of them that mean "never used"."""
        return parse_codes(self.missing.value), parse_codes(self.never_used.value)

    def _path(self) -> str:
        """Return the path, without the quotes that a file manager's "copy as path" puts around it."""
        path: str = self.source.value.strip().strip("\"'")
        if not path:
            raise InvalidChoiceError(
                self.common["missing_field"].format(field=self.texts["attach"]["source"])
            )
        return path

    def _column_field(
        self, name: str, columns: tuple[str, ...], guess: Mapping, *, many: bool
    ) -> w.Dropdown | w.SelectMultiple:
        found = guess.get(name, ())
        if many:
            field = w.SelectMultiple(
                options=columns, value=found, description=name, rows=min(8, len(columns))
            )
            field.style.description_width = "initial"
            return field.add_class("cx-field")
        options = [(self.texts["attach"]["unmapped"], _UNMAPPED), *((column, column) for column in columns)]
        return choice_field(name, options, next(iter(found), _UNMAPPED))

    def _attach(self, _: Action) -> str:
        from cxworkshop.inputs.attach import attach  # noqa: PLC0415 - Ibis is heavy

        words = self.texts["attach"]
        if self._looked_at != (self.role.value, self._path()):
            raise MissingStepError(words["look_first"])
        table = attach(Role(self.role.value), self._path(), self._mapping(), *self._codes())
        self.session.record(TableAttached(table=table))
        self._checks.value = _checks_html(table.checks)
        return _attached(words["attached"], table)

    def _mapping(self) -> Mapping:
        """Return what the fields say; a field left empty means "none", so it is not guessed again."""
        return {
            name: tuple(field.value)
            if isinstance(field, w.SelectMultiple)
            else tuple({field.value} - {_UNMAPPED})
            for name, field in self.columns.items()
        }


def _attached(pattern: str, table: AttachedTable) -> str:
    return pattern.format(file=short_name(table.source), rows=f"{table.rows:,}")


def _checks_html(checks: tuple[Check, ...]) -> str:
    return "".join(callout_html(in_page_words(check.text), _KIND[check.level]) for check in checks)
