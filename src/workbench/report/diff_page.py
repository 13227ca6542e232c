"""Diff page: what changed between two versions of a study, as one page to read and to send."""

from __future__ import annotations

from workbench.analysis.version_change import Version
from workbench.language.speech import Speech
from workbench.report.compact import compact
from workbench.report.difference import MARKS, Difference
from workbench.report.dress import page_style
from workbench.report.seal import sealed
from workbench.report.sections import environment


def diff_page(old: Version, new: Version, say: Speech) -> str:
    """Return the difference of two versions as a page; one that says so where nothing differs."""
    template, style = environment().get_template("diff.html.j2"), page_style(embed_fonts=True)
    return sealed(compact(template.render(page=Difference(old, new, say), say=say, style=style, marks=MARKS)))
