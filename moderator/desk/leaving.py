"""What leaving the desk means for others, said before it is done."""

from moderator.desk import times
from moderator.desk.day import Day
from moderator.desk.held import held
from moderator.words.language import _
from moderator.words.spelling import many


def before_leaving(day: Day, *, has_the_fair: bool) -> str:
    """Give what others notice when this desk is left; nothing where they do not, or are none.

    With `has_the_fair` the fair stops for them. Otherwise the cases that this moderator has
    stay claimed until the lease runs out.
    """
    others = day.colleagues()
    claims = [claim for claim, _case in held(day.board(), day.moderator)]
    if others and has_the_fair:
        return _("The fair stands still for {names} when you leave").format(names=", ".join(others))
    if others and claims:
        cases = many(len(claims), "{number} case", "{number} cases")
        until = times.hm(max(claim.until for claim in claims), day.fair)
        return _("You still have {cases}, until {time}").format(cases=cases, time=until)
    return ""
