"""What `train` and `evaluate` say, as `reasons` knows it again."""

from moderator.words.language import N_

TEACHING = (
    N_("training needs scikit-learn: install the extra `learn`"),
    N_("no encoder here (the extra `semantic`): the second opinion stays as it is"),
    N_("no encoder here (the extra `semantic`): the fast verdicts alone are scored"),
    N_("{path}: named more than once; it counts once"),
    N_("the classifier learns from {names}: at a new fair it does worse"),
    N_("corrections to learn from: {number}"),
)
