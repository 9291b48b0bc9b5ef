"""The tables attached: opened when they are asked for, and refused where they have changed since."""

import ibis.expr.types as ir

from cxworkshop.domain.provenance import Provenance
from cxworkshop.domain.tables import AttachedTable, Role, short_name
from cxworkshop.errors import MissingStepError, SourceNotFoundError, UnreadableSourceError
from cxworkshop.inputs.numbers import Writing, read_number, writings
from cxworkshop.inputs.reach import within_reach
from cxworkshop.inputs.sources import fingerprint, open_table
from cxworkshop.inputs.tables import NUMERIC, ROLES


class AttachedTables:
    """Tables by their role, each opened once."""

    def __init__(self, tables: dict[Role, AttachedTable]) -> None:
        self._tables = tables
        self._opened: dict[Role, ir.Table] = {}
        self._reached: dict[tuple[Role, tuple[str, ...]], ir.Table] = {}
        self._writings: dict[Role, dict[str, Writing]] = {}

    def has(self, role: Role) -> bool:
        """Return whether a table is attached in this role."""
        return role in self._tables

    def attached(self, role: Role) -> AttachedTable:
        """Return what is known of the table attached in this role.

        Raises
        ------
        MissingStepError
            None is attached.
        """
        if role not in self._tables:
            msg = f"No {role} table is attached yet; attach one with: cxworkshop attach FILE {role} SOURCE"
            raise MissingStepError(msg)
        return self._tables[role]

    def provenance(self, role: Role, columns: tuple[str, ...]) -> Provenance:
        """Return where figures come from.

        ``columns`` are names of the role's columns, which stand for the table's that play them (none where
        none does), or names of the table's own.
        """
        attached = self.attached(role)
        known = {column.name for column in ROLES[role]}
        played = [attached.columns(name) if name in known else (name,) for name in columns]
        return Provenance(
            role=role,
            source=short_name(attached.source),
            columns=tuple(dict.fromkeys(column for found in played for column in found)),
            rows=attached.rows,
            sha256=attached.sha256,
        )

    def _rows(self, role: Role, also: tuple[str, ...] = ()) -> ir.Table:
        """Return a role's table where its columns can be read."""
        if (role, also) not in self._reached:
            table, mapping = self._open(role), self.attached(role).mapping
            self._reached[role, also] = within_reach(role, table, mapping, also)
        return self._reached[role, also]

    def _open(self, role: Role) -> ir.Table:
        if role not in self._opened:
            attached = self.attached(role)
            if _fingerprint(attached) != attached.sha256:
                msg = (
                    f"{short_name(attached.source)} has changed since it was attached as {role}; "
                    "attach it again so that figures and data agree."
                )
                raise UnreadableSourceError(msg)
            self._opened[role] = open_table(attached.source)
        return self._opened[role]

    def _numbers(self, role: Role, table: ir.Table) -> dict[str, ir.Value]:
        """Return the role's columns of numbers; how they are written is found out once."""
        if role not in self._writings:
            kinds = {column.name: column.kind for column in ROLES[role]}
            mapping = self.attached(role).mapping.items()
            names = [name for played, found in mapping if kinds[played] in NUMERIC for name in found]
            self._writings[role] = writings(table, names)
        return {name: read_number(table[name], writing) for name, writing in self._writings[role].items()}


def _fingerprint(attached: AttachedTable) -> str:
    try:
        return fingerprint(attached.source)
    except SourceNotFoundError as error:
        msg = (
            f"{short_name(attached.source)} isn't where it was attached from as {attached.role} (a workshop "
            "imported from an archive knows only the file's name), so attach it again with: "
            f"cxworkshop attach FILE {attached.role} SOURCE"
        )
        raise SourceNotFoundError(msg) from error
