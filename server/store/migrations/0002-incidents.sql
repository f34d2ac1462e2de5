-- One-click reports belong to the series from here on: said_counts is kept 35 days.

-- Which incident a change belongs to, and how alike voices were: what incidents are derived from.
ALTER TABLE transitions ADD COLUMN since INTEGER;
ALTER TABLE transitions ADD COLUMN rho REAL;

-- Changes were stored without them: the series is folded again, with the same outcome.
DELETE FROM checkpoints;

-- Networks that tried several services in one minute, and how that went. Kept as long as the voices.
CREATE TABLE door_counts (
  minute INTEGER PRIMARY KEY,
  several INTEGER NOT NULL,
  failed_all INTEGER NOT NULL,
  failed_some INTEGER NOT NULL
) STRICT;

-- Changes of what vendors' own pages say. Kept 90 days.
CREATE TABLE official_changes (
  service TEXT NOT NULL,
  minute INTEGER NOT NULL,
  state TEXT NOT NULL,
  incident TEXT,
  title TEXT,
  published_minute INTEGER,
  PRIMARY KEY (service, minute)
) STRICT, WITHOUT ROWID;

-- When the public was first told of an incident, at each level. Kept 90 days.
CREATE TABLE announcements (
  service TEXT NOT NULL,
  since INTEGER NOT NULL,
  level TEXT NOT NULL,
  minute INTEGER NOT NULL,
  PRIMARY KEY (service, since, level)
) STRICT, WITHOUT ROWID;

-- Incidents that are over, with figures that outlive their minutes. Kept 90 days.
CREATE TABLE incidents (
  service TEXT NOT NULL,
  opened INTEGER NOT NULL,
  record TEXT NOT NULL,
  PRIMARY KEY (service, opened)
) STRICT, WITHOUT ROWID;
