-- 0x4D4F4452, "MODR": tells a journal from any other SQLite file.
PRAGMA application_id = 1297040466;

-- What happened, in order of arrival. The key is equal for facts of which one is enough.
CREATE TABLE fact (
    seq INTEGER PRIMARY KEY,
    key BLOB NOT NULL UNIQUE,
    body TEXT NOT NULL
) STRICT;

-- Which facts hold the words of which post: where a deletion has to reach.
CREATE TABLE about (
    post BLOB NOT NULL,
    fact INTEGER NOT NULL,
    PRIMARY KEY (post, fact)
) STRICT, WITHOUT ROWID;

-- Posts that were deleted, under the ids of all their versions.
CREATE TABLE gone (
    post BLOB PRIMARY KEY
) STRICT, WITHOUT ROWID;

-- What came of the facts. Numbers only grow, so that a publisher can tail them.
CREATE TABLE change (
    number INTEGER PRIMARY KEY AUTOINCREMENT,
    body TEXT NOT NULL
) STRICT;

-- How the fair was set up, so that its journal can be read without its configuration.
CREATE TABLE fair (
    only INTEGER PRIMARY KEY CHECK (only = 1),
    body TEXT NOT NULL
) STRICT;

-- How far each feed has come.
CREATE TABLE cursor (
    feed TEXT PRIMARY KEY,
    position TEXT NOT NULL
) STRICT, WITHOUT ROWID;

-- Counters that have to survive a restart.
CREATE TABLE tally (
    name TEXT PRIMARY KEY,
    count INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
