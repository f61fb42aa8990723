"""Who asked may take it back, and nobody else."""


def test_asker_who_takes_the_question_back_withdraws_the_case(fair):
    fair.takes_back("w1", "lotte", at=5, reply_to="q1", text="laat maar, gevonden")
    assert fair.story("q1")[-1] == (5, "withdrawn", "w1")


def test_asker_who_takes_it_back_after_a_promise_withdraws_the_case(fair):
    fair.promises("a1", "zorg", at=3, reply_to="q1")
    fair.takes_back("w1", "lotte", at=5, reply_to="a1", text="laat maar, gevonden")
    assert fair.state("q1") == "withdrawn"


def test_unthreaded_withdrawal_takes_back_the_askers_last_question(fair):
    fair.offers("v2", "bolt", at=3)
    fair.asks("q2", "lotte", at=4, reply_to="v2")
    fair.takes_back("w1", "lotte", at=5, text="laat maar, gevonden")
    assert fair.states == {"q1": "open", "q2": "withdrawn"}


def test_unthreaded_withdrawal_takes_back_the_question_to_the_party_it_mentions(fair):
    fair.offers("v2", "bolt", at=3)
    fair.asks("q2", "lotte", at=4, reply_to="v2")
    fair.takes_back("w1", "lotte", at=5, text="@zorg laat maar, gevonden")
    assert fair.states == {"q1": "withdrawn", "q2": "open"}


def test_nobody_else_takes_a_question_back(fair):
    fair.takes_back("w1", "jan", at=5, reply_to="q1", text="laat maar")
    assert fair.state("q1") == "open"


def test_withdrawal_after_the_answer_changes_nothing(fair):
    fair.answers("a1", "zorg", at=3, reply_to="q1")
    fair.takes_back("w1", "lotte", at=5, reply_to="q1", text="laat maar")
    assert fair.state("q1") == "answered"


def test_asking_again_after_taking_back_opens_the_case_again(fair):
    fair.takes_back("w1", "lotte", at=5, reply_to="q1", text="laat maar")
    fair.asks("q2", "lotte", at=8, reply_to="q1", text="toch: parttime?")
    assert fair.states == {"q1": "open"}
    assert fair.waits_since("q1") == 8
