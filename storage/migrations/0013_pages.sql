-- Answers of which a channel carried only the beginning, for whoever has the link.
CREATE TABLE pages (
    id {id},
    token TEXT NOT NULL UNIQUE,
    conversation_id BIGINT NOT NULL REFERENCES conversations(id),
    text TEXT NOT NULL,
    expires_at BIGINT NOT NULL
);
CREATE INDEX pages_of ON pages(conversation_id, id);
CREATE INDEX pages_by_age ON pages(expires_at);

-- When a part was handed to its provider last; how often the provider was asked since what became of it, and when
-- it is to be asked again: null when it is not.
ALTER TABLE outbox ADD COLUMN tried_at BIGINT;
ALTER TABLE outbox ADD COLUMN asked INTEGER NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN ask_at BIGINT;
CREATE INDEX outbox_to_ask ON outbox(channel, ask_at) WHERE state = 'unknown' AND ask_at IS NOT NULL;
