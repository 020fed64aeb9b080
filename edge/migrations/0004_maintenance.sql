-- What staff plan, and whom incidents affect.

CREATE TABLE maintenances (
  id           INTEGER PRIMARY KEY,
  title        TEXT NOT NULL CHECK (title <> ''),
  text         TEXT NOT NULL CHECK (text <> ''),
  -- As for incidents.
  components   TEXT NOT NULL CHECK (json_valid(components)),
  -- No state: it follows from the clock (desk::maintenance), and nothing has to fire for it.
  starts_ms    INTEGER NOT NULL,
  ends_ms      INTEGER NOT NULL,
  -- Grows with every change; a writer names the one it saw, and a lost race is a 409. The banner is
  -- dismissed per number.
  seq          INTEGER NOT NULL CHECK (seq >= 1),
  posted_ms    INTEGER NOT NULL,
  updated_ms   INTEGER NOT NULL,
  cancelled_ms INTEGER,
  CHECK (ends_ms > starts_ms)
) STRICT;

CREATE INDEX maintenances_by_end ON maintenances (ends_ms) WHERE cancelled_ms IS NULL;

-- One row per device and incident that somebody says affects them, too.
CREATE TABLE affected (
  incident INTEGER NOT NULL REFERENCES incidents (id),
  -- SHA-256 of the device's random id together with the incident, as for votes.
  device   TEXT NOT NULL CHECK (length(device) = 64),
  at_ms    INTEGER NOT NULL,
  PRIMARY KEY (incident, device)
) STRICT, WITHOUT ROWID;
