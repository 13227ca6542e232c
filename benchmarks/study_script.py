"""Study script: the code of the four notebooks as one plain script, each value computed once; their peer.

Run as `python study_script.py OUT STUDY:LANGUAGE:SEED...`: a script for each study, or one for all of them.
"""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Any

from workbench.analysis.agreement import agreement, disagreements
from workbench.analysis.crosstabs import held_together, passages, said_together
from workbench.analysis.saturation import saturation_of
from workbench.analysis.variables import holders
from workbench.figures.codes import code_chart
from workbench.figures.crosstabs import passages_matrix, together_matrix
from workbench.figures.participants import participants_map
from workbench.figures.tables import disagreements_table, interviews_table, notices_table
from workbench.language import Speech
from workbench.model.evidence import Coding
from workbench.model.material import Material
from workbench.reading.persona_files import write_personas
from workbench.reading.study_folder import read_material
from workbench.report.dress import page_style
from workbench.report.questioned import screened
from workbench.report.sections import Report, Section
from workbench.study import Study
from workbench.walk import build_personas, code, results_from, segment, variables

PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title><style>{style}</style></head>
<body class="page"><main>{sections}</main></body></html>
"""


def run_study(study: Study, out: Path) -> None:
    """Do all that the notebooks do, and write the persona files and the report."""
    material = read_material(study.study)
    say = Speech(study.language or material.brief.language)
    codings = code(material)
    _interviews(material, codings, say, study)
    segments = segment(material, codings, study)
    personas = build_personas(material, codings, segments, study)
    names = {persona.id: persona.identity.name for persona in personas}
    _shown(participants_map(variables(material, codings), segments, names, say))
    found = results_from(study, material, codings, segments=segments, personas=personas)
    write_personas(personas, study.persona_folder(material.brief.id), material.transcripts)
    report = Report(found)
    _shown(screened(found, personas[0], report.say))
    _write(report, list(report), out)


def _interviews(material: Material, codings: tuple[Coding, ...], say: Speech, study: Study) -> None:
    book, people = material.codebook, [participant.pseudonym for participant in material.participants]
    _shown(interviews_table(material, say))
    _shown(notices_table(material, say))
    _shown(code_chart(holders(codings, book), book, len(people), say))
    counts = passages(codings, book, people)
    _shown(passages_matrix(counts, book, {}, {}, say))
    turns = said_together(codings, material.transcripts, book)
    _shown(together_matrix(counts, held_together(counts), turns, book, say))
    _shown(agreement(material.codings, material.transcripts, book, seed=study.seed))
    found = disagreements(material.codings, material.transcripts, book)
    _shown(disagreements_table(found, book, say))
    _shown(saturation_of(codings, [transcript.id for transcript in material.transcripts]))


def _shown(value: Any) -> str:
    """Make what a notebook would show."""
    show = getattr(value, "_repr_html_", None)
    return str(show()) if show else repr(value)


def _write(report: Report, sections: list[Section], out: Path) -> None:
    text = PAGE.format(
        language=report.results.language,
        title=report.title,
        style=page_style(embed_fonts=True),
        sections="".join(map(_shown, sections)),
    )
    out.mkdir(parents=True, exist_ok=True)
    (out / "report.html").write_text(text, "utf-8")


if __name__ == "__main__":
    for wanted in sys.argv[2:]:
        name, language, seed = wanted.split(":")
        folder = Path(sys.argv[1]) / wanted.replace(":", "-")
        files = str(folder.resolve() / "personas")
        run_study(Study(study=name, language=language, seed=int(seed), persona_files=files), folder)
