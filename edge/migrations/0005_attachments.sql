-- Files that requesters send with their messages.

-- The idempotency key that a requester's message came under: a file names by it the message that it
-- belongs to. Null for all else, and for messages of before.
ALTER TABLE timeline ADD COLUMN key TEXT CHECK (key IS NULL OR length(key) = 32);

CREATE TABLE attachments (
  id      INTEGER PRIMARY KEY,
  ticket  INTEGER NOT NULL,
  -- The message that it came with.
  seq     INTEGER NOT NULL,
  -- Cleaned (desk::attachment::name): safe in a header and on a disk.
  name    TEXT NOT NULL CHECK (length(name) BETWEEN 1 AND 100),
  kind    TEXT NOT NULL CHECK (kind IN ('png', 'jpeg', 'gif', 'webp', 'pdf', 'text')),
  bytes   INTEGER NOT NULL CHECK (bytes BETWEEN 1 AND 5242880),
  at_ms   INTEGER NOT NULL,
  FOREIGN KEY (ticket, seq) REFERENCES timeline (ticket, seq)
) STRICT;

CREATE INDEX attachments_by_message ON attachments (ticket, seq);

-- Their content: a row may hold 2 MB at most.
CREATE TABLE attachment_chunks (
  attachment INTEGER NOT NULL REFERENCES attachments (id),
  -- 0, 1, 2 …
  at         INTEGER NOT NULL CHECK (at >= 0),
  data       BLOB NOT NULL CHECK (length(data) BETWEEN 1 AND 524288),
  PRIMARY KEY (attachment, at)
) STRICT;
