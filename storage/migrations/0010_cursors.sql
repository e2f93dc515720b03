-- How far a provider's queue was fetched: written together with what the fetch brought.
CREATE TABLE cursors (
    channel TEXT NOT NULL,
    source TEXT NOT NULL,
    cursor TEXT NOT NULL,
    PRIMARY KEY (channel, source)
);
