"""The projection read as the domain's records. It writes nothing."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from peerdesk.domain.counts import heads_present, was_held
from peerdesk.domain.ids import DeviceId, RecordId
from peerdesk.domain.records import (
    Attendance,
    Challenge,
    Device,
    Evidence,
    Finding,
    Member,
    Observation,
    Organisation,
    Participant,
    Question,
    Recommendation,
    Session,
    Theme,
)
from peerdesk.domain.times import DEFAULT_ZONE
from peerdesk.domain.triangulation import settle_joins
from peerdesk.domain.words import (
    Background,
    FindingKind,
    FindingState,
    ObservationKind,
    Rights,
    Sector,
    SessionKind,
    Source,
    TeamRole,
)
from peerdesk.store.rows import (
    EVERYTHING,
    Cells,
    Condition,
    Rows,
    day,
    identity,
    members_of,
    moment,
    texts,
    whole,
)
from peerdesk.store.store import Store


def load_evidence(store: Store) -> Evidence:
    """Return the whole challenge as it stands on this laptop."""
    return Evidence(
        challenge=challenge(store),
        organisations=organisations(store),
        themes=themes(store),
        members=members(store),
        sessions=sessions(store),
        observations=observations(store),
        findings=findings(store),
        recommendations=recommendations(store),
        attendances=attendances(store),
    )


def challenge(store: Store) -> Challenge:
    """Return the challenge; one with empty fields when its first change is not here yet."""
    row = next(iter(Rows(store.db).all("challenge", "clock")), None)
    if row is None:
        return Challenge(RecordId(""), "", "", date.min, date.min, DEFAULT_ZONE)
    return Challenge(
        id=RecordId(row["id"]),
        code=row["code"] or "",
        title=row["title"] or "",
        start=day(row["start"]) or date.min,
        end=day(row["end"]) or date.min,
        time_zone=row["time_zone"] or DEFAULT_ZONE,
        sponsors=texts(row["sponsors"]),
        scope=row["scope"] or "",
        retention=day(row["retention"]),
        emergency=row["emergency"] or "",
        recovery_recipient=row["recovery_recipient"] or "",
    )


def organisations(store: Store) -> tuple[Organisation, ...]:
    """Return the host organisations by name."""
    return tuple(
        Organisation(
            id=RecordId(row["id"]),
            name=row["name"] or "",
            short=row["short"] or "",
            sector=Sector.read(row["sector"], Sector.OTHER),
        )
        for row in Rows(store.db).standing("organisation", "name, id")
    )


def themes(store: Store) -> tuple[Theme, ...]:
    """Return focus areas in the order of the setup, then emergent themes as they came."""
    rows = Rows(store.db)
    questions: dict[str, list[Question]] = {}
    for row in rows.standing("question", "position, id"):
        question = Question(
            RecordId(row["id"]),
            RecordId(row["theme"] or ""),
            row["text"] or "",
            row["position"] or "",
        )
        questions.setdefault(question.theme, []).append(question)
    return settle_joins(
        Theme(
            id=RecordId(row["id"]),
            name=row["name"] or "",
            tag=row["tag"] or "",
            focus=kind == "focus_area",
            position=row["position"] or "",
            author=identity(row["author"]),
            joined=identity(row["joined"]),
            questions=tuple(questions.get(row["id"], ())),
            thread=kind == "focus_area" and bool(row["thread"]),
        )
        for kind in ("focus_area", "theme")
        for row in rows.standing(kind, "position, id")
    )


def members(store: Store) -> tuple[Member, ...]:
    """Return the team in the order of the setup."""
    rows = Rows(store.db)
    interest = rows.members_of("member", "interest")
    return tuple(
        Member(
            id=RecordId(row["id"]),
            name=row["name"] or "",
            initials=row["initials"] or "",
            role=TeamRole.read(row["role"], TeamRole.OFFICER_PEER),
            rights=Rights.read(row["rights"], Rights.PEER),
            organisation=row["organisation"] or "",
            background=Background.read(row["background"], Background.OTHER),
            party=row["party"] or "",
            interests=row["interests"] or "",
            interest=frozenset(interest.get(row["id"], ())),
        )
        for row in rows.standing("member", "seq")
    )


def devices(store: Store) -> tuple[Device, ...]:
    """Return the laptops that have announced themselves, in the order they did."""
    announced = (
        Device(
            id=DeviceId(row["device"]),
            record=RecordId(row["id"]),
            member=identity(row["member"]),
            name=row["name"] or "",
            confirmed=identity(row["confirmed"]),
            tied_to=DeviceId(row["tied_to"]) if row["tied_to"] else None,
        )
        for row in Rows(store.db).all("device", "clock, id")
    )
    found: dict[DeviceId, Device] = {}
    for device in announced:
        if device.id not in found or found[device.id].belongs_to is None:
            found[device.id] = device
    return tuple(found.values())


def owners(store: Store) -> dict[DeviceId, RecordId]:
    """Return whose each device is, confirmed or as it says; those of one laptop are one's."""
    query = "SELECT device, confirmed, member FROM device ORDER BY clock, id"
    rows = store.db.execute(query).fetchall()  # every page asks, so no more than is needed
    found = {
        DeviceId(device): RecordId(confirmed or member)
        for device, confirmed, member in rows
        if confirmed or member
    }
    firsts = store.rights.first_of.items()
    return found | {device: found[first] for device, first in firsts if first in found}


def me(store: Store) -> Member | None:
    """Return the member this laptop belongs to, or None for someone not on the list."""
    mine = owners(store).get(store.device)
    return next((member for member in members(store) if member.id == mine), None)


def is_lead(store: Store) -> bool:
    """Say whether this laptop has a lead's rights."""
    return store.device in store.rights.leads


def sessions(store: Store) -> tuple[Session, ...]:
    """Return the timetable by start, with who was there as far as anybody has said."""
    rows = Rows(store.db)
    accounts: dict[str, list[Attendance]] = {}
    for account in attendances(store):
        accounts.setdefault(account.session, []).append(account)
    present = _participants(rows, accounts)
    peers = rows.members_of("session", "peer")
    noted = sessions_noted(store)
    found = []
    for row in rows.standing("session", "start, stream, title, id"):
        said = [account.held for account in accounts.get(row["id"], ())]
        held = was_held(bool(row["cancelled"]), said, row["id"] in noted)
        who = tuple(present.get(row["id"], ()))
        found.append(_session(row, frozenset(peers.get(row["id"], ())), who, held))
    return tuple(found)


def deleted_sessions(store: Store) -> tuple[Session, ...]:
    """Return the sessions that were deleted and could come back, without who is met in them."""
    rows = Rows(store.db)
    peers = rows.members_of("session", "peer")
    return tuple(
        _session(row, frozenset(peers.get(row["id"], ())))
        for row in rows.all("session", "start, stream, title, id")
        if row["deleted"] and row["title"]
    )


def sessions_noted(store: Store) -> frozenset[str]:
    """Return the ids of the sessions here with an observation that stands."""
    rows = store.db.execute(
        "SELECT id FROM session s WHERE EXISTS"
        " (SELECT 1 FROM observation o WHERE o.session = s.id AND o.deleted IS NOT 1)"
    )
    return frozenset(row[0] for row in rows.fetchall())


def _session(
    row: Mapping[str, str],
    peers: frozenset[RecordId],
    participants: tuple[Participant, ...] = (),
    held: bool = False,
) -> Session:
    return Session(
        id=RecordId(row["id"]),
        title=row["title"] or "",
        kind=SessionKind.read(row["kind"], SessionKind.INTERVIEW),
        start=moment(row["start"]),
        end=moment(row["end"]),
        place=row["place"] or "",
        stream=row["stream"] or "",
        document=row["document"] or "",
        peers=peers,
        participants=participants,
        cancelled=bool(row["cancelled"]),
        held=held,
    )


def _participants(
    rows: Rows, accounts: Mapping[str, Iterable[Attendance]]
) -> dict[str, list[Participant]]:
    found: dict[str, list[Participant]] = {}
    for row in rows.standing("participant", "seq"):
        session, participant = row["session"] or "", RecordId(row["id"])
        found.setdefault(session, []).append(
            Participant(
                id=participant,
                session=RecordId(session),
                role=row["role"] or "",
                organisation=identity(row["organisation"]),
                name=row["name"] or "",
                expected=whole(row["expected"], 1),
                present=heads_present(participant, accounts.get(session, ())),
            )
        )
    return found


def attendances(store: Store) -> tuple[Attendance, ...]:
    """Return every peer's own account of their sessions."""
    rows = Rows(store.db)
    present = rows.numbers_of("attendance", "present")
    asked = rows.members_of("attendance", "asked")
    whose = owners(store)
    return tuple(
        Attendance(
            id=RecordId(row["id"]),
            session=RecordId(row["session"] or ""),
            member=identity(row["noted_by"]) or whose.get(DeviceId(row["device"])),
            held=None if row["held"] is None else bool(row["held"]),
            summary=row["summary"] or "",
            present=tuple(present.get(row["id"], ())),
            asked=frozenset(asked.get(row["id"], ())),
        )
        for row in rows.all("attendance", "clock, id")
    )


def observations(store: Store, session: RecordId | None = None) -> tuple[Observation, ...]:
    """Return observations in the order of the notes, of one session or of all."""
    rows = Rows(store.db)
    if session is None:
        return _observations(store, rows.observations("at, position, seq"))
    return _observations(store, rows.observations("position, seq", "session = ?", [session]))


def observations_where(
    store: Store, order: str, where: str, values: Sequence[object]
) -> tuple[Observation, ...]:
    """Return the observations that a clause of SQL picks; for other modules of the store."""
    return _observations(store, Rows(store.db).observations(order, where, values))


def observation_count(store: Store) -> int:
    """Return how many observations stand on this laptop."""
    row = store.db.execute("SELECT count(*) FROM observation WHERE deleted IS NOT 1").fetchone()
    return int(row[0])


def observation(store: Store, record: RecordId) -> Observation | None:
    """Return one observation, or None when it is deleted or not here."""
    found = Rows(store.db).observations("seq", "id = ?", [record])
    return next(iter(_observations(store, found)), None)


def _observations(store: Store, found: list[Cells]) -> tuple[Observation, ...]:
    whose = owners(store)
    return tuple(
        Observation(
            record,
            session or None,
            text or "",
            ObservationKind.read(kind, ObservationKind.PLAIN),
            Source.read(source, Source.HEARD),
            moment(at),
            device,
            noted_by or whose.get(device),
            whose.get(device),
            position or "",
            speaker or "",
            members_of(themes),
            members_of(organisations),
            bool(for_lead),
            bool(missing) and text is None,
        )
        for (
            record,
            session,
            text,
            kind,
            source,
            at,
            device,
            noted_by,
            position,
            speaker,
            for_lead,
            missing,
            themes,
            organisations,
        ) in found
    )


def search(
    store: Store, words: str, limit: int = 50, only: Condition = EVERYTHING
) -> tuple[Observation, ...]:
    """Return the newest observations that hold every word (the last one as a beginning).

    Accents and case are ignored. An empty search finds nothing. `only` limits it to those of the
    observations `o` that meet a condition.
    """
    query = search_query(words)
    if not query:
        return ()
    in_memory = store.projection.fresh.is_ready
    found = Rows(store.db).matching(query, limit, only, in_memory=in_memory)
    return _observations(store, found)


def search_query(words: str) -> str:
    """Return an FTS5 query for what a person typed: every word, the last one as a beginning."""
    quoted = ['"' + word.replace('"', '""') + '"' for word in words.split() if _has_letter(word)]
    if not quoted:
        return ""
    ending = "" if words[-1:].isspace() else "*"
    return " ".join([*quoted[:-1], quoted[-1] + ending])


def _has_letter(word: str) -> bool:
    return any(character.isalnum() for character in word)


def findings(store: Store) -> tuple[Finding, ...]:
    """Return the findings in the team's order."""
    rows = Rows(store.db)
    behind = rows.members_of("finding", "evidence")
    return tuple(
        Finding(
            id=RecordId(row["id"]),
            headline=row["headline"] or "",
            narrative=row["narrative"] or "",
            kind=FindingKind.read(row["kind"], FindingKind.CONSIDERATION),
            state=FindingState.read(row["state"], FindingState.DRAFT),
            theme=identity(row["theme"]),
            evidence=frozenset(behind.get(row["id"], ())),
            position=row["position"] or "",
        )
        for row in rows.standing("finding", "position, id")
    )


def recommendations(store: Store) -> tuple[Recommendation, ...]:
    """Return the recommendations by number, those without one after them in the team's order."""
    rows = Rows(store.db)
    behind = rows.members_of("recommendation", "finding")
    return tuple(
        Recommendation(
            id=RecordId(row["id"]),
            text=row["text"] or "",
            number=whole(row["number"], 0),
            findings=frozenset(behind.get(row["id"], ())),
            position=row["position"] or "",
        )
        for row in rows.standing("recommendation", "number IS NULL, number, position, id")
    )
