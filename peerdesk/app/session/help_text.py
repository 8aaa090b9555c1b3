"""Help for the Notes page: what it does, and every mark and key, in the order they are needed."""

from PySide6.QtCore import QCoreApplication


def help_text() -> str:
    """Return help for the Notes page."""
    return "\n\n".join(_said(part) for part in _PARTS)


def _said(text: str) -> str:
    return QCoreApplication.translate("NotesHelp", text)


_PARTS = (
    "Type as people speak: each line is one note, saved as you type. Nothing has to be marked now;"
    " you can sort it later.",
    "FIRST ON A LINE, THEN A SPACE\n"
    "+  strength\n"
    "!  consideration\n"
    "=  fact\n"
    ">  follow-up\n"
    "A quotation mark makes a quote and stays.",
    "ANYWHERE AFTER A SPACE\n"
    "#word  theme\n"
    "@word  organisation; two make a relationship\n"
    "A list opens as you type: arrows choose, Tab or Enter takes, Escape leaves the text as it is."
    " Enter after a whole word ends the line. Backspace straight after gives back what you typed.",
    "KEYS FOR THIS LINE OR ALL SELECTED ONES\n"
    "Alt+1 to Alt+6  kind\n"
    "Ctrl+1 to Ctrl+9  theme\n"
    "Alt+T  all themes\n"
    "Alt+O  organisations\n"
    "Alt+S  seen\n"
    "Alt+R  read\n"
    "Alt+W  who said it: a role or a group, never a name\n"
    "Alt+L  for the lead, who sees it when you hand in",
    "If someone may be at risk, phone. Do not wait for handing in.",
    "KEYS FOR THE PAGE\n"
    "Ctrl+Z, Ctrl+Y  take back a step, do it again\n"
    "Ctrl+F  find on this page\n"
    "Ctrl+Shift+F  search everything\n"
    "Ctrl+H  what this line was before\n"
    "Ctrl++, Ctrl+-, Ctrl+0  text size\n"
    "Ctrl+.  the panel beside the notes\n"
    "Tab  leave the notes\n"
    "Ctrl+L  lock\n"
    "F1  this help",
    "Beside each line stand its time, the sign of its kind and what it is about. They are not part"
    " of the text. The same is said in words below the notes.",
)
