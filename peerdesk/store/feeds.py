"""A feed as text: its segments one after another, verified line by line as they are read.

A segment is its header, its signed lines, its signature, then a line of values for each change
whose values travel. Every fault raises its own FeedFault; nothing of such a feed is used.
"""

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from hashlib import sha256
from io import BytesIO
from itertools import islice

from peerdesk.domain.changes import Header
from peerdesk.domain.ids import DeviceId
from peerdesk.domain.schema import Value
from peerdesk.store.errors import (
    ChainBroken,
    FeedElsewhere,
    FeedNewer,
    FeedTooLarge,
    FeedUnreadable,
    SegmentMissing,
    ValuesChanged,
)
from peerdesk.store.wire import (
    FORMAT,
    LINE_BYTES,
    SEGMENT_CHANGES,
    VALUE_BYTES,
    Segment,
    decode_line,
    decode_side,
    is_hash,
    read_object,
    signed_bytes,
    value_bytes,
    verify,
)

_SIDE = '{"n":'


@dataclass(frozen=True, slots=True)
class Incoming:
    """A verified segment with its changes read: `values` has one entry a line, None if withheld."""

    segment: Segment
    headers: tuple[Header, ...]
    values: tuple[dict[str, Value] | None, ...]


def write_feed(segments: Iterable[Segment]) -> bytes:
    """Return a feed as text; the segments' own bytes are kept exactly."""
    lines: list[str] = []
    for segment in segments:
        lines += [segment.header, *segment.lines, _signature_line(segment.signature)]
        lines += [segment.sides[number] for number in sorted(segment.sides)]
    return "".join(line + "\n" for line in lines).encode()


def _signature_line(signature: str) -> str:
    return json.dumps({"signature": signature}, separators=(",", ":"))


def read_feed(content: bytes, challenge: str, device: DeviceId) -> list[Incoming]:
    """Read and verify a whole feed, from number 1; raises a FeedFault."""
    lines = _lines(content)
    ends: dict[str, int] = {}
    found = []
    header: str | None = next(lines, "")
    while header is not None:
        incoming, header = _read_segment(header, lines, challenge, device)
        check_follows(incoming.segment, ends)
        ends[incoming.segment.hash] = incoming.segment.last
        found.append(incoming)
    return found


def _lines(content: bytes) -> Iterator[str]:
    """Yield the lines one by one, so that a feed of empty lines costs no more than its bytes."""
    for raw in BytesIO(content):
        if len(raw) > LINE_BYTES + 1:
            raise FeedTooLarge
        if not raw.endswith(b"\n"):
            raise FeedUnreadable
        try:
            yield raw[:-1].decode()
        except UnicodeDecodeError as error:
            raise FeedUnreadable from error


def check_follows(segment: Segment, ends: dict[str, int]) -> None:
    """Raise SegmentMissing or ChainBroken unless a segment follows one whose last number is known.

    `ends` maps hashes of the device's earlier segments to their last numbers.
    """
    before = ends.get(segment.previous, 0 if segment.previous == "" else None)
    if before is not None and segment.first == before + 1:
        return
    if segment.first > max(ends.values(), default=0) + 1:
        raise SegmentMissing
    raise ChainBroken


def _read_segment(
    header: str, lines: Iterator[str], challenge: str, device: DeviceId
) -> tuple[Incoming, str | None]:
    """Read one segment; return it with the header of the next, None at the end."""
    first, last, previous = _read_header(header, challenge, device)
    signed = list(islice(lines, last - first + 1))
    return _complete(header, signed, lines, (challenge, device, first, last, previous))


def _complete(
    header: str,
    signed: list[str],
    lines: Iterator[str],
    about: tuple[str, DeviceId, int, int, str],
) -> tuple[Incoming, str | None]:
    challenge, device, first, last, previous = about
    signature = _read_signature(next(lines, ""))
    message = signed_bytes(header, signed)
    verify(device, message, signature)
    headers = _read_headers(signed, first)
    sides, values, following = _read_sides(lines, headers)
    segment = Segment(
        challenge=challenge,
        device=device,
        first=first,
        last=last,
        previous=previous,
        hash=sha256(message).hexdigest(),
        header=header,
        signature=signature,
        lines=tuple(signed),
        sides=sides,
    )
    return Incoming(segment, headers, values), following


def _read_header(line: str, challenge: str, device: DeviceId) -> tuple[int, int, str]:
    content = read_object(line)
    format_, first, last = (content.get(name) for name in ("segment", "first", "last"))
    previous = content.get("previous")
    if type(format_) is int and format_ > FORMAT:
        raise FeedNewer
    if type(format_) is not int or format_ < 1 or type(first) is not int or type(last) is not int:
        raise FeedUnreadable
    if content.get("challenge") != challenge or content.get("device") != device:
        raise FeedElsewhere
    if not (previous == "" or is_hash(previous)) or first < 1 or last < first:
        raise FeedUnreadable
    if last - first + 1 > SEGMENT_CHANGES:
        raise FeedTooLarge
    return first, last, str(previous)


def _read_signature(line: str) -> str:
    signature = read_object(line).get("signature")
    if not isinstance(signature, str):
        raise FeedUnreadable
    return signature


def _read_headers(signed: list[str], first: int) -> tuple[Header, ...]:
    headers = []
    for number, line in enumerate(signed, first):
        header = decode_line(line)
        if header.number != number:
            raise FeedUnreadable
        headers.append(header)
    return tuple(headers)


def _read_sides(
    lines: Iterator[str], headers: tuple[Header, ...]
) -> tuple[dict[int, str], tuple[dict[str, Value] | None, ...], str | None]:
    """Read the lines of values up to the next header, holding each against what was signed."""
    first = headers[0].number
    sides: dict[int, str] = {}
    values: list[dict[str, Value] | None] = [None] * len(headers)
    for line in lines:
        if not line.startswith(_SIDE):
            return sides, tuple(values), line
        number, read = decode_side(line)
        place = number - first
        if not 0 <= place < len(headers) or values[place] is not None:
            raise FeedUnreadable
        encoded = line.encode()
        if sha256(encoded).hexdigest() != headers[place].commitment:
            raise ValuesChanged
        if len(encoded) > VALUE_BYTES and any(value_bytes(v) > VALUE_BYTES for v in read.values()):
            raise FeedTooLarge
        sides[number] = line
        values[place] = read
    return sides, tuple(values), None
