from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from qualcode.tui.reader.cells import cell_len
from qualcode.tui.reader.tags import tags
from tests.tui.reader.build import PIECES, ReaderApp, mark, transcript, where


def test_the_first_letters_the_words_then_later_letters() -> None:
    names = ["waiting", "trust", "water", "walls (thin)", "waste", "wash"]
    assert tags(names) == {
        "waiting": "wa", "trust": "tr", "water": "wt", "walls (thin)": "wl", "waste": "ws",
        "wash": "wh",
    }  # fmt: skip
    assert tags(["being seen", "being heard"]) == {"being seen": "be", "being heard": "bh"}


def test_a_new_name_at_the_end_changes_no_other_tag() -> None:
    names = ["cost", "cold", "coast", "cod"]
    before = tags(names)
    assert {**tags([*names, "co"]), **before} == tags([*names, "co"])


def test_what_has_no_letters_has_a_tag_all_the_same() -> None:
    assert tags(["等待", "等", "?", "", "x", "👍"]) == {
        "等待": "等", "等": "等", "?": "? ", "": "? ", "x": "x2", "👍": "👍",
    }  # fmt: skip


@given(st.lists(st.text("abcdefgh", min_size=3, max_size=12)))
def test_tags_differ_while_there_are_enough(names: list[str]) -> None:
    few = list(dict.fromkeys(names))[:12]
    found = tags(few)
    assert len({tag.casefold() for tag in found.values()}) >= min(len(few), 8)


@given(st.lists(st.lists(st.sampled_from(PIECES)).map("".join)))
def test_a_tag_takes_two_cells_whatever_the_name(names: list[str]) -> None:
    assert {cell_len(tag) for tag in tags(names).values()} <= {2}


async def test_a_tag_stands_where_a_name_has_no_room() -> None:
    app = ReaderApp(transcript())
    async with app.run_test(size=(60, 16)):
        reader = app.reader
        names = ("responsibility", "waiting", "trust")
        short = tags(names)
        span = where(reader, "You sit there two hours, and nobody tells you anything.")
        reader.set_marks(
            [
                mark(name, span.start, where(reader, "two hours,").end, name)._replace(
                    order=order, tag=short[name]
                )
                for order, name in enumerate(names)
            ]
        )
        shown = "\n".join(app.lines())
        assert all(short[name] in shown.split("┆", 1)[1] for name in names)
        reader.set_marks([mark("a", *span, "responsibility")._replace(tag="re")])
        assert "resp" in "\n".join(app.lines())
