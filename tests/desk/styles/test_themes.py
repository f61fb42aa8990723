"""That every theme can be read: contrast by WCAG 2.2, and with every kind of colour vision."""

from itertools import combinations

import pytest
from textual.color import Color
from textual.widgets import Input

from moderator.desk.app import DeskApp
from moderator.desk.styles import themes
from moderator.desk.styles.themes import COLOURLESS, CONTRAST, DARK, LIGHT, NAMES, THEMES
from tests.desk import fair
from tests.desk.screen import desk_of

INKS = ("foreground", "primary", "success", "warning", "error")
GROUNDS = ("background", "panel")

# How three kinds of colour blindness see (Machado, Oliveira and Fernandes 2009, severity 1).
SIGHTS = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216),
                   (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413),
                     (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602),
                   (0.004733, 0.691367, 0.303900)),
}  # fmt: skip


def linear(colour):
    """Give the light of a colour's red, green and blue, 0 to 1."""
    parts = (part / 255 for part in Color.parse(colour).rgb)
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(light):
    return 0.2126 * light[0] + 0.7152 * light[1] + 0.0722 * light[2]


def contrast(one, other):
    """Give the contrast ratio of two colours, 1 to 21 (WCAG 2.2)."""
    high, low = sorted((luminance(linear(one)), luminance(linear(other))), reverse=True)
    return (high + 0.05) / (low + 0.05)


def lab(light):
    """Give a light in CIELAB, in which equal distances look equal (D65)."""
    matrix = ((0.4124, 0.3576, 0.1805), (0.2126, 0.7152, 0.0722), (0.0193, 0.1192, 0.9505))
    xyz = [sum(a * b for a, b in zip(row, light, strict=True)) for row in matrix]
    fx, fy, fz = (
        value ** (1 / 3) if value > 0.008856 else 7.787 * value + 16 / 116
        for value in (xyz[0] / 0.9505, xyz[1], xyz[2] / 1.089)
    )
    return (116 * fy - 16, 500 * (fx - fy), 200 * (fy - fz))


def seen(colour, sight):
    matrix = SIGHTS[sight]
    light = linear(colour)
    return [min(max(sum(a * b for a, b in zip(row, light, strict=True)), 0), 1) for row in matrix]


def distance(one, other):
    return sum((a - b) ** 2 for a, b in zip(lab(one), lab(other), strict=True)) ** 0.5


def test_the_measure_of_contrast_is_that_of_the_standard():
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert contrast("#777777", "#ffffff") == pytest.approx(4.48, abs=0.01)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_every_ink_on_every_ground_meets_double_a(theme):
    least = 7.0 if theme is CONTRAST else 4.5
    inks = [*(getattr(theme, ink) for ink in INKS), theme.variables["muted"]]
    grounds = [*(getattr(theme, ground) for ground in GROUNDS), theme.variables["row"]]
    for ink in inks:
        for ground in grounds:
            assert contrast(ink, ground) >= least, (ink, ground)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_the_frame_of_the_panel_with_the_focus_can_be_seen(theme):
    assert contrast(theme.primary, theme.background) >= 3


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("theme", [one for one in THEMES if one is not COLOURLESS],
                         ids=lambda theme: theme.name)  # fmt: skip
def test_what_is_late_due_and_done_is_told_apart_with_any_sight(theme, sight):
    states = (theme.error, theme.warning, theme.success)
    for one, other in combinations(states, 2):
        assert distance(seen(one, sight), seen(other, sight)) > 10, (one, other)


def test_every_theme_has_a_name_and_they_follow_each_other_round():
    names = [theme.name for theme in THEMES]
    assert list(NAMES) == names
    assert [themes.after(name) for name in names] == [*names[1:], names[0]]
    assert themes.after("unheard-of") == names[0]


async def test_without_colour_no_colour_reaches_the_terminal(monkeypatch):
    monkeypatch.setenv("NO_COLOR", "1")
    async with desk_of(fair.at_work()) as (pilot, _desk):
        await pilot.pause()
        assert pilot.app.theme == COLOURLESS.name
        assert colours(pilot.app) == set()


async def test_without_colour_the_selected_row_is_reversed():
    async with desk_of(fair.at_work()) as (pilot, desk):
        await pilot.press("t", "t", "t")
        await pilot.pause()
        styles = {segment.style.reverse for segment in desk.queue.render_line(0)}
        assert styles == {True}


def colours(app):
    """Give every colour that the screen would send."""
    filters = app.get_line_filters()
    found = set()
    for strip in app.screen._compositor.render_strips():
        segments = list(strip)
        for line_filter in filters:
            segments = line_filter.apply(segments, Color(0, 0, 0))
        for segment in segments:
            style = segment.style
            found |= {one for one in (style.color, style.bgcolor) if one and not one.is_default}
    return found


def test_an_app_with_no_memory_starts_dark():
    assert DeskApp(fair.at_work()).theme == themes.DARK.name


@pytest.mark.parametrize("theme", [DARK, LIGHT, CONTRAST], ids=lambda theme: theme.name)
async def test_the_hint_in_a_line_to_type_in_meets_double_a(theme):
    async with desk_of(fair.at_work()) as (pilot, _):
        pilot.app.theme = theme.name
        await pilot.press("s")
        await pilot.pause()
        strip = pilot.app.screen.query_one(Input).render_line(0)
        hint = next(segment for segment in strip if "narrow down" in segment.text)
        assert hint.style.dim is not True
        assert contrast(hint.style.color.name, hint.style.bgcolor.name) >= 4.5


async def test_the_meaning_of_an_act_in_the_palette_is_as_dark_as_its_name():
    async with desk_of(fair.at_work()) as (pilot, _):
        await pilot.press("ctrl+p")
        await pilot.pause()
        meaning = pilot.app.screen.get_component_styles("command-palette--help-text")
        assert not meaning.text_style.dim
