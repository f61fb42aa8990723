-- Which facts show which link, by a digest of it: where a deletion has to reach, too.
CREATE TABLE shown (
    link INTEGER NOT NULL,
    fact INTEGER NOT NULL,
    PRIMARY KEY (link, fact)
) STRICT, WITHOUT ROWID;
INSERT OR IGNORE INTO shown SELECT value, seq FROM fact, json_each(digests(body));

-- Which case a change is about; how the case is, the facts tell.
ALTER TABLE change ADD COLUMN case_id BLOB NOT NULL DEFAULT x'';
UPDATE change
SET case_id = CAST(coalesce(json_extract(body, '$.case.id'), json_extract(body, '$.id'), '') AS BLOB)
WHERE json_valid(body);
DELETE FROM change WHERE case_id = x'';
ALTER TABLE change DROP COLUMN body;
