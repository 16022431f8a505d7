from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from qualcode.domain.errors import BadInput
from qualcode.formats.options import AUTOMATIC, ReadOptions
from qualcode.formats.reading import NotTaken, Reading, ReadTurn
from qualcode.project.labels import Decision
from qualcode.project.transcripts import FileReading
from qualcode.tui.importing.jobs import Job, Jobs
from qualcode.tui.importing.rows import Remarks, file_row, verdict_mark
from qualcode.tui.importing.session import Item, Session
from qualcode.tui.paths import files_in


def file_of(name: str, sha: str = "", problems: tuple[str, ...] = ()) -> FileReading:
    """A file that was read."""
    reading = Reading("txt", "utf-8", True, "", (ReadTurn(None, "a"),), "", problems)
    path = Path(f"{name}.txt")
    return FileReading(path, name, b"", sha or name, reading, (), None)


def chosen(*names: str) -> Session:
    """A session whose files were read."""
    session = Session()
    for item in session.add([Path(f"{name}.txt") for name in names]):
        item.take(item.ask(), file_of(item.path.stem), "")
    return session


def test_hidden_files_and_folders_are_left_out(tmp_path: Path) -> None:
    for name in ("b.txt", "A.md", ".hidden.txt", "deep/c.txt", "deep/er/d.vtt", ".git/e.txt"):
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("x")
    (tmp_path / "around").symlink_to(tmp_path)
    (tmp_path / "gone.txt").symlink_to(tmp_path / "nowhere")

    def names(deep: bool) -> list[str]:
        return [str(one.relative_to(tmp_path)) for one in files_in(tmp_path, deep=deep)]

    assert names(False) == ["A.md", "b.txt"]
    assert names(True) == ["A.md", "b.txt", "deep/c.txt", "deep/er/d.vtt"]
    assert list(files_in(tmp_path / "nowhere", deep=True)) == []


def test_an_answer_to_an_older_question_is_not_taken() -> None:
    item = Item(Path("a.txt"))
    first, second = item.ask(), item.ask()
    assert not item.take(first, file_of("a"), "")
    assert item.waiting
    assert item.take(second, None, "a.txt cannot be read")
    assert not item.waiting
    assert item.error == "a.txt cannot be read"


def test_a_reading_that_is_stopped_leaves_the_one_before_with_its_options() -> None:
    item = Item(Path("a.txt"))
    item.take(item.ask(), file_of("a"), "")
    item.options = ReadOptions(no_speakers=True)
    asked = item.ask()
    item.stop()
    assert (item.waiting, item.options) == (False, AUTOMATIC)
    assert not item.take(asked, file_of("b"), "")
    assert item.file == file_of("a")


def test_a_name_that_was_given_stays_when_the_file_is_read_again() -> None:
    item = Item(Path("a.txt"))
    item.take(item.ask(), file_of("a"), "")
    item.rename("Group A")
    item.take(item.ask(), file_of("a"), "")
    assert item.file is not None
    assert item.file.name == "Group A"


def test_decisions_outlive_a_reading_and_one_that_decides_nothing_is_none() -> None:
    item = Item(Path("a.txt"))
    item.decide("Ana", Decision(name="Anna"))
    item.take(item.ask(), file_of("a"), "")
    assert item.changed
    item.decide("Ana", Decision())
    assert not item.changed
    item.options = ReadOptions(no_speakers=True)
    assert item.changed


def test_the_verdict_follows_names_and_what_is_left_out() -> None:
    session = chosen("a", "b", "c")
    (a, b, c) = session
    b.rename("a")
    c.error = "c.txt is damaged"
    said = session.verdicts({"there"})
    assert said[a.path] == ""
    assert "there is a transcript “a” already" in said[b.path]
    assert said[c.path] == "c.txt is damaged"
    assert [file.name for file, _ in session.ready({"there"})] == ["a"]
    session.leave_out(a.path)
    assert session.verdicts({"there"})[b.path] == ""
    assert session.verdicts({"a"})[b.path]
    assert session.add([b.path]) == []


def test_files_of_one_name_in_different_folders_are_named_with_theirs() -> None:
    session = Session()
    session.add([Path("one/talk.txt"), Path("one/talk.docx")])
    session.add([Path("two/talk.txt"), Path("two/other.txt")])
    assert [item.name for item in session] == ["", "", "two talk", ""]


def test_the_file_beside_and_those_of_its_kind() -> None:
    session = chosen("a", "b", "c")
    session.add([Path("d.vtt")])
    (a, b, c, d) = session
    assert (session.beside(b.path, 1), session.beside(b.path, -1)) == (c, a)
    assert session.beside(a.path, -1) is session.beside(d.path, 1) is None
    assert session.beside(Path("gone.txt"), 1) is None
    assert session.alike(a) == [b, c]
    assert len(session) == 4


def test_each_verdict_has_a_sign() -> None:
    item = Item(Path("a.txt"))
    item.ask()
    assert verdict_mark(item, "")[0] == "… "
    item.take(1, None, "no")
    assert verdict_mark(item, item.error)[0] == "✗ "
    item.take(item.ask(), file_of("a", problems=("hm",)), "")
    assert verdict_mark(item, "")[0] == "! "
    item.take(item.ask(), file_of("a"), "")
    assert verdict_mark(item, "")[0] == "✓ "
    row = "".join(part.text for part in file_row(item, "").right)
    assert row == "txt  1 turn  0 speakers"


def test_what_was_not_taken_is_listed_once_with_its_lines() -> None:
    listing = (NotTaken(3, "Note", "why"), NotTaken(5, "Tip", "why"), NotTaken(9, "Note", "why"))
    reading = Reading("txt", "", True, "", (), "", ("a " * 30,), not_taken=listing)
    remarks = Remarks(reading, "It is refused")
    rows = remarks.rows(40)
    assert len(remarks) == 4
    assert [row.key for row in rows] == ["p0", "p1", "p1 0", "n0", "n1"]
    assert [one.line for one in remarks.group_of("n0")] == [3, 9]
    assert remarks.group_of("p0") == []
    assert len(Remarks(None, "")) == 0


def jobs_with(read: Callable[[Path, ReadOptions], FileReading]) -> tuple[Jobs, list[object]]:
    """Jobs whose thread is run by hand."""
    started: list[object] = []
    return Jobs(read, started.append), started


def test_files_are_read_one_after_another_and_one_that_fails_stops_none() -> None:
    order = []

    def read(path: Path, options: ReadOptions) -> FileReading:
        order.append(path.stem)
        if path.stem == "bad":
            raise BadInput("bad.txt is damaged")
        if path.stem == "worse":
            raise ZeroDivisionError
        return file_of(path.stem)

    jobs, started = jobs_with(read)
    names = ("a", "bad", "worse", "b")
    jobs.ask(Job(Path(f"{name}.txt"), AUTOMATIC, 1) for name in names)
    jobs.ask([Job(Path("now.txt"), AUTOMATIC, 1)], first=True)
    assert (jobs.busy, jobs.total, len(started)) == (True, 5, 1)
    jobs.work()
    answers = jobs.fetch()
    assert order == ["now", *names]
    assert [one.file is not None for one in answers] == [True, True, False, False, True]
    assert answers[2].error == "bad.txt is damaged"
    assert "worse.txt cannot be read: a fault in the program" in answers[3].error
    assert isinstance(jobs.fault, ZeroDivisionError)
    assert (jobs.done, jobs.busy) == (5, False)


def test_after_cancelling_nothing_more_is_read_and_no_answer_comes() -> None:
    def read(path: Path, options: ReadOptions) -> FileReading:
        if path.stem == "b":
            jobs.cancel()
        return file_of(path.stem)

    jobs, _ = jobs_with(read)
    jobs.ask(Job(Path(f"{name}.txt"), AUTOMATIC, 1) for name in "abcd")
    jobs.work()
    assert [one.job.path.stem for one in jobs.fetch()] == ["a"]
    assert not jobs.busy
    jobs.ask([Job(Path("e.txt"), AUTOMATIC, 1)])
    assert (jobs.total, jobs.done) == (1, 0)
    jobs.work()
    assert [one.job.path.stem for one in jobs.fetch()] == ["e"]


def test_a_folder_is_looked_through_in_the_thread(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("x")
    (tmp_path / "deep").mkdir()
    (tmp_path / "deep" / "b.jpg").write_text("x")
    jobs, _ = jobs_with(lambda path, options: file_of(path.stem))
    jobs.ask_folder(tmp_path, deep=True)
    assert jobs.found() == []
    jobs.work()
    assert jobs.busy
    assert [[one.name for one in paths] for paths in jobs.found()] == [["a.txt", "b.jpg"]]
    jobs.ask_folder(tmp_path, deep=True)
    jobs.cancel()
    jobs.work()
    assert jobs.found() == []
