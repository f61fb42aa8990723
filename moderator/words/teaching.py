"""What `train` and `evaluate` say, as `reasons` knows it again."""

from moderator.words.language import N_

TEACHING = (
    N_("training needs scikit-learn: install the extra `learn`"),
    N_("no encoder here (the extra `semantic`): the second opinion stays as it is"),
    N_("no encoder here (the extra `semantic`): the fast verdicts alone are scored"),
    N_("{path}: no fairs/*.json here: name the folder of a corpus"),
    N_("{path}: there is no fair {name}"),
    N_("{path}: no such file or folder"),
    N_("{path}: must be TOML with test = [names of fairs]"),
    N_("{path}: cannot be read as labelled posts: {why}"),
    N_('it lacks "{typed}"'),
    N_("a JSON object was expected"),
    N_('no such label as "{typed}"'),
    N_('no such side as "{typed}"'),
    N_('no such substance as "{typed}"'),
    N_("there are no labelled posts to score"),
    N_("{path}: named more than once; it counts once"),
    N_("the classifier learns from {names}: at a new fair it does worse"),
    N_("corrections to learn from: {number}"),
    N_("readings: {readings}, of fairs: {fairs}"),
    N_("{features} features learned from {readings} readings"),
    N_("half {half} of 2 rehearsed"),
    N_("{texts} texts encoded"),
)
