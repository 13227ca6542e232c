"""Journey explorer: maps looked into cell by cell, interventions tried in pairs, scenarios kept; in plain data."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from workbench.analysis.map_sheet import Cell, MapKind, MapSheet
from workbench.analysis.map_sheets import kinds_of, map_sheet_of
from workbench.errors import InputError, Problem
from workbench.language.speech import Speech
from workbench.model.intervention import Intervention
from workbench.model.scenario import Scenario
from workbench.reading.scenario_file import FILE, drop_scenario, keep_scenario, read_scenarios
from workbench.reading.study_folder import find_study, is_sample
from workbench.simulation.changes import changed
from workbench.simulation.crowd import Crowd
from workbench.simulation.pairs import Comparison, compare_in
from workbench.walk import Results, paired


class JourneyExplorer:
    """The journey of one study's personas. What is tried here comes out as it does in the report."""

    def __init__(self, results: Results, language: str = "") -> None:
        self.results = results
        self.say = Speech("en" if (language or results.language) == "en" else "fr")
        self.names = {persona.id: persona.identity.name for persona in results.personas}
        self.folder = find_study(results.study.study)
        self._crowds: dict[str, Crowd] = {}

    @property
    def kinds(self) -> tuple[MapKind, ...]:
        """The kinds of map there is something for."""
        return kinds_of(self.results.material.journey, self.results.maps)

    @property
    def interventions(self) -> tuple[Intervention, ...]:
        """What can be tried."""
        return self.results.material.journey.interventions

    @property
    def read_only(self) -> bool:
        """Say whether scenarios can be tried and not kept, as in an installation's samples."""
        return is_sample(self.folder)

    def sheet(self, kind: MapKind | str = MapKind.CURRENT_STATE, persona: str = "") -> MapSheet:
        """Return a map from the point of view of a persona, the first where none is named."""
        own = persona or next(iter(self.names))
        self._known(own)
        maps = sorted(self.results.maps, key=lambda one: one.persona != own)
        material = self.results.material
        return map_sheet_of(
            MapKind(kind), material.journey, say=self.say, maps=maps, codebook=material.codebook, names=self.names
        )

    def cell(self, lane: str, step: str, *, kind: MapKind | str = MapKind.CURRENT_STATE, persona: str = "") -> Cell:
        """Return what is known of one step in one lane, with its quotes; KeyError where the map has no such place."""
        sheet = self.sheet(kind, persona)
        place = [column.id for column in sheet.columns].index(step)
        return sheet.lane(lane).cells[place]

    def what_if(self, actions: Sequence[str], persona: str = "") -> Comparison:
        """Return what interventions change for the same customers of a persona, with paired intervals.

        The customers are walked as they are only once, so that trying the next thing takes hundredths of a second.
        InputError for an intervention there is not, WorkbenchError for some that cannot be combined.

        >>> from workbench.study import Study
        >>> from workbench.walk import results
        >>> explorer = JourneyExplorer(results(Study(study="travel", n_journeys=1000)))
        >>> [action.id for action in explorer.interventions[:2]]
        ['full_price_first', 'staffed_line']
        >>> explorer.what_if(["full_price_first"]).gain("kept").best.low > 0
        True
        """
        own = persona or next(iter(self.names))
        self._known(own)
        journey, study = self.results.material.journey, self.results.study
        if own not in self._crowds:
            process = self.results.cases[own].process
            self._crowds[own] = Crowd(process, n_journeys=paired(study), seed=study.seed)
        return compare_in(self._crowds[own], journey, self._actions(actions), persona=own)

    def kept(self) -> tuple[Scenario, ...]:
        """Return the scenarios kept, as the file has them now."""
        return read_scenarios(self.folder / FILE, self.results.material.journey)

    def keep(self, name: str, actions: Sequence[str], note: str = "") -> Path:
        """Keep interventions under a name, over the one that was called so; the next run reports them."""
        self._may_write()
        chosen = self._actions(actions)
        if not name.strip() or not chosen:
            raise InputError([Problem("scenario", "a scenario needs a name and at least one intervention", repr(name))])
        changed(self.results.cases[next(iter(self.names))].process, self.results.material.journey, chosen)
        scenario = Scenario(name=name.strip()[:80], interventions=tuple(one.id for one in chosen), note=note.strip())
        keep_scenario(self.folder / FILE, scenario, self.results.material.journey)
        return self.folder / FILE

    def drop(self, name: str) -> None:
        """Let go of a scenario."""
        self._may_write()
        drop_scenario(self.folder / FILE, name, self.results.material.journey)

    def _actions(self, names: Sequence[str]) -> list[Intervention]:
        known = {action.id: action for action in self.interventions}
        unknown = [Problem("scenario", "no intervention is called so", name, ", ".join(known)) for name in names]
        if problems := [problem for problem in unknown if problem.got not in known]:
            raise InputError(problems)
        return [action for action in self.interventions if action.id in names]

    def _known(self, persona: str) -> None:
        if persona not in self.names:
            raise InputError([Problem("persona", "no persona is called so", persona, ", ".join(self.names))])

    def _may_write(self) -> None:
        if self.read_only:
            remedy = "begin a study of your own to keep what you try"
            raise InputError([Problem(self.folder.name, "this is a sample: nothing is kept in it", remedy=remedy)])
