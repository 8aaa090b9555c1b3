"""Says to every page what kind of record has changed; knows neither pages nor records."""

from PySide6.QtCore import QObject, Signal, Slot


class Changed(QObject):
    """Facts about the open notes, told after they are on disk.

    `observations` and `timetable` are changes from elsewhere; what this person does on the Notes
    page is `own_notes`, so that the page does not read again what it has just written.
    """

    observations = Signal()
    own_notes = Signal()
    findings = Signal()
    timetable = Signal()
    team = Signal()
    handed_in = Signal()

    @Slot()
    def tell_all(self) -> None:
        """Tell that anything may have changed, as after a merge."""
        for fact in (self.team, self.timetable, self.observations, self.findings, self.handed_in):
            fact.emit()
