-- Articles as the county words them, beside those of the folder: in force from a day on, once a second person approved.
CREATE TABLE article_versions (
    topic TEXT NOT NULL,
    version BIGINT NOT NULL,           -- 1, 2 … of that topic; the folder's is 0
    yaml TEXT NOT NULL,
    effective_on TEXT NOT NULL,        -- 2026-12-01
    state TEXT NOT NULL,               -- draft, approved, rejected
    note TEXT NOT NULL,                -- why it was changed, or rejected
    drafted_by BIGINT NOT NULL,
    drafted_at BIGINT NOT NULL,
    decided_by BIGINT,
    decided_at BIGINT,
    PRIMARY KEY (topic, version)
);
