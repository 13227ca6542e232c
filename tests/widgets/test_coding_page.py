"""The coding desk in a real JupyterLab, by keys and by mouse."""

from __future__ import annotations

import re

import pytest
from axe_playwright_python.sync_playwright import Axe

from workbench.reading.study_folder import read_material
from workbench.widgets.coding.desk import CodingDesk

pytestmark = pytest.mark.browser

SHOW = """\
from workbench.widgets.coding import coding_desk
desk = coding_desk({study!r}, {coder!r}, language={language!r})
desk
"""
OUTSIDE = """() => {
  const edge = document.querySelector(".wb-coding").getBoundingClientRect().right + 1;
  const seen = [...document.querySelectorAll(".wb-coding *")].filter((one) => one.checkVisibility());
  return seen.filter((one) => !one.closest("select, .unseen") && one.getBoundingClientRect().right > edge)
    .map((one) => one.outerHTML.slice(0, 90));
}"""
"""What of the desk is cut off at its right edge."""


def shown(lab, page, cell=0):
    """Run the cell and return the desk it shows."""
    lab.run(page, cell)
    desk = page.locator(".wb-coding").last
    desk.locator(".turn").first.wait_for()
    saved(desk)
    return desk


def saved(desk, words="(Saved|Enregistré)"):
    desk.locator(".saved", has_text=re.compile(f"{words}$")).wait_for()


def told(desk, words):
    desk.locator(".told", has_text=re.compile(words)).wait_for()


def by(study, coder):
    return {
        (c.evidence.document, c.evidence.start, c.evidence.end, c.code)
        for c in read_material(str(study)).codings
        if c.coder == coder
    }


def test_forty_passages_are_coded_by_keys_alone_and_read_back(lab):
    study = lab.study("keys")
    lab.notebook("keys", SHOW.format(study=str(study), coder="C", language="en"))
    with lab.page("keys") as page:
        lab.run(page)
        desk = page.locator(".wb-coding")
        desk.locator(".turn").first.wait_for()
        page.keyboard.press("Escape")
        for _ in range(40):  # from the cell to the words by Tab alone
            if focused(page):
                break
            page.keyboard.press("Tab")
        assert focused(page)
        cells = page.locator(".jp-CodeCell").count()
        said = []
        for n in range(40):
            if n % 7 == 3:
                page.keyboard.press("PageDown")
            page.keyboard.press("ArrowDown")
            if n % 3 == 1:
                page.keyboard.press("Shift+ArrowRight")
            page.keyboard.press("Enter")
            page.keyboard.type(("full price", "a person to", "false urg", "dates se")[n % 4])
            page.keyboard.press("Enter")
            said.append(desk.locator(".told").text_content())
        saved(desk)
        assert page.locator(".jp-CodeCell").count() == cells  # A, B, D D and the like are not JupyterLab's here
        assert focused(page)
        found = by(study, "C")
        assert len(found) == 40 == sum(text.endswith("given.") for text in said)
        read = {key_parts(key) for key in CodingDesk(str(study), "C").codings if key.endswith(":C")}
        assert on_page(page) == found == read
        for keys, words, left in (("u", "Undone", 39), ("Control+z", "Undone", 38), ("Control+y", "Done again", 39)):
            desk.locator(".told").evaluate("(told) => { told.textContent = ''; }")
            page.keyboard.press(keys)
            told(desk, words)
            assert len(by(study, "C")) == left
        page.keyboard.press("j")
        page.keyboard.press("?")
        desk.locator("dialog[open]").wait_for()
        _accessible(page)
        page.keyboard.press("Escape")
        assert focused(page)
        assert "taken out" not in desk.locator(".told").text_content()


def focused(page):
    return page.evaluate("document.activeElement.classList.contains('reader')")


def _accessible(page):
    found = Axe().run(page, context=".wb-coding").response["violations"]
    assert not found, [(one["id"], [node["html"][:200] for node in one["nodes"][:3]]) for one in found]


def test_suggestions_and_words_are_handled_by_mouse_in_both_schemes_and_at_every_width(lab):
    study = lab.study("mouse")
    text = study / "interviews" / "interview-01.txt"
    strange = "<img src=x onerror=window.caught=1><b>J’y vais</b>"
    text.write_text(text.read_text("utf-8").replace("Ben, ", f"{strange} Ben, "), "utf-8")
    _suggest(study)
    lab.notebook("mouse", SHOW.format(study=str(study), coder="C", language="fr"))
    with lab.page("mouse") as page:
        desk = shown(lab, page)
        assert strange in desk.locator(".spoken").nth(1).text_content()
        assert page.evaluate("window.caught") is None
        words = desk.locator(".spoken").nth(1)
        words.scroll_into_view_if_needed()
        words.dblclick(position={"x": 60, "y": 40})
        desk.locator("[role=option]", has_text="Prix tout compris").click()
        told(desk, "donné")
        saved(desk)
        (given,) = by(study, "C")
        assert given[3] == "total_price"
        desk.locator("li.is-suggested .note").first.click()
        _accessible(page)
        desk.locator(".details button", has_text="Accepter").click()
        told(desk, "acceptées")
        desk.locator("li.is-suggested .note").first.click()
        desk.locator(".details button", has_text="Refuser").click()
        told(desk, "refusées")
        saved(desk)
        read = read_material(str(study))
        assert [c.reason for c in read.codings if c.coder == "C" and c.reason] == ["“un”"]
        assert [c.reason for c in read.rejected] == ["“deux”"]
        desk.locator("li.is-mine .note", has_text="Prix tout compris").click()
        desk.locator(".details select").nth(1).select_option("-2")
        saved(desk)
        page.wait_for_function("document.querySelectorAll('.is-mine').length == 2")
        assert [c.emotion for c in read_material(str(study)).codings if c.coder == "C" and not c.reason] == [-2]
        desk.locator("select").nth(2).select_option("B")
        page.wait_for_function("!document.querySelector('.wb-coding .is-mine')")
        for theme in ("Dark", "Light"):
            page.evaluate(f"jupyterapp.commands.execute('apputils:change-theme', {{theme: 'JupyterLab {theme}'}})")
            page.wait_for_timeout(500)
            for width in (320, 1280, 2560):
                page.set_viewport_size({"width": width, "height": 900})
                page.wait_for_timeout(200)
                _accessible(page)
                assert page.evaluate(OUTSIDE) == []


def _suggest(study):
    """Write two suggestions for the first interview."""
    transcript = read_material(str(study)).transcripts[0]
    rows = ["document,start,end,quote,code,score,reason,origin,decision,coder,date"]
    turns = [turn for turn in transcript.utterances if turn.role == "participant"]
    for turn, reason, score in ((turns[2], "“un”", ""), (turns[3], "“deux”", "0.412")):
        quote = transcript.text[turn.start : turn.start + 9]
        origin = "learned" if score else "terms"
        rows.append(
            f'{transcript.id},{turn.start},{turn.start + 9},"{quote}",no_bad_surprise,{score},{reason},{origin},,,'
        )
    (study / "suggestions.csv").write_text("\n".join(rows) + "\n", "utf-8")


def key_parts(key):
    document, place, code, _ = key.split(":")
    start, end = place.split("-")
    return document, int(start), int(end), code


def on_page(page):
    keys = page.evaluate(
        "[...document.querySelectorAll('.wb-coding .is-mine [data-key]')].map((one) => one.dataset.key)"
    )
    return {key_parts(key) for key in keys}


def give(page, words, *, down=1):
    """Code the next sentence by keys, the words in focus."""
    for _ in range(down):
        page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    page.keyboard.type(words)
    page.keyboard.press("Enter")


def test_a_restart_of_the_kernel_loses_nothing_and_what_was_not_acknowledged_is_sent_again(lab):
    study = lab.study("restart")
    lab.notebook("restart", SHOW.format(study=str(study), coder="", language="en"))
    with lab.page("restart") as page:
        lab.run(page)
        desk = page.locator(".wb-coding")
        desk.locator(".saved", has_text="Nobody codes").wait_for()
        desk.locator("header input").fill("C")
        page.keyboard.press("Enter")
        told(desk, "C codes now")
        give(page, "full price")
        give(page, "false urg")
        saved(desk)
        assert len(by(study, "C")) == 2
        page.get_by_role("menuitem", name="Kernel").click()
        page.get_by_role("menuitem", name=re.compile("^Restart Kernel…")).click()
        page.locator(".jp-Dialog .jp-mod-accept").click()
        desk.locator(".saved", has_text="kernel is gone").wait_for()
        desk.locator(".reader").focus()
        give(page, "full price")
        give(page, "a person to")
        desk.locator(".saved", has_text="Not saved (2)").wait_for()
        assert len(by(study, "C")) == 2
        again = shown(lab, page)
        saved(again)
        assert len(by(study, "C")) == 4
        assert (
            page.evaluate("Object.keys(localStorage).filter((name) => name.startsWith('workbench-coding')).length") == 0
        )


@pytest.mark.soak
def test_two_windows_and_two_coders_see_each_other(lab):
    study = lab.study("two")
    for name, coder in (("mine", "C"), ("hers", "D")):
        lab.notebook(name, SHOW.format(study=str(study), coder=coder, language="en"))
    with lab.page("mine") as one:
        other, hers = lab.opened(one.context, "mine"), lab.opened(one.context, "hers")
        desks = {page: shown(lab, page) for page in (one, other, hers)}
        for page, words in ((one, "full price"), (other, "false urg"), (hers, "a person to"), (one, "dates se")):
            page.bring_to_front()
            desks[page].locator(".reader").focus()
            give(page, words)
            saved(desks[page])
        assert len(by(study, "C")) == 3
        assert len(by(study, "D")) == 1
        for page, desk in desks.items():
            page.bring_to_front()
            told(desk, "taken in")
            page.wait_for_function("document.querySelectorAll('.wb-coding .is-mine, .wb-coding .is-other').length >= 4")
        desk = desks[hers]
        desk.locator(".agreed p", has_text="A, B, C, D").wait_for()


CLOCK = """() => {
  window.waits = [];
  document.addEventListener("keydown", (event) => {
    const began = performance.now(), key = (event.shiftKey ? "Shift+" : "") + event.key;
    requestAnimationFrame(() => { const channel = new MessageChannel();
      channel.port1.onmessage = () => window.waits.push([key, performance.now() - began]);
      channel.port2.postMessage(0); });
  }, true);
}"""
"""Notes the time from a key to the frame that shows what came of it, the drawing of it included."""


def long_study(lab, words=26_500, codings=2_000):
    """Write a study of one interview of so many words, so often coded."""
    study = lab.study("long")
    text = study / "interviews" / "interview-01.txt"
    head, *turns = re.split(r"\n\n(?=\w{1,30} : )", text.read_text("utf-8"))
    many = []
    while sum(len(turn.split()) for turn in many) < words:
        many += turns
    for path in (study / "interviews").iterdir():
        path.unlink()
    text.write_text("\n\n".join([head, *many]), "utf-8")
    people = (study / "participants.csv").read_text("utf-8").splitlines(keepends=True)
    (study / "participants.csv").write_text(
        "".join(row for row in people if row.startswith(("document", text.stem))), "utf-8"
    )
    (study / "codings.csv").unlink()
    desk = CodingDesk(str(study), "A")
    transcript = desk.transcripts[text.stem]
    places = [
        (turn.start + found.start(), turn.start + found.end())
        for turn in transcript.utterances
        if turn.role == "participant"
        for found in re.finditer(r"\S[^.?!]+[.?!]", transcript.words(turn))
    ]
    codes = [code.id for code in desk.codebook.codes]
    rows = ["document,start,end,code,coder"]
    for n in range(codings):
        start, end = places[n * 7 % len(places)]
        code = codes[(n + n // len(places)) % len(codes)]
        place = f"{transcript.to_source(start)},{transcript.to_source(end, end=True)}"
        rows.append(f"{text.stem},{place},{code},{'AC'[n % 2]}")
    (study / "codings.csv").write_text("\n".join(rows) + "\n", "utf-8")
    return study, len(transcript.text.split())


@pytest.mark.soak
def test_keys_answer_at_once_in_25_000_words_with_2_000_codings(lab):
    study, words = long_study(lab)
    lab.notebook("long", SHOW.format(study=str(study), coder="C", language="en"))
    with lab.page("long") as page:
        desk = shown(lab, page)
        assert words > 25_000
        assert page.locator(".note").count() == 2_000
        page.wait_for_timeout(3000)
        page.evaluate(CLOCK)
        desk.locator(".reader").focus()
        moves = {"Control": 20, "ArrowRight": 30, "Shift+ArrowRight": 20, "ArrowDown": 30, "PageDown": 30, "j": 20}
        keys = [key for key, times in moves.items() for _ in range(times)]
        keys += ["ArrowDown", "Enter", "a", "Enter"] * 20
        keys += [*["PageUp"] * 20, *["ArrowUp"] * 20, *["Delete"] * 10, *["s", "."] * 10]
        for key in keys:
            page.keyboard.press(key)
            page.wait_for_timeout(80)  # twelve keys a second
        saved(desk)
        page.wait_for_timeout(1500)
        waits = {}
        for key, wait in page.evaluate("window.waits"):
            waits.setdefault(key, []).append(wait)
        print(f"\n{words} words, 2000 codings in {page.locator('.turn').count()} turns; from a key to its frame:")
        for key, own in waits.items():
            own.sort()
            middle, late = own[len(own) // 2], own[len(own) * 9 // 10]
            print(f"{key:18} n {len(own):3}, median {middle:5.0f} ms, 9 of 10 {late:5.0f} ms")
        assert {key: own[len(own) // 2] for key, own in waits.items() if own[len(own) // 2] >= 50} == {}
        began = page.evaluate("performance.now()")
        desk.locator("select").nth(1).select_option("price_drop_alert")
        desk.locator("select").nth(1).select_option("")
        print(f"two filters: {page.evaluate('performance.now()') - began:.0f} ms")
