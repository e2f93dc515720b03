-- Questions that found no answer, several, or one after which a person was asked for: without who asked, the same
-- words once. The county works through them.
CREATE TABLE open_questions (
    id {id},
    text TEXT NOT NULL UNIQUE,          -- numbers and names taken out
    outcome TEXT NOT NULL,              -- none, clarify, handed_over: the last time
    topics TEXT NOT NULL,               -- offered or shown then, "," between
    times BIGINT NOT NULL,
    first_at BIGINT NOT NULL,
    last_at BIGINT NOT NULL,
    state TEXT NOT NULL DEFAULT 'open', -- open, assigned, phrasing, drafted, dismissed
    topic TEXT NOT NULL DEFAULT '',     -- where it belongs
    phrasing TEXT NOT NULL DEFAULT '',  -- as it is to be learnt
    clerk_id BIGINT,
    settled_at BIGINT
);
CREATE INDEX open_questions_often ON open_questions(state, times, id);
CREATE INDEX open_questions_by_age ON open_questions(last_at);
