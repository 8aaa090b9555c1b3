import io
import zipfile
from collections.abc import Callable
from contextlib import suppress
from datetime import time
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import Workbook, load_workbook

from peerdesk.domain.words import Sector
from peerdesk.schedule import workbook
from peerdesk.schedule.errors import SetupFault
from peerdesk.schedule.setup import read_setup
from tests.helpers.campaign import examples
from tests.schedule.made import EXAMPLE_TOML, EXAMPLE_XLSX, example, write_xlsx

EXAMPLE = EXAMPLE_XLSX.read_bytes()


def repack(change: Callable[[str, bytes], bytes]) -> bytes:
    """Return the example workbook with its parts changed."""
    out = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(EXAMPLE)) as old,
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as new,
    ):
        for name in old.namelist():
            new.writestr(name, change(name, old.read(name)))
    return out.getvalue()


def refused(content: bytes, folder: Path) -> str:
    path = folder / "setup.xlsx"
    path.write_bytes(content)
    with pytest.raises(SetupFault) as caught:
        read_setup(path)
    return str(caught.value)


def test_notes_titles_and_columns_of_ones_own_are_left_out(tmp_path: Path) -> None:
    book = load_workbook(EXAMPLE_XLSX)
    sheet = book["team"]
    sheet.insert_rows(1, 3)
    sheet["A2"] = "Ask Judith about the mobile numbers"
    column = sheet.max_column + 1
    sheet.cell(5, column, "Notes")
    sheet.cell(6, column, "vegetarian")
    book.create_sheet("budget")["A1"] = "not for PeerDesk"
    book.save(tmp_path / "setup.xlsx")
    assert read_setup(tmp_path / "setup.xlsx") == read_setup(EXAMPLE_TOML)


def test_sheet_names_and_headings_may_be_in_any_case(tmp_path: Path) -> None:
    tables = {name.upper(): value for name, value in example().items()}
    tables["TEAM"] = [{key.title(): one[key] for key in one} for one in tables["TEAM"]]
    path = write_xlsx(tables, tmp_path / "setup.xlsx")
    assert read_setup(path) == read_setup(EXAMPLE_TOML)


def test_the_challenge_may_be_one_row_below_headings(tmp_path: Path) -> None:
    tables = example()
    tables["challenge"]["sponsors"] = "\n".join(tables["challenge"]["sponsors"])
    tables["challenge"] = [tables["challenge"]]
    path = write_xlsx(tables, tmp_path / "setup.xlsx")
    assert read_setup(path) == read_setup(EXAMPLE_TOML)


def test_participants_may_stand_on_one_line_with_semicolons(tmp_path: Path) -> None:
    book = load_workbook(EXAMPLE_XLSX)
    cell = book["sessions"]["H5"]
    assert str(cell.value).startswith("Unpaid carers")
    cell.value = "Unpaid carers|residents||8; Carers' hub staff | vah | | 2"
    book.save(tmp_path / "setup.xlsx")
    assert read_setup(tmp_path / "setup.xlsx") == read_setup(EXAMPLE_TOML)


@pytest.mark.parametrize(
    ("cell", "value", "words"),
    [
        ("H5", "a | residents | b | 1 | more", r"too many \|"),
        ("C5", time(9, 0), "not both a date and a time"),
        ("C5", 12.5, "in the year 1900"),
        ("A5", 12.5, "not a text"),
        ("Z5", "astray", "no heading"),
        ("Z2", "Title", "two columns “title”"),
    ],
)
def test_a_cell_that_cannot_be_right_is_named(
    tmp_path: Path, cell: str, value: str | float | time, words: str
) -> None:
    book = load_workbook(EXAMPLE_XLSX)
    book["sessions"][cell] = value
    if cell == "Z2":
        book["sessions"]["Z5"] = "again"
    book.save(tmp_path / "setup.xlsx")
    with pytest.raises(SetupFault, match=f"sheet “sessions”, row 5: .*{words}"):
        read_setup(tmp_path / "setup.xlsx")


def test_a_sheet_without_headings_is_refused(tmp_path: Path) -> None:
    book = load_workbook(EXAMPLE_XLSX)
    book["team"].delete_rows(1, 2)
    book.save(tmp_path / "setup.xlsx")
    with pytest.raises(SetupFault, match="sheet “team”: it has no row of column headings"):
        read_setup(tmp_path / "setup.xlsx")


def test_the_lists_to_choose_from_hold_every_word() -> None:
    validations = load_workbook(EXAMPLE_XLSX)["organisations"].data_validations.dataValidation
    listed = [one.formula1 for one in validations if one.type == "list"]
    assert listed == ['"' + ",".join(sector.value for sector in Sector) + '"']


def test_a_workbook_with_a_password_is_named_as_such(tmp_path: Path) -> None:
    header = bytes.fromhex("d0cf11e0a1b11ae1")
    protected = header + bytes(600) + "EncryptedPackage".encode("utf-16-le") + bytes(600)
    assert "protected with a password" in refused(protected, tmp_path)
    assert "old Excel format" in refused(header + bytes(1200), tmp_path)


def test_a_part_encrypted_inside_the_package_is_named_as_such(tmp_path: Path) -> None:
    content = bytearray(EXAMPLE)
    central = content.index(b"PK\x01\x02")
    content[central + 8] |= 1
    assert "protected with a password" in refused(bytes(content), tmp_path)


def test_text_called_xlsx_is_refused(tmp_path: Path) -> None:
    assert "not an Excel workbook" in refused(EXAMPLE_TOML.read_bytes(), tmp_path)


def test_a_zip_that_is_no_workbook_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        package.writestr("hello.txt", "hello")
    assert "damaged" in refused(out.getvalue(), tmp_path)


def test_a_zip_bomb_is_refused_before_it_is_unpacked(tmp_path: Path) -> None:
    out = io.BytesIO()
    with (
        zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as package,
        package.open("xl/worksheets/sheet1.xml", "w", force_zip64=True) as part,
    ):
        for _ in range(workbook.MOST_BYTES // (1 << 20) + 1):
            part.write(bytes(1 << 20))
    assert len(out.getvalue()) < 100_000
    assert "far too large" in refused(out.getvalue(), tmp_path)


def test_a_package_of_very_many_parts_is_refused(tmp_path: Path) -> None:
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as package:
        for number in range(workbook.MOST_FILES + 1):
            package.writestr(f"{number}.xml", "")
    assert "far too large" in refused(out.getvalue(), tmp_path)


def test_a_file_larger_than_any_setup_is_refused(tmp_path: Path) -> None:
    assert "far too large" in refused(EXAMPLE + bytes(17 << 20), tmp_path)


def test_too_many_rows_are_refused(tmp_path: Path) -> None:
    book = Workbook(write_only=True)
    sheet = book.create_sheet("team")
    for number in range(workbook.MOST_ROWS + 1):
        sheet.append([f"name {number}"])
    book.save(tmp_path / "many.xlsx")
    with pytest.raises(SetupFault, match="sheet “team”: it has more than 2000 rows"):
        read_setup(tmp_path / "many.xlsx")


def test_a_row_number_at_the_end_of_the_world_costs_nothing(tmp_path: Path) -> None:
    content = repack(
        lambda name, part: (
            part.replace(b'<row r="5"', b'<row r="999999999999"') if "sheet" in name else part
        )
    )
    (tmp_path / "setup.xlsx").write_bytes(content)
    with pytest.raises(SetupFault):
        read_setup(tmp_path / "setup.xlsx")


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_xml_with_entities_is_refused(tmp_path: Path, encoding: str) -> None:
    laughs = (
        f'<?xml version="1.0" encoding="{encoding}"?>'
        '<!DOCTYPE lolz [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]><sst>&b;</sst>'
    ).encode(encoding)
    content = repack(lambda name, part: laughs if "styles" in name else part)
    assert "no office program writes" in refused(content, tmp_path)


def test_xml_in_an_encoding_that_could_hide_entities_is_refused(tmp_path: Path) -> None:
    hidden = b"<?xml version='1.0' encoding='cp500'?><x/>"
    content = repack(lambda name, part: hidden if "styles" in name else part)
    assert "no office program writes" in refused(content, tmp_path)


@given(cut=st.integers(0, len(EXAMPLE) - 1))
@examples(30)
def test_a_workbook_cut_short_is_one_sentence(
    cut: int, tmp_path_factory: pytest.TempPathFactory
) -> None:
    refused(EXAMPLE[:cut], tmp_path_factory.mktemp("cut"))


@given(
    part=st.sampled_from(zipfile.ZipFile(io.BytesIO(EXAMPLE)).namelist()),
    places=st.lists(st.tuples(st.integers(0, 1 << 20), st.integers(0, 255)), min_size=1),
)
@examples(60)
def test_a_workbook_with_bytes_changed_is_read_or_refused_in_one_sentence(
    part: str, places: list[tuple[int, int]], tmp_path_factory: pytest.TempPathFactory
) -> None:
    def flip(name: str, content: bytes) -> bytes:
        if name != part or not content:
            return content
        changed = bytearray(content)
        for place, value in places:
            changed[place % len(changed)] = value
        return bytes(changed)

    path = tmp_path_factory.mktemp("flip") / "setup.xlsx"
    path.write_bytes(repack(flip))
    with suppress(SetupFault):
        read_setup(path)
