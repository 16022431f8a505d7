from __future__ import annotations

import csv
import io

import pytest
from hypothesis import given
from hypothesis import strategies as st

from qualcode.domain.codebook import Codebook
from qualcode.domain.errors import BadInput
from qualcode.formats.codebook_columns import COLUMNS
from qualcode.formats.read.codebook_csv import read_codebook
from qualcode.formats.write.codebook_csv import write_codebook
from tests.conftest import REPOSITORY

SMALL = (
    "code_id,parent_id,level,sort,name,definition,keywords,owner\r\n"
    'inc,,1,010,Incentives,"What a town gets, or hopes",,Ana\r\n'
    "inc.info,inc,2,20,Information,,share data; mailing list;,\r\n"
)


def cells(data: bytes) -> list[list[str]]:
    return list(csv.reader(io.StringIO(data.decode("utf-8"), newline="")))


def table(*rows: list[str]) -> bytes:
    out = io.StringIO(newline="")
    csv.writer(out).writerows(rows)
    return out.getvalue().encode("utf-8")


@pytest.mark.parametrize("name", ["city_networks.csv", "interaction.csv"])
def test_the_shipped_codebooks_come_back_byte_for_byte(name: str) -> None:
    data = (REPOSITORY / "codebooks" / name).read_bytes()
    found = read_codebook(data, name)
    assert write_codebook(found.codes, found.columns) == data
    assert write_codebook(found.codes, ()) == data
    assert found.problems == ()


def test_typed_fields_and_extras() -> None:
    top, info = read_codebook(SMALL.encode(), "c.csv").codes
    assert (top.key, top.sort, top.name, top.parent_id) == ("inc", 10, "Incentives", None)
    assert top.extras == {"owner": "Ana", "sort": "010"}
    assert info.parent_id == top.id
    assert info.keywords == ("share data", "mailing list")
    assert (info.layer, info.status) == ("content", "active")


def test_cells_that_were_changed_since_are_written_anew() -> None:
    from dataclasses import replace

    found = read_codebook(SMALL.encode(), "c.csv")
    top, info = found.codes
    codes = [replace(top, sort=30), replace(info, keywords=("bulletin",), parent_id=None)]
    rows = cells(write_codebook(codes, found.columns))
    assert rows[1] == ["inc", "", "1", "30", *cells(SMALL.encode())[1][4:]]
    assert rows[2] == ["inc.info", "", "1", "20", "Information", "", "bulletin", ""]


@pytest.mark.parametrize("delimiter", [";", "\t"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_other_dialects(delimiter: str, mark: str) -> None:
    text = f"{mark}Code_ID{delimiter}Name\nmoney{delimiter}Money, and cost\n"
    found = read_codebook(text.encode(), "c.csv")
    assert [(code.key, code.name) for code in found.codes] == [("money", "Money, and cost")]
    assert found.columns == ("Code_ID", "Name")


def test_a_name_is_enough_and_keys_come_from_the_path() -> None:
    found = read_codebook(b"name,parent_id\nMoney,\nFees & dues,Money\nFees dues,Money\n", "c.csv")
    assert [code.key for code in found.codes] == ["money", "money.fees-dues", "money.fees-dues-2"]
    assert Codebook(found.codes).find("Money > Fees & dues").key == "money.fees-dues"


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("", r"^c\.csv is empty"),
        (
            "title,text\na,b\n",
            r"^c\.csv, line 1: there is no column code_id or name \(found: title",
        ),
        ("code_id,name\na,A\na,B\n", r"^c\.csv, line 3: the code_id “a” stands in line 2 already"),
        ("code_id,parent_id\na,zz\n", r"^c\.csv, line 2: the parent “zz” is not in the file"),
        ("name,parent_id,code_id\nA,,1\nA,,2\nB,A,3\n", r"line 4: the parent “A” names several"),
        ("code_id,parent_id\na,b\nb,a\n", r"^c\.csv, line 2: “a” stands above itself"),
        ("code_id,parent_id\na,a\n", r"^c\.csv, line 2: “a” stands above itself"),
        ("code_id,parent_id\nx,a\na,b\nb,a\n", r"line 3: “a” stands above itself"),
        ("code_id,name\na\n", r"^c\.csv, line 2: 1 cells where the header has 2"),
        ("code_id,name\na,b,c\n", r"^c\.csv, line 2: 3 cells where the header has 2"),
        ('code_id,name\n"a\nb",B\nc\n', r"^c\.csv, line 4: 1 cells"),
        ('code_id,name\na,"open\n', r"^c\.csv, line 2: not a CSV row"),
        ("code_id,name,name\na,b,c\n", r"line 1: the column “name” stands twice"),
        ("code_id,name,sort\n,,3\n", r"line 2: neither code_id nor name is given"),
    ],
)
def test_faults_name_the_file_and_the_line(text: str, reason: str) -> None:
    with pytest.raises(BadInput, match=reason):
        read_codebook(text.encode(), "c.csv")


def test_rows_of_nothing_and_columns_without_a_name_at_the_end() -> None:
    found = read_codebook(b"code_id,name,,\na,A,,\n,,,\n\nb,B,,\n", "c.csv")
    assert [code.key for code in found.codes] == ["a", "b"]
    assert found.columns == ("code_id", "name")


def test_formula_cells_are_text_and_same_names_are_told() -> None:
    found = read_codebook(b"code_id,name\na,=1+1\nb,=1+1\n", "c.csv")
    assert found.codes[0].name == "=1+1"
    assert found.problems == ("1 code has the name of another code.",)


def test_5000_codes_and_a_cell_of_a_megabyte() -> None:
    rows = [["code_id", "parent_id", "definition"], ["k0", "", "x" * 2**20]]
    rows += [[f"k{n}", f"k{(n - 1) // 3}", "d"] for n in range(1, 5000)]
    found = read_codebook(table(*rows), "c.csv")
    assert len(found.codes) == 5000
    assert len(found.codes[0].definition) == 2**20


characters = st.characters(exclude_categories=["Cs"], exclude_characters="\x00")
cell = st.text(characters, max_size=12)
known = st.sampled_from([name for name in COLUMNS if name not in ("code_id", "parent_id")])


@given(st.data())
def test_any_cells_survive_the_round_trip(data: st.DataObject) -> None:
    more = data.draw(st.lists(known | st.sampled_from(["owner", "Notes", "Farbe"]), unique=True))
    header = ["code_id", "parent_id", *more]
    keys = data.draw(st.lists(st.text("abc.", min_size=1), min_size=1, max_size=5, unique=True))
    rows = []
    for number, key in enumerate(keys):
        parent = data.draw(st.sampled_from(["", *keys[:number]]))
        rows.append([key, parent, *(data.draw(cell) for _ in more)])
    first = read_codebook(table(header, *rows), "c.csv")
    written = write_codebook(first.codes, first.columns)
    assert cells(written) == [header, *rows]
    again = read_codebook(written, "c.csv")
    assert [code.extras for code in again.codes] == [code.extras for code in first.codes]
    assert write_codebook(again.codes, again.columns) == written
