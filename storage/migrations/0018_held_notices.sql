-- Notices for people who look at a page of ours: not to be seen before quiet hours are over.
CREATE TABLE held_notices (
    id {id},
    conversation_id BIGINT NOT NULL REFERENCES conversations(id),
    clerk_id BIGINT NOT NULL,
    text TEXT NOT NULL
);
