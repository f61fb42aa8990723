"""Signs, each one cell wide in every terminal, and each beside a word that says the same."""

REPOSTS, SELECTED, PRESENT, WITH_CASE, SEPARATOR = "↻", "▸", "●", "▌", " · "
UNJUDGED, NO_TIME, DOUBT = "…", "--:--:--", "~"
