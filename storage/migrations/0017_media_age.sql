-- Files in use, by the name they have on the disk.
CREATE INDEX media_by_digest ON media(digest) WHERE state = 'kept';
