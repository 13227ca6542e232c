"""A report goes to others as it is, or not at all, or with the reason written into it."""

from __future__ import annotations

import json

import pytest
from bs4 import BeautifulSoup

from workbench.cli import main
from workbench.errors import InputError, WorkbenchError
from workbench.report.gate.judge import judge
from workbench.report.gate.share import leave_verdict, share
from workbench.report.page import POLICY
from workbench.report.seal import is_unbroken

REASON = "agreed with <b>her</b> & us"


@pytest.fixture
def passing(protected, tmp_path):
    """Return a report that may be shared, its verdict beside it."""
    path = tmp_path / "startup" / "report.html"
    path.parent.mkdir()
    path.write_text(protected.part, "utf-8")
    assert leave_verdict(path, protected.study).shareable
    return path


@pytest.fixture
def refused(passing, protected):
    """Return a report that names somebody."""
    passing.write_text(protected.part.replace("</main>", "<p>Rosalind said so</p></main>"), "utf-8")
    assert not leave_verdict(passing, protected.study).shareable
    return passing


def test_a_report_that_passes_is_copied_as_it_is(passing, capsys):
    assert main(["share", str(passing)]) == 0
    assert (passing.parent / "startup.html").read_bytes() == passing.read_bytes()
    assert "may be shared" in capsys.readouterr().out


def test_a_report_that_does_not_pass_stays_with_its_reasons(refused, capsys):
    assert main(["share", str(refused.parent)]) == 1
    assert sorted(path.name for path in refused.parent.iterdir()) == ["report.html", "sharing.json"]
    told = capsys.readouterr().out
    assert "line " in told
    assert "a name that reading replaces" in told
    assert "Rosalind" not in told + (refused.parent / "sharing.json").read_text("utf-8")


def test_an_earlier_copy_is_told_of_where_the_report_passes_no_more(passing, protected, capsys):
    main(["share", str(passing)])
    passing.write_text(protected.part.replace("</main>", "<p>Rosalind</p></main>"), "utf-8")
    assert main(["share", str(passing)]) == 1
    assert "startup.html: an earlier copy" in capsys.readouterr().out


def test_another_page_of_a_report_keeps_its_name(passing):
    passing.rename(passing.with_name("posters.html"))
    assert main(["share", str(passing.with_name("posters.html"))]) == 0
    assert passing.with_name("startup-posters.html").exists()


def test_the_page_is_judged_as_it_is_now(passing, protected):
    passing.write_text(protected.part.replace("</main>", "<!-- later --></main>"), "utf-8")
    assert json.loads((passing.parent / "sharing.json").read_text("utf-8"))["shareable"] is True
    assert "comment" in share(passing, passing.with_name("out.html")).counts()
    assert not passing.with_name("out.html").exists()


def test_against_the_verdict_the_copy_says_so_to_readers_and_to_programs(refused, protected, capsys):
    out = refused.parent.parent / "sent" / "copy.html"
    assert main(["share", str(refused), "--out", str(out), "--override", REASON]) == 0
    assert "shared against the check" in capsys.readouterr().out
    text = out.read_text("utf-8")
    page = BeautifulSoup(text, "lxml")
    note = page.select_one("main > .wb:first-child > [role=note]").get_text(" ")
    assert REASON in note
    assert "a name that reading replaces" in note
    assert "Rosalind" not in note
    told = json.loads(page.select_one("head meta[name=sharing]")["content"])
    assert told == {"override": REASON, "found": {"name": 1}}
    first = page.select_one("head > meta:first-child")
    assert (first["http-equiv"], first["content"]) == ("Content-Security-Policy", POLICY)
    assert is_unbroken(text), "the copy is sealed as it is now"
    assert set(judge(out, protected.study).counts()) == {"name"}, "what was added is found fault with"


def test_a_reason_must_be_given(refused):
    out = refused.with_name("out.html")
    assert not share(refused, out, override="  ").shareable
    assert not out.exists()


def test_the_report_itself_is_never_the_copy(passing):
    with pytest.raises(WorkbenchError, match="needs another name"):
        share(passing, passing.parent / ".." / passing.parent.name / "report.html")


def test_without_a_study_nothing_is_judged(passing, protected):
    (passing.parent / "sharing.json").unlink()
    out = passing.with_name("out.html")
    with pytest.raises(InputError, match="--study"):
        share(passing, out)
    assert share(passing, out, study=protected.study).shareable


def test_what_is_no_page_is_told(tmp_path, protected):
    (tmp_path / "report.html").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(InputError, match="no page that can be read"):
        share(tmp_path / "report.html", tmp_path / "out.html", study=protected.study)
