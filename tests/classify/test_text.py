from hypothesis import given
from hypothesis import strategies as st

from moderator.classify.text import LIMIT, Kind, Opens, asks, fold, read


def texts(text):
    return [word.text for word in read(text)]


def test_case_accents_and_apostrophes_do_not_matter():
    assert fold("Één") == fold("EEN") == "een"
    assert texts("Don't") == texts("dont") == ["dont"]
    assert texts("𝗛𝗶𝗿𝗶𝗻𝗴") == ["hiring"]


def test_hyphens_part_words():
    assert texts("de cnc-vacature") == ["de", "cnc", "vacature"]


def test_handles_that_a_reply_starts_with_are_no_words():
    assert texts("@bouwhof @jan hoi @piet") == ["hoi", "piet"]


def test_a_dot_inside_a_word_or_number_ends_no_sentence():
    assert "." not in texts("m.b.o 2.500 bouwhof.example")
    assert texts("Kok. Zeist") == ["kok", ".", "zeist"]


def test_kinds_of_words_are_told_apart():
    kinds = [
        word.kind for word in read("mail 40 hr@bouwhof.example of € #werk https://a.example ?!")
    ]
    assert kinds == [
        Kind.WORD, Kind.NUMBER, Kind.MAIL, Kind.WORD, Kind.MONEY, Kind.TAG, Kind.LINK, Kind.MARK
    ]  # fmt: skip


def test_question_marks_of_other_scripts_ask():
    assert texts("مفتوح؟") == ["مفتوح", "?"]
    assert texts("open？") == ["open", "?"]
    assert asks("open？")
    assert not asks("open!")


def test_a_greeting_leaves_the_next_word_at_the_beginning():
    assert read("Hoi, kan dit")[1].opens is Opens.SENTENCE
    assert read("dit kan")[1].opens is Opens.NOTHING
    assert read("leuke baan, kan dit")[2].opens is Opens.CLAUSE


def test_no_more_than_the_limit_is_read():
    assert read("werk " * LIMIT)[-1].end <= LIMIT


@given(st.text())
def test_every_word_stands_where_it_says(text):
    words = read(text)
    assert all(0 <= word.start < word.end <= len(text) for word in words)
    assert [word.start for word in words] == sorted(word.start for word in words)


def test_words_too_long_to_be_remembered_are_read_like_others():
    long = "a" * 50
    assert [(word.text, word.start) for word in read(f"de {long}, {long}")] == [
        ("de", 0),
        (long, 3),
        (long, 55),
    ]


def test_hyphens_alone_are_a_pause():
    assert read("leuke baan - kan dit")[2].opens is Opens.CLAUSE
    assert texts("-- -") == []
