-- What has to be known again and is of no feed, by its name. It lay among the cursors before,
-- where a feed of such a name could overwrite it.
CREATE TABLE remembered (
    name TEXT PRIMARY KEY,
    value TEXT NOT NULL
) STRICT, WITHOUT ROWID;
INSERT INTO remembered SELECT substr(feed, 6), position FROM cursor
WHERE feed IN ('mqtt epoch', 'mqtt outbox') OR feed GLOB 'mqtt refused *';
DELETE FROM cursor
WHERE feed IN ('mqtt epoch', 'mqtt outbox') OR feed GLOB 'mqtt refused *';
