-- Pictures, voices and videos: wanted until the file is here or cannot be had.
CREATE TABLE media (
    message_id BIGINT PRIMARY KEY REFERENCES messages(id),
    channel TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    kind TEXT NOT NULL,                   -- image, voice, video
    state TEXT NOT NULL DEFAULT 'wanted', -- wanted, kept, failed
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at BIGINT NOT NULL,
    code TEXT NOT NULL DEFAULT '',        -- why it failed
    digest TEXT NOT NULL DEFAULT '',      -- the file's name: SHA-256 of its bytes
    type TEXT NOT NULL DEFAULT '',        -- as its bytes say: image/jpeg
    bytes BIGINT NOT NULL DEFAULT 0,
    heard INTEGER NOT NULL DEFAULT 1      -- 0: a voice nobody has put into words yet
);
CREATE INDEX media_due ON media(next_at) WHERE state = 'wanted';
CREATE INDEX media_unheard ON media(message_id) WHERE heard = 0;
