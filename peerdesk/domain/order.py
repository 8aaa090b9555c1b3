"""Fractional keys: texts that sort between any two others, so that moving one record changes one.

Keys are base-62 fractions without trailing zeros, compared by code point. A key that arrived from
elsewhere may be any text; what is made from it still sorts where it was asked to.
"""

_DIGITS = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
_BASE = len(_DIGITS)


def between(before: str, after: str) -> str:
    """Return a key above `before` and below `after`; an empty text is the open end.

    Raises ValueError when `before` is not below `after`, or nothing sorts between them.
    """
    if after and before >= after:
        raise ValueError("the first key must sort before the second")
    ours = all(character in _DIGITS for character in before + after)
    key = _fraction(before, after) if ours else before + _DIGITS[_BASE // 2]
    if not before < key or (after and not key < after):
        raise ValueError("no key sorts between these two")
    return key


def _fraction(before: str, after: str) -> str:
    key = ""
    while True:
        low = _DIGITS.index(before[len(key)]) if len(key) < len(before) else 0
        high = _DIGITS.index(after[len(key)]) if len(key) < len(after) else _BASE
        if high - low > 1:
            return key + _DIGITS[(low + high) // 2]
        key += _DIGITS[low]
        if high > low:
            after = ""


def after(last: str) -> str:
    """Return a short key above `last`, for records that are appended one after another."""
    for place in range(len(last) - 1, -1, -1):
        digit = _DIGITS.find(last[place])
        if digit < 0:
            break
        if digit + 1 < _BASE:
            return last[:place] + _DIGITS[digit + 1]
    return last + _DIGITS[1]


def spread(count: int) -> list[str]:
    """Return `count` rising keys of equal length, for records that arrive together."""
    width = 1
    while _BASE ** (width - 1) * (_BASE - 1) < count:
        width += 1
    keys = []
    for number in range(count):
        number, last = divmod(number, _BASE - 1)
        digits = _DIGITS[last + 1]
        for _ in range(width - 1):
            number, digit = divmod(number, _BASE)
            digits = _DIGITS[digit] + digits
        keys.append(digits)
    return keys
