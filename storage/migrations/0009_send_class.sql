-- Who waits for it: 0 an answer, 1 a notice, 2 one of many. Each class has its own place in the queue.
ALTER TABLE outbox ADD COLUMN send_class INTEGER NOT NULL DEFAULT 0;
DROP INDEX outbox_ready;
CREATE INDEX outbox_ready ON outbox(channel, send_class, id) WHERE state = 'ready';
-- What a clerk has to look at.
CREATE INDEX outbox_dead ON outbox(id) WHERE state IN ('failed', 'unknown');
