"""Survey page: the groups of a survey's respondents on one page, or why there are none."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from workbench.analysis.class_choice import ClassChoice, choose_classes
from workbench.analysis.class_people import Distribution, class_people
from workbench.analysis.class_profile import ClassProfile, Trait, profile_classes
from workbench.analysis.stability import VALID
from workbench.figures.class_profile import class_colour, class_figure, counted
from workbench.figures.drawing import Row
from workbench.language.speech import Speech
from workbench.model.material import Notice
from workbench.model.respondents import Respondents
from workbench.model.survey import Survey
from workbench.report.dress import page_style
from workbench.report.sections import environment

SHOWN = 6
"""Telling answers on a card; the table behind has all."""
YES = ("yes", "oui", "true", "vrai", "1", "y", "o")
"""Answers that say no more than their question."""
SHARED = 10
"""Fewest people in a cell of a table that leaves the team."""


@dataclass(frozen=True, slots=True)
class SurveyResults:
    """A survey with its classes, if it has any, and who is in them."""

    survey: Survey
    respondents: Respondents
    choice: ClassChoice
    profiles: tuple[ClassProfile, ...]
    people: tuple[Distribution, ...]
    notices: tuple[Notice, ...]
    seed: int


def survey_results(
    survey: Survey, people: Respondents, notices: Sequence[Notice], *, seed: int, samples: int = 100
) -> SurveyResults:
    """Return the classes of a survey's respondents, chosen and judged as in `choose_classes`."""
    choice = choose_classes(people, most=survey.most, seed=seed, samples=samples)
    profiles = profile_classes(people, choice.classes, seed=seed) if choice.classes else ()
    spread = class_people(people, choice.classes, k=SHARED) if choice.classes else ()
    return SurveyResults(survey, people, choice, profiles, spread, tuple(notices), seed)


class SurveyPage:
    """The words of a survey's results in one language."""

    def __init__(self, results: SurveyResults, say: Speech) -> None:
        self.results, self.say = results, say
        ids = [profile.id for profile in results.profiles]
        self.names = {name: say("class_name", letter=chr(ord("A") + place)) for place, name in enumerate(ids)}

    def label(self, name: str) -> str:
        """Return what a column asked."""
        return self.say.of(self.results.survey.label_of(name))

    def headline(self) -> str:
        """Return the answer in one sentence."""
        choice, say = self.results.choice, self.say
        return say(f"class_headline_{choice.reason}", k=say.count(choice.k), n=say.number(choice.people))

    def why(self) -> list[str]:
        """Return why there are so many groups and how far they hold, sentence by sentence."""
        choice, say = self.results.choice, self.say
        told = [say(f"class_why_{choice.reason}")]
        if choice.shuffles:
            told.append(say("class_shuffles", x=choice.beaten, n=choice.shuffles))
        if choice.classes and choice.k < choice.k_by_bic:
            told.append(say("class_fewer", k=choice.k, best=choice.k_by_bic))
        if choice.at_limit and choice.shuffles:
            told.append(say("class_limit", most=self.results.survey.most))
        if choice.agreement is not None:
            told.append(say("class_agreement", value=say.number(choice.agreement, 2)))
        if choice.classes:
            between, silent = choice.classes.between, choice.classes.silent
            told.append(say("class_between", x=say.number(between), n=say.number(choice.people)))
            told += [say("class_silent", x=say.number(silent))] if silent else []
        if choice.judged < choice.people:
            told.append(say("class_judged", x=say.number(choice.judged), n=say.number(choice.people)))
        for name, reason in (choice.set_aside or {}).items():
            told.append(say(f"class_aside_{reason}", label=self.label(name)))
        return told

    def summary(self, profile: ClassProfile) -> str:
        """Return the two answers that tell a class most."""
        telling = [self.answer(trait) for trait in self.telling(profile)[:2]]
        return " · ".join(telling) or self.say("class_nothing_apart")

    def telling(self, profile: ClassProfile) -> tuple[Trait, ...]:
        """Return the answers a class gives more often than everybody else, surely so, one a question."""
        first: dict[str, Trait] = {}
        for trait in profile.distinct:
            if not trait.level or trait.effect > 0 or self._is_binary(trait):
                first.setdefault(trait.variable, trait)
        return tuple(first.values())

    def answer(self, trait: Trait) -> str:
        """Return an answer in words: what is told of a question's second level, or question and answer."""
        say, survey = self.say, self.results.survey
        question = next(q for q in survey.questions if q.name == trait.variable)
        label = self.label(trait.variable)
        if not trait.level:
            return say("class_more" if trait.effect > 0 else "class_less", label=label)
        if self._is_binary(trait):
            plain = label if trait.level.casefold() in YES else say("class_level", label=label, level=trait.level)
            told = say.of(question.told) if question.told else plain
            return told if trait.effect > 0 else say("class_rarely", label=told)
        return say("class_level", label=label, level=trait.level)

    def beside(self, trait: Trait) -> str:
        """Return how far a class is from everybody else, with the interval."""
        say = self.say
        if not trait.level:
            low, high = (say.signed(bound) for bound in (trait.apart_low, trait.apart_high))
            return say("class_apart_mean", value=say.signed(trait.apart), low=low, high=high)
        low, high = (say.signed(100 * bound, 0) for bound in (trait.apart_low, trait.apart_high))
        return say("class_apart", value=say.signed(100 * trait.apart, 0), low=low, high=high)

    def stability(self, profile: ClassProfile) -> str:
        """Return how firmly a class holds."""
        value = (self.results.choice.stability or {})[profile.id]
        return self.say("class_valid" if value >= VALID else "class_doubtful", value=self.say.number(value, 2))

    def tried(self) -> tuple[Row, ...]:
        """Return the numbers of classes tried, as a table."""
        say = self.say
        rows: list[Row] = [(say("groups"), "log L", "BIC", say("class_entropy"), say("stability"))]
        for one in self.results.choice.tried:
            held = ", ".join(say.number(value, 2) for value in one.stability) or "—"
            entropy = say.number(one.entropy, 2) if one.k > 1 else "—"
            rows.append((str(one.k), say.number(one.log_likelihood, 1), say.number(one.bic, 1), entropy, held))
        return tuple(rows)

    def spread(self, told: Distribution) -> tuple[Row, ...]:
        """Return who is in each class by one variable, as a table."""
        head = (self.label(told.variable), *self.names.values(), self.say("class_in_none"))
        cells = zip(told.answers, told.counts, strict=True)
        return (head, *((answer, *(self.say.number(x) for x in row)) for answer, row in cells))

    def traits(self, profile: ClassProfile) -> tuple[Row, ...]:
        """Return every answer of a class, as a table."""
        say = self.say
        rows: list[Row] = [(say("class_answer"), say("class_here"), say("class_beside"))]
        for trait in profile.traits:
            label = self.label(trait.variable)
            name = say("class_level", label=label, level=trait.level) if trait.level else label
            rows.append((name, counted(trait, say), self.beside(trait)))
        return tuple(rows)

    def html(self) -> str:
        """Return the page, complete in one file."""
        results = self.results
        figure = class_figure(results.profiles, self.names, self._labels(), self.say) if results.profiles else None
        page = environment().get_template("survey.html.j2")
        return page.render(
            page=self,
            r=results,
            survey=results.survey,
            say=self.say,
            figure=figure,
            colour=class_colour,
            counted=counted,
            shown=SHOWN,
            k=SHARED,
            style=page_style(embed_fonts=True),
        )

    def _labels(self) -> Mapping[tuple[str, str], str]:
        labels: dict[tuple[str, str], str] = {}
        for trait in (trait for profile in self.results.profiles for trait in profile.traits):
            question = next(q for q in self.results.survey.questions if q.name == trait.variable)
            label = self.label(trait.variable)
            level = self.say("class_level", label=label, level=trait.level)
            plain = label if self._is_binary(trait) and trait.level.casefold() in YES else level
            labels[trait.variable, trait.level] = self.say.of(question.told) if question.told else plain
        return labels

    def _is_binary(self, trait: Trait) -> bool:
        return any(v.name == trait.variable and v.kind == "binary" for v in self.results.respondents.variables)
