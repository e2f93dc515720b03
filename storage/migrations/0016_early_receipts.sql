-- Receipts that overtook the answer by which a part learns its provider's id, until that answer is kept.
CREATE TABLE early_receipts (
    id {id},
    channel TEXT NOT NULL,
    provider_id TEXT NOT NULL,
    state TEXT NOT NULL,               -- sent, delivered, failed
    code TEXT NOT NULL,
    opted_out INTEGER NOT NULL,
    received_at BIGINT NOT NULL,
    UNIQUE (channel, provider_id)
);
