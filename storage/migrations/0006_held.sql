-- Pieces of a message that are kept back for the rest of it, one a line.
ALTER TABLE sessions ADD COLUMN held TEXT NOT NULL DEFAULT '';
