"""Help for the Notes page: what it does, and every mark and key, in the order they are needed."""

from PySide6.QtCore import QCoreApplication


def help_text() -> str:
    """Return help for the Notes page."""
    return "\n\n".join(QCoreApplication.translate("NotesHelp", part) for part in _PARTS)


_ABOUT = """\
Type as people speak: each line is one note, saved as you type. Nothing has to be marked now; you \
can sort it later."""
_FIRST = """\
FIRST ON A LINE, THEN A SPACE
+  strength
!  consideration
=  fact
>  follow-up
A quotation mark makes a quote and stays."""
_WORDS = """\
ANYWHERE AFTER A SPACE
#word  theme
@word  organisation; two make a relationship
A list opens as you type: arrows choose, Tab or Enter takes, Escape leaves the text as it is. \
Enter after a whole word ends the line. Backspace straight after gives back what you typed."""
_LINE_KEYS = """\
KEYS FOR THIS LINE OR ALL SELECTED ONES
Alt+1 to Alt+6  kind
Ctrl+1 to Ctrl+9  theme
Alt+T  all themes
Alt+O  organisations
Alt+S  seen
Alt+R  read
Alt+W  who said it: a role or a group, never a name
Alt+L  for the lead, who sees it when you hand in"""
_RISK = "If someone may be at risk, phone. Do not wait for handing in."
_PAGE_KEYS = """\
KEYS FOR THE PAGE
Ctrl+Z, Ctrl+Y  take back a step, do it again
Ctrl+F  find in this session
Ctrl+Shift+F  search every note
Ctrl+H  what this line was before
Ctrl+Shift+S  sort the notes without a theme
Ctrl+Shift+B  what you deleted
F7  the next underlined word; the menu key or a right click offers other spellings
Ctrl+I  you are in this session; F2 fills in what it was
Ctrl+N  a conversation nobody planned
Ctrl++, Ctrl+-, Ctrl+0  text size
Ctrl+.  the panel beside the notes
Tab  leave the notes; F6 goes to the panel beside them and back
Ctrl+L  lock
F1  this help"""
_BESIDE = """\
Beside each line stand its time, the sign of its kind and what it is about. They are not part of \
the text. The same is said in words below the notes."""
_PANEL = """\
IN THE PANEL
Tick a question once it has been asked. The scratch pad stays on this laptop and is never handed \
in. What colleagues noted is hidden until you ask for it, and again as soon as you leave. “Typing \
for …” is for a colleague who wrote on paper: you see and write their lines, and yours are kept."""
_TOUCH = """\
Without keys: the buttons under the notes say what a line is. “More” above them takes back a step, \
finds words and shows what a line was. “View” at the left has everything else."""
_PARTS = (_ABOUT, _FIRST, _WORDS, _LINE_KEYS, _RISK, _PAGE_KEYS, _TOUCH, _BESIDE, _PANEL)
