-- Scripts that are or were in force, by their digest: a conversation goes on by the one it began with.
CREATE TABLE bundles (
    digest TEXT PRIMARY KEY,
    published_at BIGINT NOT NULL,
    superseded_at BIGINT,
    revoked INTEGER NOT NULL DEFAULT 0
);

CREATE TABLE bundle_files (
    digest TEXT NOT NULL REFERENCES bundles(digest),
    name TEXT NOT NULL,
    text TEXT NOT NULL,
    PRIMARY KEY (digest, name)
);
