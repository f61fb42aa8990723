"""Signs, each one cell wide in every terminal, and beside a word that says the same where there is room."""

REPOSTS, SELECTED, PRESENT, WITH_CASE, ABOVE, SEPARATOR = "↻", "▸", "●", "▌", "↑", " · "
UNJUDGED, NO_TIME, DOUBT = "…", "--:--:--", "~"
