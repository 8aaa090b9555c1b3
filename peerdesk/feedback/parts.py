"""The parts of an outline: every piece of text that a feedback document shows, in reading order.

It knows nothing of Word or slides. All text is a `Text`, so that none escapes the check.
"""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from peerdesk.feedback.wording import Wording


@dataclass(frozen=True, slots=True)
class Text:
    """A piece of text, and where it stands in words that do not repeat it."""

    where: str
    text: str

    @property
    def paragraphs(self) -> list[str]:
        """Return the lines of it that are not blank."""
        return [line for line in map(str.strip, self.text.splitlines()) if line]


@dataclass(frozen=True, slots=True)
class MemberName(Text):
    """The name of a team member in the team list, the one place where it may stand."""


@dataclass(frozen=True, slots=True)
class Cover:
    """What a document says before its first section."""

    title: Text
    report: Text
    presentation: Text
    dates: Text
    asked_by: Text
    sponsors: tuple[Text, ...]
    promise: Text
    author: Text
    contents: Text
    page: Text
    page_of: Text


@dataclass(frozen=True, slots=True)
class SummaryPoint:
    """A headline of the executive summary and the theme it comes from."""

    theme: Text
    headline: Text


@dataclass(frozen=True, slots=True)
class SummaryList:
    """A sentence that leads to a list of headlines."""

    lead: Text
    points: tuple[SummaryPoint, ...]


@dataclass(frozen=True, slots=True)
class Summary:
    """The executive summary."""

    heading: Text
    opening: Text
    lists: tuple[SummaryList, ...]


@dataclass(frozen=True, slots=True)
class Recommended:
    """A recommendation under the number it keeps."""

    number: int
    text: Text


@dataclass(frozen=True, slots=True)
class Recommendations:
    """All recommendations, by number."""

    heading: Text
    opening: Text
    items: tuple[Recommended, ...]


@dataclass(frozen=True, slots=True)
class TeamRow:
    """One member of the team: name, role (with party), home organisation."""

    name: MemberName
    role: Text
    organisation: Text


@dataclass(frozen=True, slots=True)
class Figure:
    """A number the feedback rests on, and what it counts."""

    label: Text
    value: int


@dataclass(frozen=True, slots=True)
class Approach:
    """How the team worked: what it was asked, who it was, what it did, in numbers."""

    heading: Text
    friends: Text
    scope_heading: Text
    scope: Text
    areas_lead: Text
    areas: tuple[Text, ...]
    how_heading: Text
    method: Text
    figures_caption: Text
    figures_columns: tuple[Text, ...]
    figures: tuple[Figure, ...]
    confidence: Text
    team_heading: Text
    team_caption: Text
    team_columns: tuple[Text, ...]
    team: tuple[TeamRow, ...]


@dataclass(frozen=True, slots=True)
class FindingText:
    """A finding as it is written; one that is not `on_slides` is in the report only."""

    headline: Text
    narrative: Text
    on_slides: bool


@dataclass(frozen=True, slots=True)
class ThemeFeedback:
    """What the team concludes about one theme."""

    heading: Text
    strengths: tuple[FindingText, ...]
    considerations: tuple[FindingText, ...]


@dataclass(frozen=True, slots=True)
class Feedback:
    """The findings, theme by theme; `quiet` stands under a theme that has none."""

    heading: Text
    opening: tuple[Text, ...]
    strengths: Text
    considerations: Text
    quiet: Text
    themes: tuple[ThemeFeedback, ...]


@dataclass(frozen=True, slots=True)
class NextSteps:
    """What happens after the visit: in paragraphs for the report, in lines for slides."""

    heading: Text
    paragraphs: tuple[Text, ...]
    lines: tuple[Text, ...]
    thanks: Text


@dataclass(frozen=True, slots=True)
class SlideTitles:
    """What only slides say."""

    asked: Text
    areas: Text
    team: Text
    worked: Text
    worked_note: Text
    recommendations: Text
    next_steps: Text


@dataclass(frozen=True, slots=True)
class Outline:
    """A feedback document before it is rendered."""

    cover: Cover
    summary: Summary
    recommendations: Recommendations
    approach: Approach
    feedback: Feedback
    next_steps: NextSteps
    slides: SlideTitles

    def for_slides(self) -> "Outline":
        """Return what slides show: no executive summary, no finding that is for the report only."""
        themes = tuple(
            replace(
                theme,
                strengths=tuple(f for f in theme.strengths if f.on_slides),
                considerations=tuple(f for f in theme.considerations if f.on_slides),
            )
            for theme in self.feedback.themes
        )
        return replace(
            self,
            summary=replace(self.summary, lists=()),
            feedback=replace(self.feedback, themes=themes),
        )


def texts(part: object) -> list[Text]:
    """Return every text of an outline or of a part of it, in reading order."""
    found: list[Text] = []
    _collect(part, found)
    return found


def _collect(part: object, found: list[Text]) -> None:
    if isinstance(part, Text):
        found.append(part)
    elif isinstance(part, tuple):
        for piece in part:
            _collect(piece, found)
    else:
        # What dataclasses.fields reads, without the list it makes for each of many findings.
        for name in getattr(part, "__dataclass_fields__", ()):
            _collect(getattr(part, name), found)


def fixed(wording: Wording, key: str, **values: str) -> Text:
    """Return a sentence of the template, filled in."""
    return Text(f"Template, {key}", wording.say(key, **values))


def numbered_lines(where: str, lines: Iterable[str]) -> tuple[Text, ...]:
    """Return the lines that are not blank; `where` has a blank for their number."""
    kept = [line.strip() for line in lines if line.strip()]
    return tuple(Text(where.format(at), line) for at, line in enumerate(kept, 1))
