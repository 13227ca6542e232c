"""Personas: their files made again without a person, or the person taken out of them, and what lost its support."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from workbench.errors import InputError, WorkbenchError
from workbench.forgetting.plan import Plan
from workbench.model.material import Material
from workbench.model.persona import Persona
from workbench.reading.persona_files import persona_text, read_persona
from workbench.study import Study
from workbench.walk import build_personas, code, segment

Stored = Mapping[Path, dict[str, Any]]


def plan_personas(plan: Plan, material: Material | None, chosen: Study, problem: str = "") -> None:
    """Plan the persona files of the study: walked again where there is material, else with the person taken out."""
    before = plan.folder / plan.leaver.brief.previous if plan.leaver.brief.previous else None
    for path, content in (_stored(plan, before) if before else {}).items():
        if text := _stripped(plan, content):
            plan.change(path, text.encode(), "persona of the wave before, without the person")
        else:
            plan.remove(path, "persona of the wave before that stood for nobody else")
    folder = chosen.persona_folder(plan.leaver.brief.id)
    stored = _stored(plan, folder)
    if not stored:
        return
    made = _walked(plan, material, chosen) if material is not None else None
    if made is None:
        why = f" ({problem})" if problem else ""
        plan.account.flag(
            folder, f"the personas could not be made again{why}: the person is taken out, counts may be off"
        )
        made = {path: text for path, content in stored.items() if (text := _stripped(plan, content))}
    for path in stored:
        if path not in made:
            plan.remove(path, "persona that no longer exists")
    for path, text in made.items():
        if path in stored:
            plan.change(path, text.encode(), "persona made again without the person")
        else:
            plan.contents[path] = text.encode()
    after = {path: YAML(typ="safe", pure=True).load(text) for path, text in made.items()}
    plan.account.lost_claims += lost_claims(stored, after, plan.leaver.pseudonym)


def _stored(plan: Plan, folder: Path) -> dict[Path, dict[str, Any]]:
    """Return what the persona files hold; one of another version, which the next run writes anew, goes."""
    found: dict[Path, dict[str, Any]] = {}
    for path in sorted(folder.absolute().glob("*.yml")):
        try:
            found[path] = read_persona(path).model_dump(mode="json")
        except InputError as error:
            plan.remove(path, f"persona that cannot be read ({error.problems[0].what})")
    return found


def _walked(plan: Plan, material: Material, chosen: Study) -> dict[Path, str] | None:
    """Return file and text of each persona of the study as it will be; None when it cannot be walked."""
    if not material.participants:
        return None
    folder = chosen.persona_folder(plan.leaver.brief.id).absolute()
    try:
        codings = code(material)
        personas = build_personas(material, codings, segment(material, codings, chosen), chosen)
    except (WorkbenchError, ValueError):
        return None
    return {folder / f"{persona.id}.yml": persona_text(persona) for persona in personas}


def _stripped(plan: Plan, content: dict[str, Any]) -> str:
    """Return a persona without one member and their evidence; "" when it stood for nobody else."""
    gone = plan.leaver.pseudonym
    member = gone in content.get("members", [])
    members = [name for name in content.get("members", []) if name != gone]
    if not members:
        return ""
    claims = [claim for each in content.get("claims", []) if (claim := _without(each, gone, member=member))]
    provenance = dict(content.get("provenance") or {})
    documents = [name for name in provenance.get("documents", []) if name not in plan.leaver.documents]
    stripped = content | {
        "members": members,
        "of": max(int(content.get("of", 1)) - 1, 1),
        "claims": claims,
        "moved": [one for one in content.get("moved", []) if one["quote"].get("participant") != gone],
        "facts": [],
        "provenance": provenance | {"documents": documents, "participants": max(int(content.get("of", 1)) - 1, 1)},
    }
    return persona_text(Persona.model_validate(stripped))


def _without(claim: dict[str, Any], gone: str, *, member: bool) -> dict[str, Any] | None:
    quotes = [each for each in claim.get("evidence", []) if each.get("participant") != gone]
    against = [each for each in claim.get("against", []) if each.get("participant") != gone]
    fewer = len(claim.get("evidence", [])) - len(quotes)
    if fewer and not quotes:
        return None
    size = claim["size"] - member
    others = claim["others_size"] - (not member)
    return claim | {
        "evidence": quotes,
        "against": against,
        "size": size,
        "holders": max(min(claim["holders"] - fewer, size), 0),
        "others_size": others,
        "others": min(claim["others"], others),
    }


def lost_claims(before: Stored, after: Stored, pseudonym: str) -> list[str]:
    """Return the claims that cited the person and are in no persona of that identity any more."""
    kept = {(_who(content), claim["code"]) for content in after.values() for claim in content.get("claims", [])}
    lost = []
    for content in before.values():
        for claim in content.get("claims", []):
            speakers = [each.get("participant") for each in claim.get("evidence", [])]
            if pseudonym in speakers and (_who(content), claim["code"]) not in kept:
                alone = len(set(speakers)) == 1
                why = "its only evidence" if alone else f"one of {len(set(speakers))} who said so"
                why += ", another persona still says it" if claim["code"] in {code for _, code in kept} else ""
                lost.append(f"{_who(content)}: {claim['code']} ({why})")
    return lost


def _who(content: dict[str, Any]) -> str:
    return str((content.get("identity") or {}).get("name") or content.get("id", "?"))
