"""Walk: the way from the files of a study to its results, step by step or in one go."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property

from workbench import groups
from workbench.analysis.agreement import Agreement, Disagreement, agreement, disagreements
from workbench.analysis.behaviour import Behaviour
from workbench.analysis.coverage import Coverage, coverage
from workbench.analysis.identity import inherit
from workbench.analysis.mapping import JourneyMap, map_journey
from workbench.analysis.profiling import profile
from workbench.analysis.sample import SampleWarning, sample_warnings
from workbench.analysis.saturation import Saturation, Spread, saturation_of, spread_of
from workbench.analysis.second_opinion import Opinion
from workbench.analysis.segmentation import Segmentation
from workbench.analysis.sensitivity import Sensitivity
from workbench.analysis.suggestion import suggest, uncoded
from workbench.analysis.variables import holders, leading
from workbench.disk.contents import Contents
from workbench.groups import segment as segment
from workbench.groups import variables as variables
from workbench.memory import remembered
from workbench.model.evidence import Coding
from workbench.model.label import Language
from workbench.model.material import Material
from workbench.model.persona import Persona
from workbench.model.scenario import Scenario
from workbench.reading.buying_check import check_buying_group
from workbench.reading.moved_quotes import moved_among
from workbench.reading.persona_files import persona_contents, stored_identities, with_edits
from workbench.reading.study_folder import find_study, read_material
from workbench.simulation.batch_expectations import Measure
from workbench.simulation.case import Case
from workbench.simulation.changes import combined
from workbench.simulation.crowd import Crowd
from workbench.simulation.influence import Tornado, tornadoes
from workbench.simulation.outcome import Outcome, outcome
from workbench.simulation.pairs import Comparison, compare, compare_in
from workbench.simulation.process import persona_effects, process_of, shifted
from workbench.study import Study

PAIRED = 50_000
"""Customers a what-if is tried on at most: with the luck of each known, more would tell nothing new."""
QUESTIONED = (Measure.KEPT, Measure.CONVERSION)
"""What is asked of every assumption: how much of these depends on it."""


@dataclass(frozen=True)
class Results:
    """Everything a report is made from; what checks the groups is computed when it is first asked for."""

    study: Study
    material: Material
    codings: tuple[Coding, ...]
    segments: Segmentation
    personas: tuple[Persona, ...]
    maps: tuple[JourneyMap, ...]
    outcomes: tuple[Outcome, ...]
    what_ifs: tuple[Comparison, ...]
    agreement: Agreement
    disagreements: tuple[Disagreement, ...]
    saturation: Saturation
    spread: Spread
    coverage: tuple[Coverage, ...]
    sample_warnings: tuple[SampleWarning, ...]

    @property
    def language(self) -> Language:
        """Language of the report: the one asked for, else that of the interviews."""
        return self.study.language or self.material.brief.language

    @cached_property
    def behaviour(self) -> Behaviour:
        """Everybody on every behavioural variable."""
        return groups.behaviour(self.material, self.codings)

    @cached_property
    def opinions(self) -> tuple[Opinion, ...]:
        """What other methods find among the same people."""
        return groups.opinions(self.material, self.codings, self.segments, self.study.max_segments)

    @cached_property
    def sensitivity(self) -> Sensitivity:
        """What becomes of the groups without one participant or one code."""
        return groups.what_groups_hang_on(self.material, self.codings, self.study.max_segments)

    @cached_property
    def cases(self) -> Mapping[str, Case]:
        """The journey as each persona walks it, by the persona's id."""
        return {own.id: persona_case(self.material, self.codings, own) for own in self.personas}

    @cached_property
    def together(self) -> tuple[Comparison, ...]:
        """What all interventions that can be combined change at once, one a persona; nothing where they are not two."""
        journey, study = self.material.journey, self.study
        tried = [(name, case, combined(case.process, journey)) for name, case in self.cases.items()]
        return tuple(
            compare(case.process, journey, all_, persona=name, n_journeys=paired(study), seed=study.seed)
            for name, case, all_ in tried
            if len(all_) > 1
        )

    @cached_property
    def scenarios(self) -> tuple[tuple[Scenario, tuple[Comparison, ...]], ...]:
        """What each scenario somebody kept changes, one comparison a persona."""
        return tuple((kept, tuple(self._tried(kept))) for kept in self.material.scenarios)

    def _tried(self, kept: Scenario) -> Iterator[Comparison]:
        journey, study = self.material.journey, self.study
        actions = [action for action in journey.interventions if action.id in kept.interventions]
        for name, case in self.cases.items():
            yield compare(case.process, journey, actions, persona=name, n_journeys=paired(study), seed=study.seed)

    @cached_property
    def influence(self) -> Mapping[tuple[str, Measure], Tornado]:
        """What either end of each assumption's range makes of each measure of QUESTIONED, by persona."""
        return {
            (name, measure): found
            for name, case in self.cases.items()
            for measure, found in tornadoes(case, QUESTIONED).items()
        }


def results(study: Study) -> Results:
    """Walk the whole way for one study.

    >>> found = results(Study(study="travel", n_journeys=1000))
    >>> [(persona.identity.name, persona.size) for persona in found.personas]
    [('Guy Mary', 4), ('Dorothée Maréchal', 4)]
    """
    material = read_material(study.study)
    codings = code(material)
    segments = segment(material, codings, study)
    personas = build_personas(material, codings, segments, study)
    return results_from(study, material, codings, segments=segments, personas=personas)


@remembered(alike=("study", "personas"))
def results_from(
    study: Study,
    material: Material,
    codings: Sequence[Coding],
    *,
    segments: Segmentation,
    personas: Sequence[Persona],
) -> Results:
    """Return the results that rest on these personas; InputError where the buying group names somebody unknown."""
    if material.brief.buying_group:
        check_buying_group(find_study(study.study), material, [persona.id for persona in personas])
    outcomes, what_ifs = simulate_personas(material, codings, personas, study)
    documents = [t.id for t in material.transcripts]
    by_hand = [coding for coding in material.codings if coding.by_hand]
    return Results(
        study=study,
        material=material,
        codings=tuple(codings),
        segments=segments,
        personas=tuple(personas),
        maps=map_personas(material, codings, personas),
        outcomes=outcomes,
        what_ifs=what_ifs,
        agreement=agreement(by_hand, material.transcripts, material.codebook, seed=study.seed),
        disagreements=disagreements(by_hand, material.transcripts, material.codebook),
        saturation=saturation_of(codings, documents),
        spread=spread_of(codings, documents, seed=study.seed),
        coverage=coverage(codings, material.transcripts),
        sample_warnings=sample_warnings(material.brief, material.participants),
    )


@remembered(shared=True)
def code(material: Material) -> tuple[Coding, ...]:
    """Return the codings to work with: a person's where there are any, else suggestions marked machine.

    >>> coded = code(read_material("travel"))
    >>> coded[0].code, coded[0].evidence.participant
    ('price_drop_alert', 'P-SAYE')
    """
    suggested = suggest(
        uncoded(material.transcripts, material.codings),
        material.codebook,
        material.codings,
        material.rejected,
        read=material.transcripts,
    )
    return (*leading(material.codings), *suggested)


def _persona_contents(material: Material, _codings: object, _segments: object, study: Study) -> Contents:
    return persona_contents(study.persona_folder(material.brief.id))


@remembered(alike=("study",), state=_persona_contents)
def build_personas(
    material: Material, codings: Sequence[Coding], segments: Segmentation, study: Study
) -> tuple[Persona, ...]:
    """Return a persona for each segment, under the identity and with the edits its file already has."""
    folder = study.persona_folder(material.brief.id)
    stored = stored_identities(folder)
    kept = inherit(segments.groups, [(keepsake.members, keepsake.identity) for keepsake in stored])
    moved = moved_among((one for keepsake in stored for one in keepsake.moved), {t.id: t for t in material.transcripts})
    made = profile(material, codings, segments, seed=study.seed, kept=kept, k=study.k_team, moved=moved)
    return with_edits(made, folder, material.transcripts)


def map_personas(material: Material, codings: Sequence[Coding], personas: Sequence[Persona]) -> tuple[JourneyMap, ...]:
    """Return the map of each persona, filled from its members' quotes."""
    language = material.brief.language
    return tuple(
        map_journey(persona, material.journey, codings, material.codebook, language=language) for persona in personas
    )


def persona_case(material: Material, codings: Sequence[Coding], persona: Persona) -> Case:
    """Return the journey as this persona walks and feels it, with what sets it apart."""
    journey, table = material.journey, holders(codings, material.codebook)
    people = len(material.participants)
    members = table[table.index.isin(persona.members)]
    own = {str(code): float(count) / persona.size for code, count in members.sum().items()}
    pooled = {str(code): float(count) / people for code, count in table.sum().items()}
    felt = map_journey(persona, journey, codings, material.codebook, language=material.brief.language).feelings
    process = process_of(journey, {step: feelings.people for step, feelings in felt.items()})
    apart = {code: share - pooled[code] for code, share in own.items()}
    return Case(shifted(process, persona_effects(journey, own, pooled)), journey, apart)


def simulate_personas(
    material: Material, codings: Sequence[Coding], personas: Sequence[Persona], study: Study
) -> tuple[tuple[Outcome, ...], tuple[Comparison, ...]]:
    """Return what became of each persona's simulated customers, and what each intervention would change."""
    outcomes: list[Outcome] = []
    changes: list[Comparison] = []
    journey, n, seed = material.journey, study.n_journeys, study.seed
    for persona in personas:
        case, name = persona_case(material, codings, persona), persona.id
        outcomes.append(outcome(case.process, journey, persona=name, n_journeys=n, seed=seed, apart=case.apart))
        few = paired(study)
        crowd = Crowd(case.process, n_journeys=few, seed=seed)
        changes += [compare_in(crowd, journey, [action], persona=name) for action in journey.interventions]
    return tuple(outcomes), tuple(changes)


def paired(study: Study) -> int:
    """Return how many customers of a persona a what-if is tried on."""
    return min(study.n_journeys, PAIRED)
