"""The codebook: a tree that stays one, with a version for each of its states."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from qualcode.domain.errors import BadInput, Refused
from qualcode.project import Project, codebook, snapshots
from qualcode.store import codes
from qualcode.store.schema import code
from tests.factories import code_named, code_words, dump

FILE = """\
code_id,parent_id,name,definition,keywords,colour,house
why,,Why so,What a city gets,,,a
why.money,why,Money,Funds of any kind,money; funds,#1e78d6,=b
new,why.money,New,,,,c
"""


def _names(project: Project, parent: str | None = None) -> list[str]:
    key = code_named(project, parent).id if parent else None
    return [one.name for one in project.codebook.current().children.get(key, ())]


def _written(path: Path) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(path.read_text(encoding="utf-8"), newline="")))


def test_a_code_takes_colour_layer_and_key_from_its_place(project: Project) -> None:
    top = project.codebook.create("Who  speaks", layer="people", definition="a\r\nb")
    under = project.codebook.create("Cities", top.id, keywords=("city", "town\x00"))
    assert (top.key, top.name, top.definition) == ("who-speaks", "Who speaks", "a\nb")
    assert under.key == "who-speaks.cities"
    assert (under.colour, under.layer, under.keywords) == (top.colour, "people", ("city", "town␀"))
    assert top.colour in codebook.HUES
    assert project.codebook.current().by_id[under.id] == under
    assert _names(project) == ["Why", "How", "Who speaks"]


def test_what_cannot_be_created_or_edited(project: Project) -> None:
    book, money = project.codebook, code_named(project, "Money")
    before = dump(project)
    acts: list[tuple[Callable[[], Any], str]] = [
        (lambda: book.create(" \t"), "a code needs a name"),
        (lambda: book.create("Why"), "there is a code “Why” at this place already"),
        (lambda: book.create("x", "gone"), "the code above does not exist"),
        (lambda: book.create("x", sort=3), "no field “sort” that can be edited"),
        (lambda: book.edit(money.id, name="Trust"), "“Trust” at this place already"),
        (lambda: book.edit(money.id, key="x"), "no field “key”"),
        (lambda: book.edit("gone", name="x"), "not in the codebook any more"),
        (lambda: book.move(money.id, "gone"), "not in the codebook any more"),
        (lambda: book.move(money.id, money.id), "cannot be moved under itself"),
        (lambda: book.move(code_named(project, "Why").id, money.id), "under itself or one of"),
        (lambda: book.move(money.id, None, code_named(project, "Trust").id), "not at that place"),
        (lambda: book.pin(0, money.id), "0 is no slot: use 1 to 9"),
        (lambda: book.pin(1, "gone"), "not in the codebook any more"),
    ]
    for act, words in acts:
        with pytest.raises(BadInput, match=words):
            act()
    assert dump(project) == before


def test_a_code_may_keep_its_name_and_names_are_one_line(project: Project) -> None:
    money = code_named(project, "Money")
    version = project.codebook.current().version
    assert project.codebook.rename(money.id, " Money ") == money
    assert project.codebook.current().version == version
    assert project.codebook.rename(money.id, "More\n money\udcff").name == "More money�"
    assert project.codebook.edit(money.id, name="MONEY", definition="x").definition == "x"
    assert project.codebook.current().by_id[money.id].key == money.key


def test_every_change_makes_a_version_that_stays(project: Project) -> None:
    book, money = project.codebook, code_named(project, "Money")
    first = book.current().version
    book.rename(money.id, "Funds")
    made = book.create("Late")
    project.history.undo(2)
    assert book.current().version == first + 4
    frozen = [
        (number, state.get("name"))
        for number, key, state in codes.versions(project.database)
        if number > first and key in (money.id, made.id)
    ]
    assert frozen == [
        (first + 1, "Funds"),
        (first + 2, "Late"),
        (first + 3, None),
        (first + 4, "Money"),
    ]
    code_words(project, "trust", "Trust")
    assert project.segments.of(project.transcripts.get("group").id)[0].codebook_version == (
        first + 4
    )


def test_codes_are_put_in_any_order(project: Project) -> None:
    book = project.codebook
    for name in ("C", "D"):
        book.create(name)
    top = {name: code_named(project, name).id for name in ("Why", "How", "C", "D")}
    book.move(top["D"], None, top["Why"])
    assert _names(project) == ["D", "Why", "How", "C"]
    book.move(top["C"], None, top["Why"])
    assert _names(project) == ["D", "C", "Why", "How"]
    for _ in range(6):  # until there is no number left between two neighbours
        book.move(top["How"], None, top["Why"])
        book.move(top["C"], None, top["Why"])
    assert _names(project) == ["D", "How", "C", "Why"]
    book.move(top["D"], None)
    assert _names(project) == ["How", "C", "Why", "D"]
    book.move(top["C"], top["D"])
    assert (_names(project), _names(project, "D")) == (["How", "Why", "D"], ["C"])
    book.create("C")
    with pytest.raises(BadInput, match="there is a code “C” at this place already"):
        book.move(top["C"], None)


def test_undo_of_a_move_never_makes_a_ring(project: Project) -> None:
    why, how = code_named(project, "Why").id, code_named(project, "How").id
    money = code_named(project, "Money").id
    project.codebook.move(money, None)
    project.use_coder("Bea")
    project.codebook.move(why, money)
    before, known = dump(project), project.codebook.current()
    project.use_coder("Ada")
    with pytest.raises(Refused, match="“move code” cannot be undone: later work depends on it"):
        project.history.undo()
    assert dump(project) == before
    assert project.codebook.current() == known
    assert how in known.by_id


def test_slots_belong_to_a_coder_and_hold_a_code_once(project: Project) -> None:
    money, trust = code_named(project, "Money").id, code_named(project, "Trust").id
    project.codebook.pin(1, money)
    project.codebook.pin(2, trust)
    project.codebook.pin(3, money)
    assert project.codebook.slots() == {2: trust, 3: money}
    project.codebook.pin(2, None)
    assert project.codebook.slots() == {3: money}
    project.use_coder("Bea")
    assert project.codebook.slots() == {}
    assert "pin" not in " ".join(entry.kind for entry in project.history.entries())


def _file(tmp_path: Path, text: str = FILE) -> Path:
    path = tmp_path / "codes.csv"
    path.write_text(text, encoding="utf-8")
    return path


def test_an_import_updates_known_keys_and_adds_the_others(project: Project, tmp_path: Path) -> None:
    trust, money = code_named(project, "Trust"), code_named(project, "Money")
    project.codebook.edit(money.id, exclude_when="never", definition="old")
    before = dump(project)
    result = project.codebook.import_file(_file(tmp_path))
    assert (result.added, result.changed, result.unchanged) == (1, 2, 0)
    book = project.codebook.current()
    assert book.by_key["why"].name == "Why so"
    after = book.by_id[money.id]
    assert (after.definition, after.keywords) == ("Funds of any kind", ("money", "funds"))
    assert (after.exclude_when, after.sort) == ("never", money.sort)
    assert after.extras["house"] == "=b"
    assert book.paths[book.by_key["new"].id] == "Why so > Money > New"
    assert book.by_id[trust.id] == trust
    folder = snapshots.folder_of(project.path, project.id)
    assert [one.name.split("-", 1)[1] for one in folder.iterdir()] == [
        "before-codebook-import.qualcode"
    ]
    again = project.codebook.import_file(_file(tmp_path))
    assert (again.added, again.changed, again.unchanged) == (0, 0, 3)
    assert project.codebook.current() == book
    project.history.undo()
    kept = ["code", "segment", "memo"]
    assert {k: dump(project)[k] for k in kept} == {k: before[k] for k in kept}


def test_an_export_holds_every_cell_of_the_import(project: Project, tmp_path: Path) -> None:
    project.codebook.import_file(_file(tmp_path))
    target = tmp_path / "out.csv"
    assert project.codebook.export_file(target) == 5
    rows = {row["code_id"]: row for row in _written(target)}
    wanted = list(csv.DictReader(io.StringIO(FILE)))
    for row in wanted:
        assert {name: rows[row["code_id"]][name] for name in row} == row


def test_an_edited_field_is_exported_as_it_is_now(project: Project, tmp_path: Path) -> None:
    project.codebook.import_file(_file(tmp_path))
    project.codebook.edit(code_named(project, "Money").id, keywords=("cash",))
    project.codebook.export_file(tmp_path / "out.csv")
    assert {row["keywords"] for row in _written(tmp_path / "out.csv")} == {"", "cash"}


def test_an_export_has_the_columns_of_the_file_and_what_was_added_by_hand(
    project: Project, tmp_path: Path
) -> None:
    target = tmp_path / "out.csv"
    project.codebook.import_file(_file(tmp_path, "house,name,code_id\nx,Why,why\n"))
    project.codebook.edit(code_named(project, "Trust").id, include_when="on faith")
    project.codebook.export_file(target)
    header = target.read_text().splitlines()[0].split(",")
    assert header == ["house", "name", "code_id", "parent_id", "include_when", "colour"]
    assert {row["include_when"] for row in _written(target)} == {"", "on faith"}


def test_a_codebook_may_hang_under_known_codes_and_turn_the_tree_over(
    project: Project, tmp_path: Path
) -> None:
    text = "code_id,parent_id,name\nwhy.money,,Money\nwhy,why.money,Why\nz,why,Z\n"
    project.codebook.import_file(_file(tmp_path, text))
    book = project.codebook.current()
    assert book.paths[book.by_key["z"].id] == "Money > Why > Z"
    assert book.paths[book.by_key["why.trust"].id] == "Money > Why > Trust"


def test_an_import_that_makes_a_ring_changes_nothing(project: Project, tmp_path: Path) -> None:
    deep = project.codebook.create("Deep", code_named(project, "Money").id)
    before = dump(project)
    text = f"code_id,parent_id,name\n{deep.key},,Deep\nwhy,{deep.key},Why\n"
    project.codebook.import_file(_file(tmp_path, text))
    project.history.undo()
    text = "code_id,parent_id,name\nwhy.money,,Money\nhow,how,How\n"
    with pytest.raises(BadInput, match="stands above itself"):
        project.codebook.import_file(_file(tmp_path, text))
    assert dump(project)["code"] == before["code"]
    with pytest.raises(BadInput, match=r"gone\.csv cannot be read"):
        project.codebook.import_file(tmp_path / "gone.csv")


def test_codes_one_under_the_other_are_read_however_deep(project: Project, tmp_path: Path) -> None:
    rows = [f"k{at},{f'k{at - 1}' if at else ''},n{at}" for at in range(1200)]
    result = project.codebook.import_file(
        _file(tmp_path, "code_id,parent_id,name\n" + "\n".join(reversed(rows)) + "\n")
    )
    assert result.added == 1200
    assert project.codebook.export_file(tmp_path / "out.csv") == 1204


def test_a_codebook_made_by_hand_is_exported_with_the_usual_columns(
    project: Project, tmp_path: Path
) -> None:
    assert project.codebook.export_file(tmp_path / "out.csv") == 4
    rows = {row["code_id"]: row for row in _written(tmp_path / "out.csv")}
    assert (rows["why.money"]["parent_id"], rows["why.money"]["level"]) == ("why", "2")
    assert rows["why.money"]["colour"] == code_named(project, "Money").colour


def test_codes_can_be_added_below_codes_of_the_study(project: Project, tmp_path: Path) -> None:
    money = code_named(project, "Money")
    file = f"name,parent_id\nLoans,{money.key}\nGrants,Money\n"
    assert project.codebook.import_file(_file(tmp_path, file)).added == 2
    book = project.codebook.current()
    assert [one.name for one in book.children[money.id]][-2:] == ["Loans", "Grants"]
    with pytest.raises(BadInput, match="line 2: the parent “Gold” is not in the file or the study"):
        project.codebook.import_file(_file(tmp_path, "name,parent_id\nCoins,Gold\n"))


def test_without_a_column_for_it_the_order_is_that_of_the_file(
    project: Project, tmp_path: Path
) -> None:
    before = [one.name for one in project.codebook.current().children[None]]
    project.codebook.import_file(_file(tmp_path, "name\nZeta\nAlpha\nMid\n"))
    after = [one.name for one in project.codebook.current().children[None]]
    assert after == [*before, "Zeta", "Alpha", "Mid"]


def test_a_level_that_came_with_a_code_goes_when_it_is_moved(
    project: Project, tmp_path: Path
) -> None:
    project.codebook.import_file(_file(tmp_path, "code_id,name,level\nfore,Wherefore,7\n"))
    out = tmp_path / "out.csv"
    project.codebook.export_file(out)
    assert "fore,Wherefore,7" in out.read_text("utf-8")
    moved = project.codebook.current().by_key["fore"]
    project.codebook.move(moved.id, code_named(project, "Money").id)
    project.codebook.export_file(out)
    assert "fore,Wherefore,7" not in out.read_text("utf-8")
    project.history.undo()
    project.codebook.export_file(out)
    assert "fore,Wherefore,7" in out.read_text("utf-8")


@pytest.mark.parametrize("name", ["\u200b", "\u202e\u200d ", "\u2060", "\u3164", "\u0301"])
def test_a_name_that_nobody_sees_is_no_name(project: Project, tmp_path: Path, name: str) -> None:
    why = code_named(project, "Why").id
    file = tmp_path / "codes.csv"
    file.write_text(f"code_id,name\nq,{name}\n", encoding="utf-8")
    before = dump(project)
    for make in (
        lambda: project.codebook.create(name),
        lambda: project.codebook.rename(why, name),
        lambda: project.codebook.import_file(file),
    ):
        with pytest.raises(BadInput, match="a code needs a name"):
            make()
    assert dump(project) == before


def test_a_name_that_reads_as_a_path_is_refused(project: Project, tmp_path: Path) -> None:
    why = code_named(project, "Why")
    file = tmp_path / "codes.csv"
    file.write_text("code_id,name\nq,a > b\n", encoding="utf-8")
    before = dump(project)
    for make in (
        lambda: project.codebook.create("a > b"),
        lambda: project.codebook.rename(why.id, "a > b"),
        lambda: project.codebook.import_file(file),
    ):
        with pytest.raises(BadInput, match="“a > b” is no name for a code: “>” between spaces"):
            make()
    assert dump(project) == before
    with project.actions.action(project.coder, "edit code") as work:
        work.update(code, why.id, name="a > b")
    project.codebook.clear()
    assert project.codebook.edit(why.id, name="a > b", definition="x").definition == "x"


def test_names_that_differ_in_case_only_are_different(project: Project, tmp_path: Path) -> None:
    project.codebook.create("twin")
    project.codebook.create("Twin")
    file = tmp_path / "codes.csv"
    file.write_text("code_id,name\nq,TWIN\n", encoding="utf-8")
    project.codebook.import_file(file)
    found = {one.name for one in project.codebook.current().codes if one.name.lower() == "twin"}
    assert found == {"twin", "Twin", "TWIN"}
