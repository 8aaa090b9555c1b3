"""The forms of Setup: the challenge, a theme, an organisation, a member of the team."""

from abc import abstractmethod
from collections.abc import Iterable
from typing import Any
from zoneinfo import available_timezones

from PySide6.QtWidgets import QComboBox, QLineEdit

from peerdesk.app.setup import model
from peerdesk.app.setup.actions import QUESTIONS, Known
from peerdesk.app.setup.fields import RecordFields, Values
from peerdesk.app.widgets.making import clear, column, label
from peerdesk.app.widgets.rows import Row
from peerdesk.domain.order import after
from peerdesk.domain.schema import RecordKind, Value
from peerdesk.domain.words import Background, Rights, Sector, TeamRole, Word
from peerdesk.schedule.themes import is_mark

_DAYS = ("start", "end", "retention")
_INTEREST = "interest:"


def _items(words: Iterable[Word]) -> Iterable[tuple[str, str]]:
    return ((word.value, word.label) for word in words)


class ChallengeFields(RecordFields):
    """Title, code, dates, sponsors, and what must be known before the first day."""

    def build(self) -> None:
        """Add the fields."""
        self.line("title", self.tr("Title, as it will stand on the report"))
        self.line("code", self.tr("Code, short, for the names of files"))
        self.line("start", self.tr("First day on site"), self.tr("10 November 2026"))
        self.line("end", self.tr("Last day on site"), self.tr("12 November 2026"))
        self.text("sponsors", self.tr("Sponsors: who asked for it, one a line"), 3)
        self.text("scope", self.tr("What they asked, in a paragraph"), 3)
        self.line("retention", self.tr("The day by which notes are destroyed"))
        self.line("emergency", self.tr("Telephone number if somebody is at risk"))
        self.line("time_zone", self.tr("Time zone of the host"))

    def values(self, known: Known) -> Values:
        """Return what is stored of the challenge."""
        about = known.challenge
        return {
            "title": about.title,
            "code": about.code,
            "sponsors": list(about.sponsors),
            "scope": _lines(about.scope),
            "emergency": about.emergency,
            "time_zone": about.time_zone,
        } | {name: _iso(getattr(about, name)) for name in _DAYS}

    def words_of(self, name: str, value: Any) -> str:
        """Return a stored value as its line shows it."""
        return model.day_text(model.typed_day(value)) if name in _DAYS else str(value)

    def checked(self, typed: Values) -> tuple[Values, str]:
        """Return what can be stored, and a sentence on what cannot."""
        trouble = ""
        days = {name: model.typed_day(typed[name]) for name in _DAYS}
        start, end, gone = (days[name] for name in _DAYS)
        dated = {name: day.isoformat() for name, day in days.items() if day}
        if not typed["retention"]:
            dated["retention"] = ""
        if start is None or end is None or (gone is None and typed["retention"]):
            trouble = self.tr(
                "Write days such as 10 November 2026 or 10/11/2026; until then the old one stays."
            )
        elif end < start or (gone is not None and gone < end):
            dated = {}
            trouble = (
                self.tr("The last day is before the first; until that is put right the old stay.")
                if end < start
                else self.tr("Notes would be destroyed before the last day; the old day stays.")
            )
        kept = {name: value for name, value in typed.items() if name not in _DAYS} | dated
        if kept["scope"] == _lines(self.known.challenge.scope if self.known else ""):
            del kept["scope"]
        else:
            kept["scope"] = "\n".join(kept["scope"])
        for name in ("title", "code"):
            if not kept[name]:
                del kept[name]
        if typed["time_zone"] not in available_timezones():
            del kept["time_zone"]
            trouble = trouble or self.tr("The time zone is not known; write it like Europe/London.")
        return kept, trouble


def _lines(text: str) -> list[str]:
    return [" ".join(line.split()) for line in text.splitlines() if line.strip()]


def _iso(day: Any) -> str:
    return day.isoformat() if day and day.year > 1 else ""


class ListedFields(RecordFields):
    """The form of one of several records, which says how they stand in a list too."""

    kind: RecordKind
    headings: tuple[str, ...]
    short = ""  # the field that follows the name of a new record until it is typed
    follows = False

    @abstractmethod
    def rows(self, known: Known) -> list[Row]:
        """Return how the records stand in the list."""

    @abstractmethod
    def values(self, known: Known) -> dict[str, Values]:
        """Return what is stored, by record."""

    @abstractmethod
    def new(self, known: Known) -> dict[str, Value]:
        """Return what a new record begins with."""

    def shorten(self, name: str) -> str:
        """Return the short form that follows from a name."""
        return model.mark_of(name)

    def checked(self, typed: Values) -> tuple[Values, str]:
        """Return what can be stored, and a sentence on what cannot."""
        assert self.known is not None
        others = [v for k, v in self.values(self.known).items() if k != self.record]
        self._follow(typed, {v[self.short].casefold() for v in others})
        kept, trouble = dict(typed), ""
        for field, words in (("name", self.tr("name")), (self.short, self._short_words())):
            value = typed[field]
            if value and any(v[field].casefold() == value.casefold() for v in others):
                trouble = self.tr("“{value}” is already the {what} of another; the old one stays.")
                trouble = trouble.format(value=value[:40], what=words)
            elif not value or (field == self.short and not is_mark(value)):
                trouble = trouble or self.tr(
                    "The {what} cannot be this; the old one stays."
                ).format(what=words)
            else:
                continue
            del kept[field]
        return kept, trouble

    def _short_words(self) -> str:
        return self.fields[self.short].accessibleName().casefold()

    def _follow(self, typed: Values, taken: set[str]) -> None:
        """Have the short form of a new record follow its name until it is typed itself."""
        line = self.fields[self.short]
        assert isinstance(line, QLineEdit)
        if line.hasFocus():
            self.follows = False
        following = self.shorten(typed["name"])
        if self.follows and following:
            typed[self.short] = model.free(following, taken)
            line.setText(typed[self.short])

    def show_record(self, record: str, values: Any, known: Known) -> None:
        """Show what is known of a record."""
        if record != self.record:
            self.follows = False
        super().show_record(record, values, known)


class ThemeFields(ListedFields):
    """A theme, its questions, and who drafts its findings."""

    kind, short = RecordKind.FOCUS_AREA, "tag"

    def build(self) -> None:
        """Add the fields."""
        self.headings = (self.tr("Theme"), self.tr("Tag"), self.tr("Questions"), self.tr("Author"))
        self.line("name", self.tr("Name, as it will stand in the report"))
        self.line("tag", self.tr("Tag, which follows # in notes"))
        self.author = self.box("author", self.tr("Who drafts its findings"))
        self.tick("thread", self.tr("A golden thread, which cuts across the others"))
        self.text(QUESTIONS, self.tr("Questions, one a line"), 7)

    def rows(self, known: Known) -> list[Row]:
        """Return how the themes stand in the list."""
        names = {member.id: member.initials for member in known.members}
        return [
            Row(
                theme.id,
                (
                    f"⟶ {theme.name}" if theme.thread else theme.name,
                    f"#{theme.tag}",
                    str(len(theme.questions)),
                    names.get(theme.author, "") if theme.author else "",
                ),
            )
            for theme in known.themes
        ]

    def values(self, known: Known) -> dict[str, Values]:
        """Return what is stored, by theme."""
        return {
            theme.id: {
                "name": theme.name,
                "tag": theme.tag,
                "author": theme.author or "",
                "thread": theme.thread,
                QUESTIONS: [question.text for question in theme.questions],
            }
            for theme in known.themes
        }

    def new(self, known: Known) -> dict[str, Value]:
        """Return what a new theme begins with."""
        name = model.free(self.tr("New theme"), {theme.name.casefold() for theme in known.themes})
        tag = model.free(model.mark_of(name), {theme.tag.casefold() for theme in known.themes})
        last = max((theme.position for theme in known.themes), default="")
        return {"name": name, "tag": tag, "position": after(last)}

    def show_record(self, record: str, values: Any, known: Known) -> None:
        """Show a theme, with the team to choose its author from."""
        _offer(self.author, [("", self.tr("Nobody yet")), *((m.id, m.name) for m in known.members)])
        super().show_record(record, values, known)
        self.author.setCurrentIndex(max(self.author.findData(values.get("author", "")), 0))


def _offer(box: QComboBox, items: list[tuple[str, str]]) -> None:
    if [(box.itemData(n), box.itemText(n)) for n in range(box.count())] != items:
        box.clear()
        for value, words in items:
            box.addItem(words, value)


class OrganisationFields(ListedFields):
    """A host organisation and its sector."""

    kind, short = RecordKind.ORGANISATION, "short"

    def build(self) -> None:
        """Add the fields."""
        self.headings = (self.tr("Organisation"), self.tr("In notes"), self.tr("Sector"))
        self.line("name", self.tr("Name in full"))
        self.line("short", self.tr("Short name, which follows @ in notes"))
        self.box("sector", self.tr("Sector"), _items(Sector))

    def rows(self, known: Known) -> list[Row]:
        """Return how the organisations stand in the list."""
        return [
            Row(one.id, (one.name, f"@{one.short}", one.sector.label))
            for one in known.organisations
        ]

    def values(self, known: Known) -> dict[str, Values]:
        """Return what is stored, by organisation."""
        return {
            one.id: {"name": one.name, "short": one.short, "sector": one.sector.value}
            for one in known.organisations
        }

    def new(self, known: Known) -> dict[str, Value]:
        """Return what a new organisation begins with."""
        names = {one.name.casefold() for one in known.organisations}
        name = model.free(self.tr("New organisation"), names)
        short = model.free(
            model.mark_of(name), {one.short.casefold() for one in known.organisations}
        )
        return {"name": name, "short": short, "sector": Sector.LOCAL_GOVERNMENT.value}


class MemberFields(ListedFields):
    """A member of the team, with what they have declared an interest in."""

    kind, short = RecordKind.MEMBER, "initials"

    def build(self) -> None:
        """Add the fields."""
        self.headings = (self.tr("Name"), self.tr("Initials"), self.tr("Role"))
        self.line("name", self.tr("Name, with any title"))
        self.line("initials", self.tr("Initials"))
        self.box("role", self.tr("Role in the team"), _items(TeamRole))
        self.rights = self.box("rights", self.tr("Rights"), _items(Rights))
        self.line("organisation", self.tr("Home organisation"))
        self.box("background", self.tr("Background"), _items(Background))
        self.party = self.line("party", self.tr("Party, of member peers only"))
        self.form.addWidget(label(self.tr("Has declared an interest in"), "caption"))
        self.ticks = column(gap=0)
        self.form.addLayout(self.ticks)
        self.line("interests", self.tr("What they declared, in words"))

    def rows(self, known: Known) -> list[Row]:
        """Return how the team stands in the list."""
        return [
            Row(
                one.id,
                (
                    one.name,
                    one.initials,
                    one.role.label
                    if one.rights is Rights.PEER
                    else f"{one.role.label} ({one.rights.label.lower()})",
                ),
            )
            for one in known.members
        ]

    def values(self, known: Known) -> dict[str, Values]:
        """Return what is stored, by member."""
        return {
            one.id: {
                "name": one.name,
                "initials": one.initials,
                "role": one.role.value,
                "rights": one.rights.value,
                "organisation": one.organisation,
                "background": one.background.value,
                "party": one.party,
                "interests": one.interests,
            }
            | {f"{_INTEREST}{home.id}": home.id in one.interest for home in known.organisations}
            for one in known.members
        }

    def new(self, known: Known) -> dict[str, Value]:
        """Return what a new member begins with."""
        name = model.free(self.tr("New member"), {m.name.casefold() for m in known.members})
        initials = {member.initials.casefold() for member in known.members}
        return {
            "name": name,
            "initials": model.free(model.initials_of(name), initials),
            "role": TeamRole.OFFICER_PEER.value,
            "rights": Rights.PEER.value,
            "background": Background.LOCAL_GOVERNMENT.value,
        }

    def shorten(self, name: str) -> str:
        """Return the initials of a name."""
        return model.initials_of(name)

    def show_record(self, record: str, values: Any, known: Known) -> None:
        """Show a member, with the organisations to tick."""
        self._offer_ticks(known)
        super().show_record(record, values, known)
        self.rights.setEnabled(values.get("rights") != Rights.LEAD.value)
        self._show_party(values.get("role", ""))

    def _offer_ticks(self, known: Known) -> None:
        wanted = {f"{_INTEREST}{one.id}": one.name for one in known.organisations}
        shown = {name: field for name, field in self.fields.items() if name.startswith(_INTEREST)}
        if list(wanted.items()) == [(n, f.accessibleName()) for n, f in shown.items()]:
            return
        clear(self.ticks)
        for name in shown:
            del self.fields[name]
        for name, words in wanted.items():
            tick = self.tick(name, words)
            tick.setAccessibleName(words)
            self.ticks.addWidget(tick)
        self.record = ""  # so that every tick is set

    def _show_party(self, role: str) -> None:
        self.party.setEnabled(role == TeamRole.MEMBER_PEER.value)

    def checked(self, typed: Values) -> tuple[Values, str]:
        """Return what can be stored, and a sentence on what cannot."""
        assert self.known is not None
        kept, trouble = super().checked(typed)
        self._show_party(typed["role"])
        if typed["role"] != TeamRole.MEMBER_PEER.value:
            kept["party"] = ""
        mine = next((m.rights for m in self.known.members if m.id == self.record), Rights.PEER)
        taken = [m for m in self.known.members if m.rights is Rights.DEPUTY and m.id != self.record]
        if (typed["rights"] == Rights.LEAD.value) != (mine is Rights.LEAD):
            kept["rights"] = mine.value
            trouble = trouble or self.tr("There is one lead; choose deputy, who can do the same.")
        elif typed["rights"] == Rights.DEPUTY.value and taken:
            kept["rights"] = mine.value
            trouble = trouble or self.tr("{name} is the deputy; make them a peer first.").format(
                name=taken[0].name
            )
        return kept, trouble
