"""Rehearsal: the study as it will be, put beside it and read, before the study itself is touched."""

from __future__ import annotations

import glob
import hashlib
import shutil
from collections import Counter
from dataclasses import dataclass, replace
from io import StringIO
from pathlib import Path

from ruamel.yaml import YAML

from workbench.errors import InputError
from workbench.forgetting.journal import stage_of
from workbench.forgetting.kept_names import keep_names
from workbench.forgetting.plan import Plan
from workbench.forgetting.search import STAGE
from workbench.model.brief import Brief
from workbench.model.evidence import Coding
from workbench.model.material import Material
from workbench.reading.interviews import read_interviews
from workbench.reading.study_folder import read_brief, read_material


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """What reading the new files gives: their material, or why there is none."""

    material: Material | None
    problem: str = ""


def unread_names(plan: Plan) -> set[Path]:
    """Return the changed files of others that would not be read the same, their name aside."""
    changed = [i for i in plan.leaver.others if i.path in plan.contents]
    if not changed:
        return set()
    study = _stage(plan)
    try:
        found = {i.document: i.turns.text for i in read_interviews(study, read_brief(study))[0]}
    except InputError as error:
        told = str(error)
        return {i.path for i in changed if str(i.path.relative_to(plan.folder)) in told}
    renamed = plan.renamed
    return {
        i.path for i in changed if found.get(renamed.get(i.document, i.document)) != plan.naming.out_of(i.turns.text)
    }


def rehearse(plan: Plan) -> Rehearsal:
    """Read the study as it will be; the person is not in the material even where a file outside has them still."""
    study = _stage(plan)
    if keep_names(plan, study):
        study = _stage(plan)
    try:
        material = read_material(str(study))
    except InputError as error:
        return Rehearsal(None, "; ".join(problem.what for problem in error.problems[:3]))
    finally:
        shutil.rmtree(study.parent, ignore_errors=True)
    renumbered = {t.participant for t in material.transcripts if t.id in plan.renamed.values()}
    for pseudonym in {p.pseudonym for p in material.participants} - plan.leaver.remaining - renumbered:
        material = material.without(pseudonym)  # under another name, where a group or a file outside has them still
    brief = plan.contents.get(plan.folder / "study.yml") or (plan.folder / "study.yml").read_bytes()
    digests = dict(material.digests) | {"study.yml": hashlib.sha256(brief).hexdigest()}
    return Rehearsal(replace(material, digests=digests))


def compare(plan: Plan, before: Material, after: Material) -> None:
    """Flag what the study is going to say otherwise of everybody else: pseudonyms, places of codings."""
    expected = before.without(plan.leaver.pseudonym)
    if not {p.pseudonym for p in after.participants} <= {p.pseudonym for p in before.participants}:
        plan.account.flag(plan.folder, "others have new pseudonyms: compare the participants before and after")
    left = Counter(_known_by(coding) for coding in expected.codings if coding.evidence.document not in plan.renamed)
    moved = left - Counter(_known_by(coding) for coding in after.codings)
    if moved:
        documents = ", ".join(sorted({document for document, *_ in moved}))
        what = f"{moved.total()} codings of others have other words or places now, and new ids ({documents})"
        plan.account.flag(plan.folder / "codings.csv", what)


def _known_by(coding: Coding) -> tuple[str, str, str, str, str]:
    evidence = coding.evidence
    return evidence.document, evidence.id, evidence.text, coding.code, coding.coder


def _stage(plan: Plan) -> Path:
    """Put the study as it will be into the stage, unchanged files as links, and return its folder."""
    study = stage_of(plan.folder) / "as-it-will-be" / plan.folder.resolve().name
    shutil.rmtree(study, ignore_errors=True)
    study.mkdir(parents=True)
    for path in sorted(plan.folder.rglob("*")):
        inside = path.relative_to(plan.folder)
        if STAGE in inside.parts or ".git" in inside.parts or not path.is_file() or path in plan.deletions:
            continue
        (study / inside).parent.mkdir(parents=True, exist_ok=True)
        if path not in plan.contents:
            (study / inside).symlink_to(path.absolute())
    for path, content in plan.contents.items():
        if path.is_relative_to(plan.folder):
            (study / path.relative_to(plan.folder)).write_bytes(content)
    _point_outside(plan, study)
    return study


def _point_outside(plan: Plan, study: Path) -> None:
    """Let sources that lie outside the study's folder be found from the stage too."""
    try:
        brief = read_brief(study)
    except InputError:
        return
    here = glob.escape(str(plan.folder.absolute()))
    sources = tuple(
        source.model_copy(update={"path": f"{here}/{source.path}"})
        if any(part == ".." for part in Path(source.path).parts)
        else source
        for source in brief.sources
    )
    if sources != brief.sources:
        (study / "study.yml").unlink()
        (study / "study.yml").write_text(_yaml(brief.model_copy(update={"sources": sources})), "utf-8")


def _yaml(brief: Brief) -> str:
    out = StringIO()
    YAML().dump(brief.model_dump(mode="json", exclude_none=True), out)
    return out.getvalue()
