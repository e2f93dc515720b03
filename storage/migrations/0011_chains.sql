-- A part of a filed notice, and of what follows a refusal: the message that was refused, and the how manieth way this is.
ALTER TABLE outbox ADD COLUMN form TEXT NOT NULL DEFAULT '';
ALTER TABLE outbox ADD COLUMN origin BIGINT NOT NULL DEFAULT 0;
ALTER TABLE outbox ADD COLUMN stage INTEGER NOT NULL DEFAULT 0;

-- Which way a message that was refused is being told now: 0 its own channel, then a filed notice, SMS, a clerk's call.
CREATE TABLE chains (
    message_id BIGINT PRIMARY KEY REFERENCES messages(id),
    kind TEXT NOT NULL,               -- of the filed notice: "reply" for an answer
    facts TEXT NOT NULL,              -- its values: "item\t高龄津贴\n"
    send_class INTEGER NOT NULL,      -- of what follows
    stage INTEGER NOT NULL DEFAULT 0  -- only grows: no way is tried twice
);

-- Who lets filed notices reach him: the opt-ins that are left; a long-term one is not used up.
CREATE TABLE opt_ins (
    channel TEXT NOT NULL,
    sender TEXT NOT NULL,
    template_id TEXT NOT NULL,
    remaining BIGINT NOT NULL,
    changed_at BIGINT NOT NULL,
    PRIMARY KEY (channel, sender, template_id)
);
