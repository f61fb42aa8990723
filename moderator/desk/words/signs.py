"""Signs, one cell wide in every terminal; where there is room, a word beside each says the same."""

REPOSTS, SELECTED, PRESENT, WITH_CASE, ABOVE, SEPARATOR = "↻", "▸", "●", "▌", "↑", " · "
UNJUDGED, NO_TIME, DOUBT = "…", "--:--:--", "~"
