-- Values that may be used once, and what each was used for. Kept until their epoch ends.
CREATE TABLE spent_values (
  epoch TEXT NOT NULL,
  value BLOB NOT NULL,
  purpose BLOB NOT NULL,
  PRIMARY KEY (epoch, value)
) STRICT, WITHOUT ROWID;

-- The last minute in which an epoch's values could be used.
CREATE TABLE spent_epochs (
  epoch TEXT PRIMARY KEY,
  until INTEGER NOT NULL
) STRICT, WITHOUT ROWID;
