"""Plain script: the report of a study made by the library alone, without notebooks; the peer of `workbench run`.

Run as `python plain_script.py STUDY OUT`.
"""

from __future__ import annotations

import sys
from pathlib import Path

from workbench.reading.persona_files import write_personas
from workbench.report.dress import page_style
from workbench.report.sections import Report
from workbench.study import Study
from workbench.walk import results

PAGE = """<!doctype html>
<html lang="{language}"><head><meta charset="utf-8"><title>{title}</title><style>{style}</style></head>
<body class="page"><main>{sections}</main></body></html>
"""


def write_report(study: Study, out: Path) -> None:
    """Write the persona files and the report of a study."""
    found = results(study)
    write_personas(found.personas, study.persona_folder(found.material.brief.id))
    report = Report(found)
    page = PAGE.format(
        language=found.language,
        title=report.title,
        style=page_style(embed_fonts=True),
        sections="".join(section._repr_html_() for section in report),
    )
    out.mkdir(parents=True)
    (out / "report.html").write_text(page, "utf-8")


if __name__ == "__main__":
    write_report(Study(study=sys.argv[1]), Path(sys.argv[2]))
