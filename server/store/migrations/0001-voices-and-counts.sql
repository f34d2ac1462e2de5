-- Who spoke: one value per browser, service and minute. Kept 30 minutes.
CREATE TABLE voices (
  minute INTEGER NOT NULL,
  voice BLOB NOT NULL,
  PRIMARY KEY (minute, voice)
) STRICT, WITHOUT ROWID;

-- How many spoke, before the caps. Kept as long as the voices.
CREATE TABLE voice_counts (
  minute INTEGER NOT NULL,
  service TEXT NOT NULL,
  voices INTEGER NOT NULL,
  PRIMARY KEY (minute, service)
) STRICT, WITHOUT ROWID;

-- One-click reports after the caps. Kept as long as the voices.
CREATE TABLE said_counts (
  minute INTEGER NOT NULL,
  service TEXT NOT NULL,
  feature TEXT NOT NULL,
  voices INTEGER NOT NULL,
  PRIMARY KEY (minute, service, feature)
) STRICT, WITHOUT ROWID;

-- The series the verdict is folded from, after the caps. Kept 35 days.
CREATE TABLE minute_counts (
  service TEXT NOT NULL,
  minute INTEGER NOT NULL,
  tried INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  PRIMARY KEY (service, minute)
) STRICT, WITHOUT ROWID;

CREATE TABLE signal_counts (
  service TEXT NOT NULL,
  minute INTEGER NOT NULL,
  signal INTEGER NOT NULL,
  voices INTEGER NOT NULL,
  PRIMARY KEY (service, minute, signal)
) STRICT, WITHOUT ROWID;

-- The fold after the last minute that can no longer change.
CREATE TABLE checkpoints (
  service TEXT PRIMARY KEY,
  minute INTEGER NOT NULL,
  state TEXT NOT NULL
) STRICT, WITHOUT ROWID;

CREATE TABLE transitions (
  service TEXT NOT NULL,
  minute INTEGER NOT NULL,
  state TEXT NOT NULL,
  level TEXT,
  PRIMARY KEY (service, minute)
) STRICT, WITHOUT ROWID;

CREATE TABLE days (
  service TEXT NOT NULL,
  day INTEGER NOT NULL,
  tried INTEGER NOT NULL,
  failed INTEGER NOT NULL,
  state TEXT NOT NULL,
  PRIMARY KEY (service, day)
) STRICT, WITHOUT ROWID;

-- The services in minute_counts by hopping from one to the next: DISTINCT would read 35 days of rows.
CREATE VIEW counted_services AS
WITH RECURSIVE hop (service) AS (
  SELECT min(service) FROM minute_counts
  UNION ALL
  SELECT (SELECT min(service) FROM minute_counts WHERE service > hop.service)
  FROM hop WHERE hop.service IS NOT NULL
)
SELECT service FROM hop WHERE service IS NOT NULL;
