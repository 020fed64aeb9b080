-- What visitors say: whether articles helped, and how they found the help they got.

-- One row per device and version of an article: a second vote takes the place of the first.
CREATE TABLE votes (
  -- The article's path and language. No table to refer to: articles are files.
  slug     TEXT NOT NULL CHECK (slug <> ''),
  locale   TEXT NOT NULL CHECK (locale <> ''),
  -- Hash of its text: what was said of an older text says nothing of the newer one.
  version  TEXT NOT NULL CHECK (length(version) = 16),
  -- SHA-256 of the device's random id together with the article. The id itself is nowhere here, so
  -- nobody can tell which votes came from one device.
  device   TEXT NOT NULL CHECK (length(device) = 64),
  helpful  INTEGER NOT NULL CHECK (helpful IN (0, 1)),
  reason   TEXT CHECK (reason IN ('not_solved', 'unclear', 'outdated', 'off_topic')),
  note     TEXT NOT NULL,
  voted_ms INTEGER NOT NULL,
  PRIMARY KEY (slug, locale, version, device),
  -- What helped has nothing missing.
  CHECK (helpful = 0 OR (reason IS NULL AND note = ''))
) STRICT, WITHOUT ROWID;

-- The newest notes of an article.
CREATE INDEX votes_with_notes ON votes (slug, locale, version, voted_ms) WHERE note <> '';

-- How the requester found the help: one per ticket, and they may change their mind.
CREATE TABLE ratings (
  ticket   INTEGER PRIMARY KEY REFERENCES tickets (number),
  score    INTEGER NOT NULL CHECK (score BETWEEN 1 AND 5),
  comment  TEXT NOT NULL,
  rated_ms INTEGER NOT NULL
) STRICT;

-- The satisfaction of the last 30 days.
CREATE INDEX ratings_by_time ON ratings (rated_ms, score);
