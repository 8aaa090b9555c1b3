"""Turns an outline into a preview and flags into rows; pure functions."""

from html import escape
from typing import TYPE_CHECKING

from peerdesk.app.widgets.rows import Row

if TYPE_CHECKING:
    from peerdesk.app.feedback.actions import Checked
    from peerdesk.feedback.parts import FindingText, Text

FLAG_HEADINGS = ("Where", "What stands there", "Why it cannot stay")


def flag_rows(checked: "Checked") -> list[Row]:
    """Return a row for everything that identifies somebody."""
    return [
        Row(str(place), (flag.where, flag.text, flag.reason))
        for place, flag in enumerate(checked.flags)
    ]


def check_words(checked: "Checked") -> str:
    """Say in a sentence whether the documents can be written."""
    if not checked.findings:
        return "No finding is set to “Slides and report” or “Report only” yet."
    count = len(checked.flags)
    if count:
        places = (
            "1 place names or points to somebody"
            if count == 1
            else (f"{count} places name or point to somebody")
        )
        return f"{places}. Reword what is listed; until then no document is written."
    return "✓ Nothing in it names anybody. Both documents can be written."


def preview(checked: "Checked") -> str:
    """Return the documents' content as simple HTML, every text escaped."""
    if not checked.findings:
        return "<p>Findings and recommendations will be shown here as they go in.</p>"
    outline = checked.outline
    parts = [_tag("h2", outline.cover.title), _tag("p", outline.cover.dates)]
    parts.append(_tag("h3", outline.recommendations.heading))
    for one in outline.recommendations.items:
        parts.append(f"<p><b>{one.number}.</b> {escape(one.text.text)}</p>")
    feedback = outline.feedback
    for theme in feedback.themes:
        parts.append(_tag("h3", theme.heading))
        for title, found in (
            (feedback.strengths, theme.strengths),
            (feedback.considerations, theme.considerations),
        ):
            if found:
                parts.append(_tag("h4", title))
                parts += [_finding(one) for one in found]
    return "".join(parts)


def _tag(tag: str, text: "Text") -> str:
    return f"<{tag}>{escape(text.text)}</{tag}>"


def _finding(finding: "FindingText") -> str:
    where = "" if finding.on_slides else " <i>(report only)</i>"
    told = "".join(f"<p>{escape(line)}</p>" for line in finding.narrative.paragraphs)
    return f"<p><b>{escape(finding.headline.text)}</b>{where}</p>{told}"
