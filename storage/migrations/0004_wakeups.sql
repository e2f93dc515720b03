-- A turn settles when its session is woken next, so there is one wake-up a session, and it moves with the session's
-- version: null when nothing is to happen.
ALTER TABLE sessions ADD COLUMN wake_at BIGINT;
ALTER TABLE sessions ADD COLUMN wake_kind TEXT;
UPDATE sessions SET
    wake_at = (SELECT MIN(t.fire_at) FROM timers t WHERE t.conversation_id = sessions.conversation_id),
    wake_kind = (SELECT MIN(t.kind) FROM timers t WHERE t.conversation_id = sessions.conversation_id);
CREATE INDEX sessions_wake ON sessions(wake_at) WHERE wake_at IS NOT NULL;
DROP TABLE timers;
