"""The lessons that workers are told: said anew where they are others, and only then."""

from moderator.classify.corrections import Correction
from moderator.core.context import Reading
from moderator.core.labels import Label
from moderator.publish.crew import Crew
from tests.core.scene import a_post


class Noting:
    """A classifier that notes what it is taught."""

    name, rank = "own", 1

    def __init__(self):
        self.taught = []

    def learn(self, corrections):
        self.taught.append([each.label for each in corrections])


def lesson(label):
    return Correction(Reading("x:1", a_post("1", "vera")), label)


def test_lessons_are_made_anew_where_they_are_others_and_only_then():
    own = Noting()
    crew = Crew(own)
    crew.learn([lesson(Label.QUESTION)])
    said = crew.lessons
    crew.learn([lesson(Label.QUESTION)])
    assert crew.lessons is said
    crew.learn([lesson(Label.REACTION)])
    assert crew.lessons != said
    crew.learn([])
    assert own.taught == [[Label.QUESTION], [Label.REACTION], []]
    assert crew.lessons == Crew(Noting()).lessons
