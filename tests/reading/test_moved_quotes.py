"""Quotes moved and claims pinned by hand, as written in a persona file, hold in every later run."""

from __future__ import annotations

import shutil

import pytest
from ruamel.yaml import YAML

from workbench.errors import InputError
from workbench.reading.persona_check import stale_quotes
from workbench.reading.persona_files import read_persona, write_personas
from workbench.reading.study_folder import find_study, read_material
from workbench.study import Study
from workbench.walk import build_personas, code, segment


class Kept:
    """A copy of a sample with its persona files, to be edited as text."""

    def __init__(self, folder) -> None:
        self.folder = shutil.copytree(find_study("travel"), folder / "trip")
        self.study = Study(study=str(self.folder), resamples=20)
        self.personas = self.study.persona_folder("travel")
        self.run()

    def run(self):
        self.material = read_material(str(self.folder))
        codings = code(self.material)
        made = build_personas(self.material, codings, segment(self.material, codings, self.study), self.study)
        write_personas(made, self.personas, self.material.transcripts)
        assert [read_persona(path) for path in sorted(self.personas.glob("p*.yml"))] == list(made)
        return made[0]

    def edit(self, change) -> None:
        path, yaml = self.personas / "p1.yml", YAML()
        content = yaml.load(path.read_text("utf-8"))
        change(content)
        with path.open("w", encoding="utf-8") as file:
            yaml.dump(content, file)


@pytest.fixture
def kept(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return Kept(tmp_path)


def moving(claim: int, quote: int, **to):
    """Return an edit that copies a quote of a claim into the list of moved ones."""

    def change(content) -> None:
        own = content["claims"][claim]
        content["moved"] = [{"quote": dict(own["evidence"][quote]), "code": own["code"], **to}]

    return change


def test_a_quote_listed_as_moved_supports_its_new_claim_alone(kept):
    before = read_persona(kept.personas / "p1.yml")
    quote, target = before.claims[0].evidence[0], before.claims[1].code
    kept.edit(moving(0, 0, to=target))
    found = {claim.code: claim for claim in kept.run().claims}
    assert quote in found[target].evidence
    assert quote not in found[before.claims[0].code].evidence
    assert found[before.claims[0].code].holders == before.claims[0].holders - 1
    kept.edit(lambda content: content.pop("moved"))
    assert kept.run() == before


def test_a_quote_moved_to_where_it_stood_is_refused_with_its_line(kept):
    def change(content) -> None:
        moving(0, 0, to=content["claims"][0]["code"])(content)

    kept.edit(change)
    with pytest.raises(InputError, match="moved to where it stood"):
        kept.run()


def test_a_moved_quote_whose_words_are_gone_is_told_and_goes(kept):
    kept.edit(moving(0, 0))
    document = read_persona(kept.personas / "p1.yml").moved[0].quote.document
    spoken = [one for one in kept.material.transcripts if one.id != document]
    lines = (kept.personas / "p1.yml").read_text("utf-8").splitlines()
    told = stale_quotes(kept.personas, spoken)
    assert any(notice.line > lines.index("moved:") for notice in told if "p1.yml" in notice.where)
    write_personas([read_persona(kept.personas / "p1.yml")], kept.personas, spoken)
    assert read_persona(kept.personas / "p1.yml").moved == ()


def test_a_claim_pinned_by_hand_stands_first_and_the_mark_is_only_where_somebody_pinned(kept):
    text = (kept.personas / "p1.yml").read_text("utf-8")
    assert "pinned" not in text
    assert "\nmoved:" not in text
    kept.edit(lambda content: content["claims"][4].update(pinned=True))
    pinned = read_persona(kept.personas / "p1.yml").claims[4].code
    assert kept.run().claims[0].code == pinned
    assert (kept.personas / "p1.yml").read_text("utf-8").count("pinned: true") == 1
