"""The mark of a sentence that goes around in English, and is put into the reader's language later.

A feed, a store or a command says it where it finds it so, once; from there it goes as a text, in
an error, over the broker or in a journal, and whoever shows it knows it again. For that the
catalog lists every sentence that stands in `said`: as a literal, or it is not found.
"""


def said(sentence: str, /, **fields: object) -> str:
    """Give the sentence, with its fields filled in where it has some.

    What fills in a field is looked up itself; that of one called `typed` is not, as it is what a
    person typed.
    """
    return sentence.format(**fields) if fields else sentence
