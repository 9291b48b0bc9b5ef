"""How a mission comes about: variants, words to keep or strike, true stories, the firm's own statements."""

from typing import Annotated, Literal, TypeVar

from pydantic import Field

from cxworkshop.domain.map_words import Mention
from cxworkshop.domain.model import Model
from cxworkshop.domain.same_person import answered_again
from cxworkshop.domain.showing import why_withheld
from cxworkshop.domain.statements import Sentence

Id = Annotated[str, Field(pattern=r"^[0-9a-f]{32}$")]

MOST_WORDS = 400
"""Most words of a wording that can be marked."""

Place = Annotated[int, Field(ge=0, lt=MOST_WORDS)]
"""A word's place in its variant, from 0."""

Person = Annotated[Mention, Field(min_length=1, max_length=80)]

Story = Annotated[str, Field(min_length=1, max_length=1500)]

Statement = Annotated[str, Field(max_length=1500)]

MOST_VARIANTS = 20


class Variant(Model):
    """One wording of the mission."""

    id: Id
    text: Sentence


class WordMarks(Model):
    """Which words of a variant one person would keep, and which they would strike."""

    person: Person
    variant: Id
    keep: tuple[Place, ...] = ()
    strike: tuple[Place, ...] = ()


class Moment(Model):
    """A true story where the mission showed, or where it failed."""

    id: Id
    kind: Literal["showed", "failed"]
    text: Story


Item = TypeVar("Item", bound=Variant | Moment)


class Corporate(Model):
    """The firm's vision, mission and values, to be laid beside ours."""

    vision: Statement = ""
    mission: Statement = ""
    values: Statement = ""


class MissionDrafts(Model):
    """All of it as it stands; marks are the last ones of each person and variant.

    ``counted`` are the marks as they were when a variant's counts were last shown: what comes later waits
    until 3 at once are new.
    """

    variants: tuple[Variant, ...] = ()
    marks: tuple[WordMarks, ...] = ()
    counted: tuple[WordMarks, ...] = ()
    moments: tuple[Moment, ...] = ()
    corporate: Corporate = Corporate()


class AddVariant(Model):
    """A wording is put on the table, in the place of one with the same id, whose marks go."""

    kind: Literal["add_variant"] = "add_variant"
    variant: Variant


class DropVariant(Model):
    """A wording is taken off the table."""

    kind: Literal["drop_variant"] = "drop_variant"
    target: Id


class MarkWords(Model):
    """Somebody marks words."""

    kind: Literal["mark_words"] = "mark_words"
    marks: WordMarks


class ShowMarks(Model):
    """How many keep and strike each word of a wording is shown, with the marks up to here."""

    kind: Literal["show_marks"] = "show_marks"
    target: Id


class TellMoment(Model):
    """Somebody tells a story, in the place of one with the same id."""

    kind: Literal["tell_moment"] = "tell_moment"
    moment: Moment


class DropMoment(Model):
    """A story is taken back."""

    kind: Literal["drop_moment"] = "drop_moment"
    target: Id


class SetCorporate(Model):
    """The firm's own statements are laid beside."""

    kind: Literal["set_corporate"] = "set_corporate"
    corporate: Corporate


MissionEdit = Annotated[
    AddVariant | DropVariant | MarkWords | ShowMarks | TellMoment | DropMoment | SetCorporate,
    Field(discriminator="kind"),
]


def edit_drafts(  # noqa: C901, PLR0911 - one case per edit
    drafts: MissionDrafts, edit: MissionEdit
) -> MissionDrafts:
    """Return the drafts after an edit; one that names what isn't there, or shows too few, changes nothing."""
    match edit:
        case AddVariant(variant=variant):
            variants = _put(drafts.variants, variant)
            if len(variants) > MOST_VARIANTS:
                return drafts
            return _unmarked(_with(drafts, variants=variants), variant.id)
        case DropVariant(target=target):
            kept = tuple(one for one in drafts.variants if one.id != target)
            return _unmarked(_with(drafts, variants=kept), target)
        case MarkWords(marks=marks):
            if marks.variant not in {one.id for one in drafts.variants}:
                return drafts
            return _with(drafts, marks=answered_again(drafts.marks, marks, "variant"))
        case ShowMarks(target=target):
            made, before = _marks_of(drafts.marks, target), _marks_of(drafts.counted, target)
            if why_withheld(made, before):
                return drafts
            others = tuple(one for one in drafts.counted if one.variant != target)
            return _with(drafts, counted=(*others, *made))
        case TellMoment(moment=moment):
            return _with(drafts, moments=_put(drafts.moments, moment))
        case DropMoment(target=target):
            return _with(drafts, moments=tuple(one for one in drafts.moments if one.id != target))
        case SetCorporate(corporate=corporate):
            return _with(drafts, corporate=corporate)


def _put(items: tuple[Item, ...], item: Item) -> tuple[Item, ...]:
    """Return items with one in the place of that with its id, or at the end."""
    if item.id not in {one.id for one in items}:
        return (*items, item)
    return tuple(item if one.id == item.id else one for one in items)


def _unmarked(drafts: MissionDrafts, variant: str) -> MissionDrafts:
    left, counted = (
        tuple(one for one in marks if one.variant != variant) for marks in (drafts.marks, drafts.counted)
    )
    return _with(drafts, marks=left, counted=counted)


def _marks_of(marks: tuple[WordMarks, ...], variant: str) -> tuple[WordMarks, ...]:
    return tuple(one for one in marks if one.variant == variant)


def _with(drafts: MissionDrafts, **changes: object) -> MissionDrafts:
    return drafts.model_copy(update=changes)
