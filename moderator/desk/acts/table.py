"""All that the desk's keys do."""

from moderator.desk.acts.acting import Acting
from moderator.desk.acts.cases import case_acts
from moderator.desk.acts.handing import Handing
from moderator.desk.acts.links import link_acts
from moderator.desk.acts.nudge import Nudges
from moderator.desk.acts.posts import post_acts
from moderator.desk.acts.practice import Training
from moderator.desk.acts.replay import Replay
from moderator.desk.acts.views import view_acts
from moderator.desk.keys.act import Act, Acts


def desk_acts(acting: Acting, replay: Replay, training: Training) -> Acts:
    """Give every act by its name, as `keys` has it."""
    return {
        **case_acts(acting),
        "hand_over": Act(Handing(acting).hand_over, acting.why_closed),
        "nudge": Act(Nudges(acting).nudge, acting.why_closed),
        **post_acts(acting),
        **link_acts(acting),
        **replay.acts(),
        **training.acts(),
        **view_acts(acting),
        **acting.moving.acts(),
    }
