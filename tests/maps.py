"""Map sheets of sample studies and of a small journey with a day, a future and a blueprint; text boxes of a picture."""

from __future__ import annotations

import xml.etree.ElementTree as ElementTree
from functools import cache

from workbench.analysis.map_sheets import map_sheet_of
from workbench.analysis.profiling import profile
from workbench.figures.wrapping import text_width
from workbench.language import Speech
from workbench.model.journey import Journey
from workbench.reading.study_folder import read_material
from workbench.study import Study
from workbench.walk import code, map_personas, segment

parsed = ElementTree.fromstring
"""Read a picture as the XML it must be."""
ASSUMED = {"basis": "assumed"}


@cache
def mapped_sample(name):
    """Return a sample's material, its personas' names and their maps."""
    material = read_material(name)
    codings = code(material)
    personas = profile(material, codings, segment(material, codings, Study(study=name)), seed=1)
    return material, {p.id: p.identity.name for p in personas}, map_personas(material, codings, personas)


@cache
def sample_sheet(name, kind, language, asked=True):
    """Return a map of a sample whose journey has a day, a future and a blueprint."""
    material, names, maps = mapped_sample(name)
    journey = with_all_parts(material.journey, [code.id for code in material.codebook.codes])
    return map_sheet_of(
        kind,
        journey,
        say=Speech(language),
        maps=maps if asked else (),
        codebook=material.codebook,
        names=names if asked else {},
    )


def both(text):
    return {"en": text, "fr": f"{text} (fr)"}


def remark(text, basis="assumed"):
    return {"text": both(text), "basis": basis, "source": "S0 9.9" if basis == "stated" else ""}


def with_all_parts(journey, codes=()):
    """Return a journey with a blueprint behind its first step, a day and a future state."""
    steps = [step.id for step in journey.steps]
    content = journey.model_dump(mode="json", by_alias=True, exclude_unset=True)
    content["steps"][0] |= {
        "goal": remark("Know whether it is worth it", "stated"),
        "perception": remark("Looks serious"),
        "thoughts": [remark("Is it dear?", "inferred")],
        "blueprint": {
            "evidence": [remark("A sign above the door")],
            "frontstage": [remark("Greets by name", "stated")],
            "backstage": [remark("Prepares the file", "inferred")],
            "support": [remark("Accounting closes the day")],
            "people": [remark("Two advisers")],
            "policies": [remark("Refund within a fortnight")],
            "technologies": [remark("Till")],
            "processes": [remark("Stocktaking")],
        },
    }
    content["day"] = {
        "moments": [
            {
                "time": "07:30",
                "activity": remark("Wakes up"),
                "place": both("Home"),
                "emotion": ASSUMED | {"value": -1},
            },
            {"time": "12:15", "activity": remark("Looks at offers"), "step": steps[0], "codes": list(codes)[:3]},
            {"time": "21:00", "activity": remark("Decides"), "step": steps[-1], "emotion": ASSUMED | {"value": 2}},
        ]
    }
    content["future"] = {
        "based_on": journey.version,
        "goal": both("Nobody is surprised."),
        "steps": [
            {
                "step": steps[0],
                "change": remark("The price is shown first"),
                "emotion": ASSUMED | {"value": 2},
                "kpi_target": both("Half as many calls"),
                "by": [action.id for action in journey.interventions[:1]],
            },
            {"step": steps[1], "change": remark("Falls away"), "dropped": True},
            {
                "step": "anew",
                "after": steps[0],
                "label": both("Calls an adviser"),
                "change": remark("Somebody answers"),
            },
            {"step": "then", "after": "anew", "label": both("Hears back"), "change": remark("The next day at most")},
        ],
    }
    return Journey.model_validate(content)


def text_boxes(svg):
    """Return each text of a picture with the box it is sure to keep within: words, left, top, right, bottom."""
    found = []

    def walk(element, size, weight):
        size = float(element.get("font-size", size))
        weight = int(element.get("font-weight", weight))
        if element.tag.endswith("}text"):
            width = text_width(element.text, size, bold=weight > 500)
            x, y = float(element.get("x")), float(element.get("y"))
            left = x - width * {"middle": 0.5, "end": 1.0}.get(element.get("text-anchor"), 0.0)
            found.append((element.text, left, y - 0.75 * size, left + width, y + 0.2 * size))
        for child in element:
            walk(child, size, weight)

    walk(parsed(svg), 16.0, 400)
    return found


def overlaps(boxes):
    """Return the texts that would touch."""
    found, open_ = [], []
    for box in sorted(boxes, key=lambda box: box[2]):
        open_ = [other for other in open_ if other[4] > box[2] + 0.01]
        found += [(other[0], box[0]) for other in open_ if other[1] < box[3] - 0.01 and box[1] < other[3] - 0.01]
        open_.append(box)
    return found
