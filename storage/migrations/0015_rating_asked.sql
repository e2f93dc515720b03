-- When the grade of a closed case was asked for: once, whatever happens between.
ALTER TABLE cases ADD COLUMN rating_asked_at BIGINT;
