-- What the articles were asked by a message, as it was put to them: empty for a number from a list and for a command.
ALTER TABLE messages ADD COLUMN looked_up TEXT NOT NULL DEFAULT '';
