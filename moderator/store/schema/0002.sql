-- Stretches in which a feed may have missed posts; times in ISO 8601, UTC.
CREATE TABLE gap (
    feed TEXT NOT NULL,
    start TEXT NOT NULL,
    finish TEXT NOT NULL,
    filled INTEGER NOT NULL CHECK (filled IN (0, 1)),
    PRIMARY KEY (feed, start)
) STRICT, WITHOUT ROWID;

-- What was received is a counter of its own from here on.
INSERT INTO tally
SELECT 'received', sum(count) FROM tally
WHERE name IN ('shown', 'folded', 'duplicates', 'filtered', 'unreadable')
HAVING count(*) > 0;
