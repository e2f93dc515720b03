-- Besides notices (opted_out), a person may want nothing more that comes later of what he asked: until he writes anew.
ALTER TABLE contacts ADD COLUMN answers_stopped INTEGER NOT NULL DEFAULT 0;
-- Goes whatever its person wants no more of: lives depend on it, or it says that his wish was heard.
ALTER TABLE outbox ADD COLUMN always INTEGER NOT NULL DEFAULT 0;
