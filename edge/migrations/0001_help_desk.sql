-- The live data of one site: tickets, incidents, staff. Everything else about a site is site.toml.
--
-- All tables are STRICT: the object's SQLite is handed JavaScript numbers, and only a strict table
-- turns 1001.0 into 1001 and refuses 1001.5. Moments are milliseconds since the Unix epoch, UTC.

-- The support team. Visitors see the name on replies.
CREATE TABLE agents (
  id         INTEGER PRIMARY KEY,
  -- Colleagues tell each other apart by name, and an invitation finds a returning colleague by it:
  -- two of the same name would share an account without knowing.
  name       TEXT NOT NULL UNIQUE COLLATE NOCASE CHECK (length(name) BETWEEN 1 AND 80),
  created_ms INTEGER NOT NULL
) STRICT;

-- Sign-in links that work once. Only the SHA-256 of the token is here.
CREATE TABLE sign_ins (
  hash       TEXT PRIMARY KEY CHECK (length(hash) = 64),
  -- Who is invited; for a used setup secret, the name of the first agent.
  name       TEXT NOT NULL,
  expires_ms INTEGER NOT NULL,
  -- When it was used. The row stays, so that a setup secret that is still in the configuration
  -- cannot be used again.
  used_ms    INTEGER
) STRICT, WITHOUT ROWID;

CREATE TABLE sessions (
  hash       TEXT PRIMARY KEY CHECK (length(hash) = 64),
  agent      INTEGER NOT NULL REFERENCES agents (id),
  expires_ms INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE tickets (
  -- Shown to people as #1001. Four digits from the start: a first customer should not feel first.
  number           INTEGER PRIMARY KEY CHECK (number > 1000),
  -- Name and address may be empty, because the thread in the widget always works.
  name             TEXT NOT NULL,
  email            TEXT NOT NULL,
  subject          TEXT NOT NULL CHECK (subject <> ''),
  -- Not checked against site.toml here: a topic may go while its tickets stay.
  topic            TEXT NOT NULL,
  locale           TEXT NOT NULL,
  -- JSON of what the visitor searched and read before: shown as a whole, never queried.
  context          TEXT NOT NULL CHECK (json_valid(context)),
  -- The rules of all that follows are in desk::ticket; these checks only catch a broken program.
  state            TEXT NOT NULL CHECK (state IN ('new', 'open', 'pending', 'solved')),
  priority         TEXT NOT NULL CHECK (priority IN ('low', 'normal', 'high', 'urgent')),
  assignee         INTEGER REFERENCES agents (id),
  created_ms       INTEGER NOT NULL,
  clock_ms         INTEGER NOT NULL,
  pending_ms       INTEGER,
  first_replied_ms INTEGER,
  solved_ms        INTEGER,
  reopened         INTEGER NOT NULL CHECK (reopened >= 0),
  replies          INTEGER NOT NULL CHECK (replies >= 0),
  -- The newest public message, repeated here so that the queue is one scan of one table.
  updated_ms       INTEGER NOT NULL,
  excerpt          TEXT NOT NULL,
  -- The newest position in the timeline. It is counted here rather than as max(seq), so that a
  -- position is never given out twice even if a line is removed one day.
  last_seq         INTEGER NOT NULL CHECK (last_seq >= 1),
  -- Grows with every change; a writer names the version it saw, and a lost race is a 409.
  version          INTEGER NOT NULL CHECK (version >= 1),
  -- A solved ticket without its moment would be missing in the figures.
  CHECK ((state = 'solved') = (solved_ms IS NOT NULL)),
  CHECK ((state = 'pending') = (pending_ms IS NOT NULL))
) STRICT;

-- The three views of the queue.
CREATE INDEX tickets_by_state ON tickets (state, updated_ms);
-- The figures of the last 30 days, and the reply time promised to visitors, read nothing else.
CREATE INDEX tickets_by_creation
  ON tickets (created_ms, first_replied_ms, solved_ms, reopened, replies);
-- "The same requester's other tickets". Most tickets without an address would match each other.
CREATE INDEX tickets_by_email ON tickets (email COLLATE NOCASE) WHERE email <> '';

-- Capability tokens: whoever holds one may read and continue the ticket. Several per ticket,
-- because only hashes are kept: a retried creation cannot be told the first token again, so it gets
-- another.
CREATE TABLE ticket_tokens (
  ticket INTEGER NOT NULL REFERENCES tickets (number),
  hash   TEXT NOT NULL CHECK (length(hash) = 64),
  PRIMARY KEY (ticket, hash)
) STRICT, WITHOUT ROWID;

-- Everything that happened to a ticket, messages included. Lines are only ever added.
CREATE TABLE timeline (
  ticket INTEGER NOT NULL REFERENCES tickets (number),
  seq    INTEGER NOT NULL CHECK (seq >= 1),
  at_ms  INTEGER NOT NULL,
  -- NULL for the requester.
  agent  INTEGER REFERENCES agents (id),
  -- The agent's or requester's name as it was then: what a visitor was shown stays as it was.
  name   TEXT NOT NULL,
  kind   TEXT NOT NULL CHECK (kind IN ('message', 'note', 'state', 'priority', 'assigned')),
  -- The text of a message or note, the new state or priority, the new assignee's name.
  -- NULL only where a ticket was put back into the queue.
  body   TEXT CHECK (body IS NOT NULL OR kind = 'assigned'),
  PRIMARY KEY (ticket, seq)
) STRICT, WITHOUT ROWID;

CREATE TABLE incidents (
  id          INTEGER PRIMARY KEY,
  title       TEXT NOT NULL CHECK (title <> ''),
  impact      TEXT NOT NULL CHECK (impact IN ('minor', 'major', 'critical')),
  -- JSON array of component ids, which site.toml knows: no table to refer to.
  components  TEXT NOT NULL CHECK (json_valid(components)),
  state       TEXT NOT NULL
              CHECK (state IN ('investigating', 'identified', 'monitoring', 'resolved')),
  opened_ms   INTEGER NOT NULL,
  resolved_ms INTEGER,
  last_seq    INTEGER NOT NULL CHECK (last_seq >= 1),
  -- As for tickets.
  version     INTEGER NOT NULL CHECK (version >= 1),
  -- An incident is on the page as open or as past; without this it could be neither.
  CHECK ((state = 'resolved') = (resolved_ms IS NOT NULL))
) STRICT;

CREATE INDEX incidents_by_end ON incidents (resolved_ms);

CREATE TABLE incident_updates (
  incident INTEGER NOT NULL REFERENCES incidents (id),
  seq      INTEGER NOT NULL CHECK (seq >= 1),
  state    TEXT NOT NULL,
  text     TEXT NOT NULL CHECK (text <> ''),
  at_ms    INTEGER NOT NULL,
  agent    INTEGER NOT NULL REFERENCES agents (id),
  PRIMARY KEY (incident, seq)
) STRICT, WITHOUT ROWID;

-- The one public status, computed in the transaction of the change that made it.
CREATE TABLE snapshot (
  -- Exactly one row.
  id   INTEGER PRIMARY KEY CHECK (id = 1),
  json TEXT NOT NULL CHECK (json_valid(json))
) STRICT;

-- Idempotency keys: what was done under a key is not done again.
CREATE TABLE keys (
  key    TEXT PRIMARY KEY CHECK (length(key) = 32),
  -- SHA-256 of the address and the request, to tell a retry from a mistake.
  hash   TEXT NOT NULL CHECK (length(hash) = 64),
  -- What it made: a ticket's number, a position in a timeline, an incident's id.
  made   INTEGER NOT NULL,
  at_ms  INTEGER NOT NULL
) STRICT, WITHOUT ROWID;

CREATE INDEX keys_by_age ON keys (at_ms);

-- Who on the staff did what, and when; never what a visitor wrote.
CREATE TABLE audit (
  id     INTEGER PRIMARY KEY,
  at_ms  INTEGER NOT NULL,
  agent  INTEGER NOT NULL REFERENCES agents (id),
  -- As it was then: renaming oneself does not rewrite history.
  name   TEXT NOT NULL,
  action TEXT NOT NULL,
  target TEXT NOT NULL
) STRICT;
