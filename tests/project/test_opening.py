"""Making, opening and refusing projects (faults A12, B3, B4, B11, B14, D2 to D4, H8)."""

from __future__ import annotations

import os
import shutil
import sqlite3
import stat
from contextlib import closing
from pathlib import Path

import pytest
from alembic.config import Config

from qualcode.domain.errors import BadInput, Damaged, NoSuchProject, QualcodeError, Refused
from qualcode.project import create_project, open_project, opening, snapshots
from qualcode.project.doctor import examine
from qualcode.project.lock import ProjectLock
from qualcode.settings import config_path
from qualcode.store import migrate, study
from tests.factories import code_words, dump, make_project


def _mode(path: Path) -> int:
    return stat.S_IMODE(path.stat().st_mode)


def _sql(path: Path, *statements: str) -> None:
    with closing(sqlite3.connect(path)) as connection:
        for statement in statements:
            connection.execute(statement)
        connection.commit()


@pytest.fixture
def path(tmp_path: Path) -> Path:
    """A study that nobody has open."""
    with make_project(tmp_path) as project:
        code_words(project, "It is the money", "Money")
        return project.path


def test_a_project_is_made_for_its_owner_whatever_the_umask(tmp_path: Path) -> None:
    before = os.umask(0)
    try:
        with create_project(tmp_path / "folder" / "a", coder="Ada", title="T") as project:
            project.codebook.create("Why")
            taken = project.snapshot("by-hand")
            assert taken is not None
            files = [project.path, taken, tmp_path / "folder" / ".a.qualcode.lock"]
            assert [_mode(one) for one in files] == [0o600] * 3
            assert [_mode(one) for one in (project.path.parent, taken.parent)] == [0o700] * 2
            assert (project.title, project.approach, project.read_only) == (
                "T",
                "reliability",
                False,
            )
    finally:
        os.umask(before)
    assert sorted(one.name for one in (tmp_path / "folder").iterdir()) == [
        ".a.qualcode.lock",
        "a.qualcode",
    ]


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("study.qualcode", "exists already"),
        ("study", "exists already"),
        ("file/a", "cannot be made"),
        ("", "no name for a project"),
        ("é" * 111, "too long"),
    ],
)
def test_a_project_that_cannot_be_made(path: Path, name: str, words: str) -> None:
    (path.parent / "file").write_text("in the way")
    before = path.read_bytes()
    with pytest.raises(BadInput, match=words):
        create_project(path.parent / name if name else Path())
    assert path.read_bytes() == before
    with pytest.raises(BadInput, match="“wild” is no approach: use one of reliability"):
        create_project(path.parent / "b", approach="wild")
    assert not (path.parent / "b.qualcode").exists()


def test_nothing_is_left_where_making_fails(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise Refused("the disk is full")

    monkeypatch.setattr(study, "create", fail)
    with pytest.raises(Refused, match="disk is full"):
        create_project(tmp_path / "a")
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    "name", ["with space", "-dash", "it's", 'say "x"', "🙂", "50%?#", "a" * 190, "é" * 100]
)
def test_any_name_works(tmp_path: Path, name: str) -> None:
    with create_project(tmp_path / name, coder="Ada") as project:
        project.codebook.create("Why")
        assert project.title == name
    with open_project(tmp_path / name, write=False) as project:
        assert [one.name for one in project.codebook.current().codes] == ["Why"]
        assert project.path == tmp_path / f"{name}.qualcode"
    assert examine(project.path).ok


def test_a_very_long_path_is_a_sentence(tmp_path: Path) -> None:
    folder = tmp_path.joinpath(*["d" * 100] * 6)
    with pytest.raises(QualcodeError):
        create_project(folder / "a")
    assert [one for one in folder.iterdir() if one.suffix != ".lock"] == []


@pytest.mark.parametrize(
    ("data", "error", "sentence", "code"),
    [
        (None, NoSuchProject, "there is no project .*other", 10),
        ("folder", BadInput, "other is a folder, not a qualcode project", 2),
        (b"", BadInput, "other is an empty file", 2),
        (b"Ana: Money\n" * 50, BadInput, "other is not a qualcode project", 2),
        ("sqlite", BadInput, "other is the database of another program", 2),
        (b"SQLite format 3\x00" + b"\x01" * 40, BadInput, "another program", 2),
    ],
)
def test_what_is_no_project_gets_one_sentence_and_stays(
    tmp_path: Path, data: object, error: type[QualcodeError], sentence: str, code: int
) -> None:
    path = tmp_path / "other"
    if data == "folder":
        path.mkdir()
    elif data == "sqlite":
        _sql(path, "CREATE TABLE place (url)")
    elif isinstance(data, bytes):
        path.write_bytes(data)
    before = path.read_bytes() if path.is_file() else None
    for write in (True, False):
        with pytest.raises(error, match=sentence) as told:
            open_project(path, write=write)
        assert told.value.exit_code == code
        assert "\n" not in str(told.value)
    assert (path.read_bytes() if path.is_file() else None) == before
    assert not list(tmp_path.glob("*-journal"))


def test_a_project_without_its_suffix_is_found(path: Path) -> None:
    with open_project(path.with_suffix("")) as project:
        assert project.path == path


@pytest.mark.parametrize("write", [True, False])
def test_a_newer_project_is_refused_unchanged(path: Path, write: bool) -> None:
    _sql(path, "UPDATE alembic_version SET version_num = '0999'")
    before = path.read_bytes()
    with pytest.raises(BadInput, match=r"study\.qualcode was made by a newer version"):
        open_project(path, write=write)
    assert path.read_bytes() == before


def test_an_older_project_is_brought_up_to_date_after_a_snapshot(
    path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "more").mkdir()
    (tmp_path / "more" / "r9000.py").write_text(
        "from alembic import op\nimport sqlalchemy as sa\n"
        "revision, down_revision, branch_labels, depends_on = '9000', '0004', None, None\n"
        "def upgrade():\n    op.add_column('study', sa.Column('funder', sa.Text()))\n"
    )
    place, present = Path(migrate.__file__).parent / "migrations", migrate._config

    def config() -> Config:
        made = present()
        made.set_main_option("path_separator", "newline")
        made.set_main_option("version_locations", f"{place / 'versions'}\n{tmp_path / 'more'}")
        return made

    monkeypatch.setattr(migrate, "_config", config)
    monkeypatch.setattr(migrate, "REVISION", "9000")
    data, beside = path.read_bytes(), sorted(path.parent.iterdir())
    with monkeypatch.context() as patched:
        patched.setattr(opening, "is_writable", lambda place: place not in (path, path.parent))
        for write in (True, False):
            with open_project(path, coder="Ada", write=write) as project:
                assert migrate.stored_revision(project.database) == "9000"
                assert project.segments.counts()
                assert "is of an older version and is read from a copy" in project.notice
                with pytest.raises(Refused, match="nothing can be changed"):
                    code_words(project, "trust", "Trust")
                with pytest.raises(Refused, match="open for reading only"):
                    project.database.connection.exec_driver_sql("DELETE FROM turn")
    assert (path.read_bytes(), sorted(path.parent.iterdir())) == (data, beside)
    with open_project(path, coder="Ada") as project:
        assert migrate.stored_revision(project.database) == "9000"
        folder = snapshots.folder_of(project.path, project.id)
        assert [one.name.split("-", 1)[1] for one in folder.iterdir()] == [
            "before-migration.qualcode"
        ]
        assert project.segments.counts()


def test_a_project_without_study_tables_or_revision_is_damaged(path: Path) -> None:
    _sql(path, "DELETE FROM alembic_version")
    with pytest.raises(Damaged, match="holds no study"):
        open_project(path)
    _sql(path, "INSERT INTO alembic_version VALUES ('0004')", "DELETE FROM study")
    for write in (True, False):
        with pytest.raises(Damaged, match="holds no study"):
            open_project(path, write=write)
    with pytest.raises(Damaged, match="holds no study"):  # the lock was given back
        open_project(path)


@pytest.mark.parametrize(
    "made",
    [
        "CREATE TRIGGER spy AFTER INSERT ON segment BEGIN DELETE FROM memo; END",
        "CREATE VIEW spy AS SELECT * FROM turn",
        "CREATE VIRTUAL TABLE spy USING fts5(x)",
    ],
)
def test_what_others_put_into_the_file_keeps_it_shut(path: Path, made: str) -> None:
    _sql(path, made)
    before = path.read_bytes()
    for write in (True, False):
        with pytest.raises(Damaged, match="holds “spy”"):
            open_project(path, write=write)
    assert path.read_bytes() == before
    assert any("“spy” does not belong here" in line for line in examine(path).findings)


@pytest.mark.parametrize("write", [True, False])
def test_damage_is_a_sentence_and_the_file_stays(path: Path, write: bool) -> None:
    whole = path.read_bytes()
    cuts = [whole[:-4096], whole[:4096], whole[:150]]
    zeroed = [
        whole[:at] + b"\x00" * 4096 + whole[at + 4096 :] for at in range(4096, len(whole), 16384)
    ]
    for data in [*cuts, *zeroed, whole[:100] + b"\xff" * 3996 + whole[4096:]]:
        path.write_bytes(data)
        told = ""
        try:
            with open_project(path, write=write) as project:
                project.status()
                project.history.entries()
        except QualcodeError as error:
            told = str(error)
        assert "\n" not in told
        assert path.read_bytes() == data
        assert not examine(path).ok
    path.write_bytes(whole[:-4096])
    with pytest.raises(Damaged, match=r"damaged|cannot be read as a database"):
        open_project(path, write=write)


def test_a_read_only_folder_opens_for_reading(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(opening, "is_writable", lambda place: place != path.parent)
    with open_project(path) as project:
        assert project.read_only
        assert "read-only" in project.notice
        before = dump(project)
        with pytest.raises(Refused, match="nothing can be changed: the file or its folder"):
            code_words(project, "trust", "Trust")
        with pytest.raises(Refused, match="nothing can be changed"):
            project.snapshot("x")
        assert dump(project) == before
        assert project.segments.counts() == {}
    assert path.parent / ".study.qualcode.lock" in path.parent.iterdir()


def test_a_folder_that_takes_no_lock_opens_for_reading(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(_: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr(ProjectLock, "acquire", fail)
    with open_project(path) as project:
        assert "takes no lock file ([Errno 95] Operation not supported)" in project.notice


def _with_hot_journal(path: Path) -> Path:
    """A copy of the project as it is in the middle of a large transaction."""
    victim = path.with_name("victim.qualcode")
    shutil.copy(path, victim)
    with closing(sqlite3.connect(victim, isolation_level=None)) as connection:
        connection.execute("PRAGMA cache_size=1")
        connection.execute("BEGIN IMMEDIATE")
        connection.execute("UPDATE turn SET text = text || hex(zeroblob(20000))")
        hot = path.with_name("hot.qualcode")
        shutil.copy(victim, hot)
        shutil.copy(f"{victim}-journal", f"{hot}-journal")
        connection.execute("ROLLBACK")
    assert hot.read_bytes() != path.read_bytes()
    return hot


def test_a_hot_journal_is_rolled_back_with_a_notice(path: Path) -> None:
    with open_project(path) as project:
        before = dump(project)
        assert project.notice == ""
    hot = _with_hot_journal(path)
    with open_project(hot) as project:
        assert dump(project) == before
        assert "ended suddenly" in project.notice
    assert not Path(f"{hot}-journal").exists()
    assert examine(hot).ok


@pytest.mark.parametrize("closed", ["nothing", "folder", "file"])
def test_a_hot_journal_is_no_hindrance_to_reading(
    path: Path, monkeypatch: pytest.MonkeyPatch, closed: str
) -> None:
    with open_project(path) as project:
        before = dump(project)
    hot = _with_hot_journal(path)
    shut = {"nothing": None, "folder": hot.parent, "file": hot}[closed]
    monkeypatch.setattr(opening, "is_writable", lambda place: place != shut)
    data, journal = hot.read_bytes(), Path(f"{hot}-journal").read_bytes()
    with open_project(hot, write=False) as project:
        assert dump(project) == before
    if shut:
        assert (hot.read_bytes(), Path(f"{hot}-journal").read_bytes()) == (data, journal)


def test_who_codes_is_the_given_the_configured_or_the_login_name(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("LOGNAME", "login")
    settings = config_path()
    for text, expected in [
        (None, "login"),
        ("coder = ' Cem '", "Cem"),
        ("coder = 3", "login"),
        ("=", "login"),
    ]:
        if text is not None:
            settings.parent.mkdir(parents=True, exist_ok=True)
            settings.write_text(text)
        with open_project(path, write=False) as project:
            assert project.coder.name == expected
    with open_project(path, coder=" Bea \n B. ", write=False) as project:
        assert project.coder.name == "Bea B."
        with pytest.raises(BadInput, match="a coder needs a name"):
            project.use_coder(" \t")
