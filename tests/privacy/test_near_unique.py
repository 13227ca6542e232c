"""A researcher learns who might be recognised, by pseudonym alone."""

from __future__ import annotations

from dataclasses import replace

import pytest

from workbench.analysis.facts import banded
from workbench.model.material import Participant
from workbench.privacy.near_unique import near_unique, near_unique_notices
from workbench.reading.study_folder import read_material


def person(name, role="", **facts):
    return Participant(name, (f"i-{name}",), role=role, facts=facts)


def test_whoever_shares_role_age_and_place_with_few_is_listed_the_fewest_first():
    crowd = [person(f"P-{i}", "baker", age=f"3{i}", place="Lyon") for i in range(5)]
    pair = [person(f"P-X{i}", "Baker", age=f"4{i}", place="Lyon") for i in range(2)]
    alone = [person("P-Z", "mayor", age="61", place="Lyon")]
    found = near_unique([*crowd, *pair, *alone], 5, banded)
    assert found.columns == ("role", "age", "place")
    assert found.groups == (("P-Z",), ("P-X0", "P-X1"))


def test_where_no_usual_column_is_there_all_count_and_without_any_nobody_stands_out():
    assert near_unique([person("P-1", plan="free"), person("P-2", plan="plus")], 2, banded).columns == ("plan",)
    assert near_unique([person("P-1"), person("P-2")], 5, banded).groups == ()


@pytest.mark.parametrize("name", ["startup", "consulting", "agency", "travel"])
def test_the_notice_names_pseudonyms_and_no_value_and_none_is_given_of_invented_people(name):
    material = read_material(name)
    assert near_unique_notices(material, 5, banded) == []
    real = replace(material, brief=material.brief.model_copy(update={"illustrative": False}))
    (notice,) = near_unique_notices(real, 5, banded)
    told = str(dict(notice.values))
    assert all(p.pseudonym in told for p in material.participants)
    values = {value for p in material.participants for value in (p.role, p.facts.get("place"), p.facts.get("age"))}
    assert not [value for value in values if value and value in str(notice.values["groups"])]
