"""Results sent to a store: a record there names whole results, whatever write fails, and the next run goes on."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import signal
import subprocess
import sys
from contextlib import nullcontext
from functools import partial
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from runner.tiny.engine import execute_plainly
from runner.tiny.runs import finished
from workbench.cli import main
from workbench.errors import ParameterError, WorkbenchError
from workbench.runner.jobs import Asked
from workbench.runner.options import Options
from workbench.runner.publication import OUTPUTS
from workbench.runner.store import NotSent, Store, require_address
from workbench.runner.studies import run_studies
from workbench.study import study_from

SECRET = "wJalrXUtnFEMI/K7MDENG/EXAMPLEKEY"  # noqa: S105 of an example
ADDRESS = "faulty://bucket/reports"


class Faulty(MemoryFileSystem):
    """A store whose n-th write or removal fails; after each, every record must name whole results."""

    protocol = "faulty"
    store: dict = {}  # noqa: RUF012 as its parent has it
    pseudo_dirs: list = [""]  # noqa: RUF012
    left, operations, cachable, torn = 0, 0, False, False

    @classmethod
    def _strip_protocol(cls, path):
        return MemoryFileSystem._strip_protocol(str(path).replace("faulty://", "memory://"))

    def _operate(self) -> None:
        cls = type(self)
        cls.operations += 1
        cls.left -= 1
        if cls.left == 0:
            raise PermissionError(f"no longer allowed for {SECRET}?X-Amz-Signature=abc")

    def pipe_file(self, path, value, **more):
        try:
            self._operate()
        except PermissionError:
            if type(self).torn and not path.endswith("record.json"):  # a store puts a small file whole
                super().pipe_file(path, value[: len(value) // 2], **more)
            raise
        super().pipe_file(path, value, **more)
        check(self)

    def rm_file(self, path):
        self._operate()
        super().rm_file(path)
        check(self)

    def contents(self) -> dict[str, bytes]:
        """Return all that is there."""
        return {path: self.cat_file(path) for path in self.find("")}


def check(system: MemoryFileSystem) -> list[dict]:
    """Return the records in a store; each must name whole results, of one run."""
    found = []
    for path in system.find(""):
        if path.endswith("record.json"):
            record = json.loads(system.cat_file(path))
            root = path.rpartition("/")[0].rpartition("/")[0]
            assert set(record["files"]) == set(record["outputs"]) == set(OUTPUTS)
            for name, file in record["files"].items():
                content = system.cat_file(f"{root}/{file}")
                assert hashlib.sha256(content).hexdigest() == record["outputs"][name]
            found.append(record)
    return found


@pytest.fixture
def system():
    """Return an empty store that fails when told."""
    fsspec.register_implementation("faulty", Faulty, clobber=True)
    Faulty.store.clear()
    Faulty.pseudo_dirs[:] = [""]
    Faulty.left = Faulty.operations = 0
    Faulty.torn = False
    return Faulty()


@pytest.fixture
def run(monkeypatch, finished_project):
    """Return a way to run the project's study, which is finished, into a store."""
    monkeypatch.chdir(finished_project)
    ready = partial(nullcontext, execute_plainly)

    def go(*names: str, again: bool = False):
        asked = [Asked(study_from({"study": name})) for name in names or ("one",)]
        return run_studies(asked, Path("reports"), Options(ready, store=ADDRESS, again=again))

    return go


def _change(size: int) -> None:
    Path("size.txt").write_text(str(size), "utf-8")


def test_results_are_sent_once_and_the_index_leads_to_them(run, system):
    told = run()
    assert told.status == 0
    assert told.index == f"{ADDRESS}/index.html"
    (record,) = check(system)
    (verdict,) = told.verdicts
    assert verdict.outcome == "unchanged"
    report = Path("reports/one/report.html").read_bytes()
    assert system.cat_file(verdict.sent) == report
    assert record["files"]["report.html"] in system.cat_file("bucket/reports/index.html").decode()
    assert Faulty.operations == len(OUTPUTS) + 2
    Faulty.operations = 0
    assert run().status == 0
    assert Faulty.operations == 0, "what is there is not sent again"


def test_newer_results_take_the_place_of_older_ones_and_only_what_differs_is_sent(run, system):
    run()
    (before,) = check(system)
    _change(20)
    Faulty.operations = 0
    assert run(again=True).status == 0
    (after,) = check(system)
    differ = sum(before["outputs"][name] != after["outputs"][name] for name in OUTPUTS)
    assert 0 < differ < len(OUTPUTS)
    assert Faulty.operations == differ + 2 + differ, "files, record, index; older files removed"
    assert len(system.find("bucket/reports/one")) == len(OUTPUTS) + 1


@pytest.mark.parametrize("torn", [False, True])
def test_whichever_write_fails_what_was_there_stays_and_the_next_run_goes_on(run, system, capsys, monkeypatch, torn):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", SECRET)
    assert run().status == 0
    before, report = system.contents(), Path("reports/one/report.html").read_bytes()
    _change(20)
    assert run(again=True).status == 0
    after = system.contents()
    assert report in before.values()
    assert report not in after.values()
    Faulty.torn, failed = torn, 0
    for n in range(1, 40):
        Faulty.store.clear()
        for path, content in before.items():
            MemoryFileSystem.pipe_file(system, path, content)
        Faulty.left = n
        told = run()
        if Faulty.left > 0:
            assert told.status == 0
            break
        failed += 1
        assert told.status == 1
        assert told.index is None
        (verdict,) = told.verdicts
        is_recorded = (
            Faulty.store and check(system)[0]["run"] != json.loads(before["/bucket/reports/one/record.json"])["run"]
        )
        if not is_recorded and not torn:
            assert {path: system.contents()[path] for path in before} == before
        if verdict.outcome == "unsent":
            assert "PermissionError: no longer allowed for …" in verdict.reason
            assert SECRET not in verdict.reason
            assert "Signature" not in verdict.reason
        Faulty.left = 0
        assert run().status == 0
        assert system.contents() == after
    assert failed > 4
    told = capsys.readouterr()
    assert SECRET not in told.out + told.err
    assert SECRET not in "".join(path.read_text("utf-8") for path in Path("reports").rglob("*") if path.is_file())


def test_a_study_that_failed_is_not_sent_and_takes_nothing_away(run, system):
    assert run().status == 0
    before = system.contents()
    told = run("one", "no-such-study")
    assert told.status == 1
    assert {verdict.study: verdict.outcome for verdict in told.verdicts} == {
        "one": "unchanged",
        "no-such-study": "failed",
    }
    assert system.contents() == before


def test_whoever_stops_the_command_is_told_what_was_not_sent(run, system, monkeypatch):
    real = Faulty.pipe_file

    def interrupted(self, path, value, **more):
        os.kill(os.getpid(), signal.SIGINT)
        real(self, path, value, **more)

    monkeypatch.setattr(Faulty, "pipe_file", interrupted)
    told = run("one", "no-such-study")
    assert told.status == 130
    assert [verdict.outcome for verdict in told.verdicts] == ["unchanged", "failed"], "what had begun was sent"
    assert check(system)
    assert told.index == Path("reports/index.html"), "the store's index waits for the next time"


def test_a_file_that_went_missing_there_is_sent_again(run, system):
    run()
    before = system.contents()
    (record,) = check(system)
    MemoryFileSystem.rm_file(system, f"bucket/reports/{record['files']['card.json']}")
    assert run().status == 0
    assert system.contents() == before


def test_the_command_says_where_the_report_was_sent_and_works_in_its_folder(
    finished_project, system, monkeypatch, capsys
):
    monkeypatch.chdir(finished_project)
    shutil.copytree("reports", "elsewhere")
    assert main(["run", "one", "--out", ADDRESS, "--work", "elsewhere"]) == 0
    told = capsys.readouterr()
    (record,) = check(system)
    assert f"one: {ADDRESS}/{record['files']['report.html']} (unchanged)" in told.out
    assert f"1 of 1 reports made (1 before, unchanged); all of them: {ADDRESS}/index.html" in told.out
    assert "one: 7 files sent" in told.err
    Faulty.store.clear()
    Faulty.left = 3
    assert main(["run", "one", "--out", ADDRESS]) == 1
    told = capsys.readouterr().out
    assert "one: MADE AND NOT SENT" in told
    assert "made in reports/one, not sent" in told
    assert "0 of 1 reports made; 1 made and not sent" in told
    assert finished(finished_project) == ["one"]


def test_a_store_in_memory_needs_no_other_package(finished_project, monkeypatch, capsys):
    monkeypatch.chdir(finished_project)
    assert main(["run", "one", "--out", "memory://bucket/reports"]) == 0
    assert len(check(fsspec.filesystem("memory"))) == 1


def test_a_folder_named_as_an_address_is_made(finished_project, monkeypatch):
    monkeypatch.chdir(finished_project)
    assert main(["run", "one", "--out", f"file://{finished_project}/sent/here"]) == 0
    assert len(list((finished_project / "sent/here/one").glob("report.*.html"))) == 1
    assert (finished_project / "sent/here/one/record.json").is_file()


def test_an_address_with_credentials_is_refused_without_repeating_them(project, monkeypatch, capsys):
    monkeypatch.chdir(project)
    for address in (f"s3://AKIA:{SECRET.replace('/', '%2F')}@bucket/dir", f"memory://bucket/dir?token={SECRET}"):
        assert main(["run", "one", "--out", address]) == 1
        told = capsys.readouterr()
        assert "an address holds no credentials" in told.out + told.err
        assert "EXAMPLEKEY" not in told.out + told.err


@pytest.mark.parametrize(
    ("module", "address"),
    [("fsspec.registry", "memory://b/d"), ("s3fs", "s3://bucket/dir")],
)
def test_what_to_install_is_named(monkeypatch, module, address):
    monkeypatch.setitem(sys.modules, module, None)
    with pytest.raises(WorkbenchError, match=r"pip install 'persona-workbench\[s3\]'"):
        require_address(address)


@pytest.mark.parametrize("address", ["nothing://bucket/dir", "memory://"])
def test_an_address_that_is_none_is_named(address):
    with pytest.raises(ParameterError, match="--out"):
        require_address(address)


def test_no_folder_is_made_where_that_would_make_a_bucket(system, monkeypatch):
    class Bucket(Faulty):
        protocol = ("s3", "s3a")

        def makedirs(self, *_, **__):
            raise AssertionError("a bucket was made")

    store = Store("s3://b/d", Bucket(), "b/d")
    with pytest.raises(NotSent, match="no bucket b"):
        store.require_bucket()
    store.write("one/card.json", b"{}")


def test_without_an_address_no_package_for_stores_is_loaded(finished_project):
    code = (
        "import sys; from workbench.cli import main; status = main(['run', 'one']); "
        "print(status, sorted({'fsspec.core', 's3fs', 'distributed'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=finished_project, capture_output=True, text=True, check=True
    )
    assert done.stdout.splitlines()[-1].endswith("[]"), done.stdout
