"""What assistive technology is told of a window: its tree walked as a screen reader walks it."""

from collections.abc import Iterator

from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtWidgets import QWidget

Role = QAccessible.Role
# Roles whose value is what a person came for: what is typed, chosen or counted there.
_WITH_VALUE = frozenset({Role.ComboBox, Role.SpinBox, Role.Slider, Role.ProgressBar})
_WITH_TEXT = frozenset({Role.EditableText})
_TICKED = frozenset({Role.CheckBox, Role.RadioButton})
_NO_CONTROL = frozenset({Role.ScrollBar, Role.Indicator, Role.Grip, Role.StaticText})


def walk(widget: QWidget) -> Iterator[QAccessibleInterface]:
    """Yield the interface of a widget and of everything in sight below it."""
    yield from _below(QAccessible.queryAccessibleInterface(widget))


def _below(interface: QAccessibleInterface) -> Iterator[QAccessibleInterface]:
    if not interface.isValid():
        return
    yield interface
    for number in range(interface.childCount()):
        child = interface.child(number)
        if not child.state().invisible:
            yield from _below(child)


def troubles(widget: QWidget) -> list[str]:
    """Return what a screen reader would miss of the controls in sight: name, role or value."""
    found = [one for one in walk(widget) if _is_control(one)]
    assert found, "no control was found at all"
    return [f"{_said(one)}: {lack}" for one in found for lack in _lacks(one)]


def _is_control(interface: QAccessibleInterface) -> bool:
    state = interface.state()
    return bool(state.focusable) and not state.disabled and interface.role() not in _NO_CONTROL


def _lacks(interface: QAccessibleInterface) -> Iterator[str]:
    role = interface.role()
    if role is Role.NoRole or (role is Role.Client and not interface.childCount()):
        yield "no role"  # around other controls Client is read out as a panel
    if not interface.text(QAccessible.Text.Name).strip():
        yield "no name"
    if role in _WITH_VALUE and not _value(interface):
        yield "no value"
    if role in _WITH_TEXT and not interface.textInterface():
        yield "no text"
    if role in _TICKED and not interface.state().checkable:
        yield "does not say whether it is ticked"


def _value(interface: QAccessibleInterface) -> str:
    told = interface.text(QAccessible.Text.Value)
    return told or str(interface.valueInterface().currentValue())


def _said(interface: QAccessibleInterface) -> str:
    thing = interface.object()
    name = interface.text(QAccessible.Text.Name)
    return f"{type(thing).__name__} “{name}” ({interface.role().name})"
