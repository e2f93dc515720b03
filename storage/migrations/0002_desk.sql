-- Named series of numbers: case numbers of a day, receipt numbers of a year, desk events.
CREATE TABLE sequences (
    name TEXT PRIMARY KEY,
    value BIGINT NOT NULL
);

-- Accounts of the desk.
CREATE TABLE staff (
    id {id},
    name TEXT NOT NULL UNIQUE,
    display_name TEXT NOT NULL,
    role TEXT NOT NULL,
    area TEXT NOT NULL,
    password_hash TEXT NOT NULL,
    disabled INTEGER NOT NULL DEFAULT 0,
    created_at BIGINT NOT NULL
);

-- Wrong passwords in a row, by the name that was typed: whether there is such an account or not.
CREATE TABLE login_throttle (
    name TEXT PRIMARY KEY,
    failures INTEGER NOT NULL,
    locked_until BIGINT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX login_throttle_by_age ON login_throttle(at);

-- Who is logged in: the cookie's hash, never the cookie.
CREATE TABLE staff_sessions (
    token_hash TEXT PRIMARY KEY,
    clerk_id BIGINT NOT NULL REFERENCES staff(id),
    csrf TEXT NOT NULL,
    created_at BIGINT NOT NULL,
    seen_at BIGINT NOT NULL
);
CREATE INDEX staff_sessions_of ON staff_sessions(clerk_id);

-- Cases. `open` is 1 until the case is closed: a conversation has at most one open case.
CREATE TABLE cases (
    no TEXT PRIMARY KEY,
    kind TEXT NOT NULL,
    state TEXT NOT NULL,
    open INTEGER NOT NULL DEFAULT 1,
    priority TEXT NOT NULL,
    reason TEXT NOT NULL,
    summary TEXT NOT NULL,
    area TEXT NOT NULL,
    owner_id BIGINT REFERENCES staff(id),
    conversation_id BIGINT NOT NULL REFERENCES conversations(id),
    requester_id BIGINT NOT NULL REFERENCES contacts(id),
    channel TEXT NOT NULL,
    opened_at BIGINT NOT NULL,
    first_reply_at BIGINT,
    closed_at BIGINT,
    result TEXT NOT NULL DEFAULT '',
    version BIGINT NOT NULL DEFAULT 1
);
CREATE UNIQUE INDEX cases_open_of ON cases(conversation_id) WHERE open = 1;
CREATE INDEX cases_of ON cases(conversation_id, opened_at);
CREATE INDEX cases_by_age ON cases(open, opened_at, no);

-- What the bot had gathered when it handed over.
CREATE TABLE case_slots (
    case_no TEXT NOT NULL REFERENCES cases(no),
    position INTEGER NOT NULL,
    label TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (case_no, position)
);

-- What happened to a case, in order.
CREATE TABLE case_timeline (
    id {id},
    case_no TEXT NOT NULL REFERENCES cases(no),
    at BIGINT NOT NULL,
    actor_id BIGINT,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    detail TEXT NOT NULL
);
CREATE INDEX case_timeline_of ON case_timeline(case_no, id);

-- Applications as the county's own system tells of them; personal fields are sealed or keyed hashes.
CREATE TABLE applications (
    id {id},
    receipt_no TEXT NOT NULL UNIQUE,
    item TEXT NOT NULL,
    name_sealed TEXT NOT NULL,
    id_no_sealed TEXT NOT NULL,
    id_last4_hash TEXT NOT NULL,
    id_index TEXT NOT NULL,
    phone_sealed TEXT NOT NULL,
    area TEXT NOT NULL,
    stage TEXT NOT NULL,
    stage_text TEXT NOT NULL,
    updated_on TEXT NOT NULL,
    supplement TEXT NOT NULL,
    external_no TEXT NOT NULL,
    wrong_attempts INTEGER NOT NULL DEFAULT 0,
    imported_at BIGINT NOT NULL
);
CREATE UNIQUE INDEX applications_external ON applications(external_no) WHERE external_no <> '';
CREATE INDEX applications_of_person ON applications(id_index);

-- Contacts that proved to belong to an application, until the proof lapses.
CREATE TABLE verified_relations (
    channel TEXT NOT NULL,
    sender TEXT NOT NULL,
    application_id BIGINT NOT NULL REFERENCES applications(id),
    relation TEXT NOT NULL,
    verified_at BIGINT NOT NULL,
    expires_at BIGINT NOT NULL,
    PRIMARY KEY (channel, sender, application_id)
);

-- Attempts to prove it; a message is one attempt however often it is taken.
CREATE TABLE attempts (
    id {id},
    message_key TEXT NOT NULL UNIQUE,
    channel TEXT NOT NULL,
    sender TEXT NOT NULL,
    receipt_no TEXT NOT NULL,
    application_id BIGINT NOT NULL DEFAULT 0,
    outcome TEXT NOT NULL,
    at BIGINT NOT NULL
);
CREATE INDEX attempts_of ON attempts(channel, sender, at);

-- Who did what: append only, each hash covers the row before.
CREATE TABLE audit (
    seq {id},
    at BIGINT NOT NULL,
    actor TEXT NOT NULL,
    action TEXT NOT NULL,
    object TEXT NOT NULL,
    detail TEXT NOT NULL,
    prev_hash TEXT NOT NULL,
    hash TEXT NOT NULL
);

-- What changed on the desk, for sockets that were away; pruned by age.
CREATE TABLE event_log (
    seq BIGINT PRIMARY KEY,
    at BIGINT NOT NULL,
    type TEXT NOT NULL,
    area TEXT NOT NULL,
    old_area TEXT NOT NULL,
    conversation_id BIGINT NOT NULL,
    message_id BIGINT NOT NULL
);
CREATE INDEX event_log_by_age ON event_log(at);

-- Answers to requests with an Idempotency-Key.
CREATE TABLE kept_answers (
    clerk_id BIGINT NOT NULL,
    key TEXT NOT NULL,
    fingerprint TEXT NOT NULL,
    status INTEGER NOT NULL,
    body TEXT NOT NULL,
    at BIGINT NOT NULL,
    PRIMARY KEY (clerk_id, key)
);
CREATE INDEX kept_answers_by_age ON kept_answers(at);
