-- A person on one channel. The same person on two channels is two contacts.
CREATE TABLE contacts (
    id {id},
    channel TEXT NOT NULL,
    sender TEXT NOT NULL,
    name TEXT NOT NULL DEFAULT '',
    area TEXT NOT NULL DEFAULT '',
    opted_out INTEGER NOT NULL DEFAULT 0,
    first_seen BIGINT NOT NULL,
    UNIQUE (channel, sender)
);

-- Who speaks to a contact. The epoch counts changes of control: a reply computed under an old one is dropped.
CREATE TABLE conversations (
    id {id},
    contact_id BIGINT NOT NULL UNIQUE REFERENCES contacts(id),
    control TEXT NOT NULL DEFAULT 'bot',
    epoch BIGINT NOT NULL DEFAULT 0,
    owner_id BIGINT,
    area TEXT NOT NULL DEFAULT '',
    case_no TEXT,
    waiting_since BIGINT,
    updated_at BIGINT NOT NULL
);
CREATE INDEX conversations_waiting ON conversations(control, area) WHERE control <> 'bot';

-- The engine's session, as its codec writes it; the version is its compare-and-swap guard.
CREATE TABLE sessions (
    conversation_id BIGINT PRIMARY KEY REFERENCES conversations(id),
    version BIGINT NOT NULL,
    state TEXT NOT NULL
);

-- Everything said, in order: the id is the sequence number a page resumes from.
CREATE TABLE messages (
    id {id},
    conversation_id BIGINT NOT NULL REFERENCES conversations(id),
    author TEXT NOT NULL,
    kind TEXT NOT NULL DEFAULT 'text',
    text TEXT NOT NULL,
    choices TEXT NOT NULL DEFAULT '',
    clerk_id BIGINT,
    step TEXT NOT NULL DEFAULT '',
    topic TEXT NOT NULL DEFAULT '',
    status TEXT NOT NULL DEFAULT 'kept',
    at BIGINT NOT NULL
);
CREATE INDEX messages_of ON messages(conversation_id, id);

-- What a provider delivered, once: the key that makes a redelivery harmless, and the answer it got.
CREATE TABLE inbox (
    channel TEXT NOT NULL,
    external_id TEXT NOT NULL,
    message_id BIGINT NOT NULL,
    answer_status INTEGER NOT NULL,
    answer_type TEXT NOT NULL,
    answer TEXT NOT NULL,
    received_at BIGINT NOT NULL,
    UNIQUE (channel, external_id)
);

-- Parts that still have to leave, and what became of them:
-- ready -> sending (committed before the call) -> sent -> delivered | failed | unknown | dropped.
CREATE TABLE outbox (
    id {id},
    message_id BIGINT NOT NULL,
    conversation_id BIGINT NOT NULL,
    channel TEXT NOT NULL,
    recipient TEXT NOT NULL,
    part INTEGER NOT NULL,
    text TEXT NOT NULL,
    author TEXT NOT NULL,
    epoch BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'ready',
    attempts INTEGER NOT NULL DEFAULT 0,
    next_at BIGINT NOT NULL,
    provider_id TEXT NOT NULL DEFAULT '',
    code TEXT NOT NULL DEFAULT '',
    created_at BIGINT NOT NULL
);
CREATE INDEX outbox_ready ON outbox(channel, id) WHERE state = 'ready';
CREATE INDEX outbox_sending ON outbox(id) WHERE state = 'sending';
CREATE INDEX outbox_of ON outbox(message_id);
CREATE INDEX outbox_by_provider ON outbox(channel, provider_id) WHERE provider_id <> '';

-- Wake-ups; stale when the session has moved on from `version`.
CREATE TABLE timers (
    id {id},
    conversation_id BIGINT NOT NULL,
    version BIGINT NOT NULL,
    kind TEXT NOT NULL,
    fire_at BIGINT NOT NULL
);
CREATE INDEX timers_due ON timers(fire_at);
CREATE INDEX timers_of ON timers(conversation_id);
