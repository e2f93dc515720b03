-- 好差评: every grade as it was given; of one case the latest counts. A message is one grade however often it is taken.
CREATE TABLE ratings (
    message_key TEXT PRIMARY KEY,
    channel TEXT NOT NULL,
    sender TEXT NOT NULL,
    case_no TEXT NOT NULL DEFAULT '', -- the person's last case; empty: what is rated is the bot
    grade TEXT NOT NULL,              -- best, good, fair, poor, worst
    replaces INTEGER NOT NULL,        -- 1: the same case was graded before
    at BIGINT NOT NULL
);
CREATE INDEX ratings_case ON ratings(case_no, at);

-- Somebody complained in it: no town or village may see it from then on, whatever place is named later.
ALTER TABLE conversations ADD COLUMN county_only INTEGER NOT NULL DEFAULT 0;
