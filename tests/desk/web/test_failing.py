"""A desk in a browser with a defect closes, and what went wrong is logged: nobody else sees it."""

import sys

from tests.desk.web.test_server import a_shared_day, browsing, serving


async def test_what_ends_a_desk_in_a_browser_is_logged_and_the_others_go_on(caplog):
    day = a_shared_day()
    act = day.act

    async def broken(_wish):
        day.act = act
        raise ZeroDivisionError("a defect")

    async with serving(day) as client, browsing(client, "/ws/desk/ben") as ben:
        await ben.until("lotte_v")
        day.act = broken
        async with browsing(client, "/ws/desk/anna") as anna:
            await anna.until("lotte_v")
            await anna.press("c")
            await anna.until_closed()
        await ben.press("c")
        await ben.until("Yours now")
    assert [one.exc_info[0] for one in caplog.records] == [ZeroDivisionError]


async def test_what_is_printed_beside_desks_in_browsers_is_caught_by_none(capsys):
    async with serving() as client, browsing(client, "/ws/desk/anna") as anna:
        await anna.until("lotte_v")
        print("what a server says", file=sys.stderr)
        assert capsys.readouterr().err == "what a server says\n"
