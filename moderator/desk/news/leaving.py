"""What leaving the desk means for others, or for what is not sent yet, said before it is done."""

from moderator.desk.day import Day
from moderator.desk.news.claims import held
from moderator.desk.words import times
from moderator.wishes.outstanding import outstanding
from moderator.words.language import _
from moderator.words.spelling import many


def before_leaving(day: Day, *, has_the_fair: bool) -> str:
    """Give what comes of it when this desk is left; nothing where that is nothing.

    With `has_the_fair` acts that the disk refused are lost, and the fair stops for others.
    Otherwise acts that are kept stay here unsent, and the cases that this moderator has stay
    claimed until the lease runs out. In practice the attempt ends.
    """
    if has_the_fair and (lost := day.depths().acts):
        return many(
            lost,
            "{number} act is not in the journal yet: it is lost when you leave now",
            "{number} acts are not in the journal yet: they are lost when you leave now",
        )
    others = day.colleagues()
    claims = [claim for claim, _case in held(day.board(), day.moderator)]
    if others and has_the_fair:
        return _("The fair stands still for {names} when you leave").format(names=", ".join(others))
    if unsent := len(outstanding(day.kept())):
        return many(
            unsent,
            "{number} act is not done yet: it waits until you are back here",
            "{number} acts are not done yet: they wait until you are back here",
        )
    if others and claims:
        cases = many(len(claims), "{number} case", "{number} cases")
        last = max(claim.until for claim in claims)
        until = times.dated(last, day.clock, day.fair)
        return _("You still have {cases}, until {time}").format(cases=cases, time=until)
    attempt, player = day.practice, day.player
    if attempt and not attempt.again and player and not player.finished:
        return _("The attempt ends when you leave")
    return ""
