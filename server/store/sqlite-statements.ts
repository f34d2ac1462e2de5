import type { DatabaseSync } from 'node:sqlite';

const INTERVAL = 'minute BETWEEN ? AND ?';

/** Every statement of the SQLite store, prepared once. Their order of parameters is left to right. */
export function prepareStatements(database: DatabaseSync) {
  const prepare = (sql: string) => database.prepare(sql);
  return {
    ping: prepare('SELECT count(*) AS n FROM checkpoints'),
    // Of no minute that anybody asks for, and gone with the next pruning.
    probe: prepare('INSERT OR REPLACE INTO voices (minute, voice) VALUES (0, zeroblob(16))'),
    addVoice: prepare('INSERT OR IGNORE INTO voices (minute, voice) VALUES (?, ?)'),
    addVoiceCount: prepare(
      `INSERT INTO voice_counts (minute, service, voices) VALUES (?, ?, ?)
       ON CONFLICT DO UPDATE SET voices = voices + excluded.voices`,
    ),
    addSaidCount: prepare(
      `INSERT INTO said_counts (minute, service, feature, voices) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET voices = voices + excluded.voices`,
    ),
    addMinuteCount: prepare(
      `INSERT INTO minute_counts (service, minute, tried, failed) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET tried = tried + excluded.tried, failed = failed + excluded.failed`,
    ),
    addSignalCount: prepare(
      `INSERT INTO signal_counts (service, minute, signal, voices) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET voices = voices + excluded.voices`,
    ),
    addDoorCount: prepare(
      `INSERT INTO door_counts (minute, several, failed_all, failed_some) VALUES (?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET several = several + excluded.several,
         failed_all = failed_all + excluded.failed_all,
         failed_some = failed_some + excluded.failed_some`,
    ),
    spend: prepare('INSERT OR IGNORE INTO spent_values (epoch, value, purpose) VALUES (?, ?, ?)'),
    purposeOf: prepare('SELECT purpose FROM spent_values WHERE epoch = ? AND value = ?'),
    keepEpoch: prepare(
      `INSERT INTO spent_epochs (epoch, until) VALUES (?, ?)
       ON CONFLICT DO UPDATE SET until = max(until, excluded.until)`,
    ),
    series: prepare(
      `SELECT minute, tried, failed FROM minute_counts
       WHERE service = ? AND ${INTERVAL} ORDER BY minute`,
    ),
    said: prepare(
      `SELECT minute, feature, voices FROM said_counts
       WHERE ${INTERVAL} AND service = ? AND voices > 0 ORDER BY minute`,
    ),
    // CROSS JOIN keeps the services outside, so that each lookup walks its own short range of the key.
    tallyMinutes: prepare(
      `SELECT m.service, sum(m.tried) AS tried, sum(m.failed) AS failed
       FROM counted_services s
       CROSS JOIN minute_counts m ON m.service = s.service AND m.minute BETWEEN ? AND ?
       GROUP BY m.service`,
    ),
    tallySignals: prepare(
      `SELECT g.service, g.signal, sum(g.voices) AS voices
       FROM counted_services s
       CROSS JOIN signal_counts g ON g.service = s.service AND g.minute BETWEEN ? AND ?
       GROUP BY g.service, g.signal`,
    ),
    tallyVoices: prepare(
      `SELECT service, sum(voices) AS voices FROM voice_counts WHERE ${INTERVAL} GROUP BY service`,
    ),
    tallySaid: prepare(
      `SELECT service, feature, sum(voices) AS voices FROM said_counts
       WHERE ${INTERVAL} GROUP BY service, feature`,
    ),
    // The driver binds numbers as REAL: without the cast the division would not be a whole one.
    periods: prepare(
      `SELECT m.service, m.minute - m.minute % CAST(?1 AS INTEGER) AS start, sum(m.tried) AS tried, sum(m.failed) AS failed
       FROM counted_services s
       CROSS JOIN minute_counts m ON m.service = s.service AND m.minute BETWEEN ?2 AND ?3
       GROUP BY m.service, start ORDER BY m.service, start`,
    ),
    signals: prepare(
      `SELECT service, signal, sum(voices) AS voices FROM signal_counts
       WHERE service = ? AND ${INTERVAL} GROUP BY signal`,
    ),
    door: prepare(
      `SELECT coalesce(sum(several), 0) AS several, coalesce(sum(failed_all), 0) AS failedAll,
         coalesce(sum(failed_some), 0) AS failedSome
       FROM door_counts WHERE ${INTERVAL}`,
    ),
    checkpoints: prepare('SELECT service, minute, state FROM checkpoints'),
    saveCheckpoint: prepare(
      'INSERT OR REPLACE INTO checkpoints (service, minute, state) VALUES (?, ?, ?)',
    ),
    transitions: prepare(
      `SELECT service, minute, state, level, since, rho FROM transitions t
       WHERE minute >= ?1 OR minute = (
         SELECT max(minute) FROM transitions WHERE service = t.service AND minute < ?1)
       ORDER BY minute, service`,
    ),
    dropTransitions: prepare(`DELETE FROM transitions WHERE service = ? AND ${INTERVAL}`),
    saveTransition: prepare(
      `INSERT OR REPLACE INTO transitions (service, minute, state, level, since, rho)
       VALUES (?, ?, ?, ?, ?, ?)`,
    ),
    announce: prepare(
      'INSERT OR IGNORE INTO announcements (service, since, level, minute) VALUES (?, ?, ?, ?)',
    ),
    announcements: prepare(
      `SELECT service, since, level, minute FROM announcements
       WHERE minute >= ? ORDER BY minute, service, since, level`,
    ),
    saveIncident: prepare(
      'INSERT OR REPLACE INTO incidents (service, opened, record) VALUES (?, ?, ?)',
    ),
    incidents: prepare(
      'SELECT record FROM incidents WHERE opened >= ? ORDER BY opened DESC, service DESC LIMIT ?',
    ),
    saveOfficial: prepare(
      `INSERT OR REPLACE INTO official_changes
         (service, minute, state, incident, title, published_minute) VALUES (?, ?, ?, ?, ?, ?)`,
    ),
    official: prepare(
      `SELECT service, minute, state, incident, title, published_minute AS publishedMinute
       FROM official_changes c
       WHERE minute >= ?1 OR minute = (
         SELECT max(minute) FROM official_changes WHERE service = c.service AND minute < ?1)
       ORDER BY minute, service`,
    ),
    days: prepare(
      'SELECT service, day, tried, failed, state FROM days WHERE day >= ? ORDER BY day, service',
    ),
    saveDay: prepare(
      'INSERT OR REPLACE INTO days (service, day, tried, failed, state) VALUES (?, ?, ?, ?, ?)',
    ),
    // In slices: one long statement would keep every request waiting.
    pruneVoices: prepare(
      `DELETE FROM voices WHERE (minute, voice) IN (
         SELECT minute, voice FROM voices WHERE minute < ? LIMIT 5000)`,
    ),
    endedEpochs: prepare('SELECT epoch FROM spent_epochs WHERE until < ?'),
    pruneSpentValues: prepare(
      `DELETE FROM spent_values WHERE (epoch, value) IN (
         SELECT epoch, value FROM spent_values WHERE epoch = ? LIMIT 5000)`,
    ),
    forgetEpoch: prepare('DELETE FROM spent_epochs WHERE epoch = ? AND until < ?'),
    pruneVoiceCounts: prepare('DELETE FROM voice_counts WHERE minute < ?'),
    pruneSaidCounts: prepare('DELETE FROM said_counts WHERE minute < ?'),
    pruneMinuteCounts: prepare('DELETE FROM minute_counts WHERE service = ? AND minute < ?'),
    pruneSignalCounts: prepare('DELETE FROM signal_counts WHERE service = ? AND minute < ?'),
    countedServices: prepare('SELECT service FROM counted_services'),
    pruneTransitions: prepare(
      `DELETE FROM transitions WHERE minute < ?1 AND minute < (
         SELECT max(minute) FROM transitions t
         WHERE t.service = transitions.service AND t.minute < ?1)`,
    ),
    pruneDoorCounts: prepare('DELETE FROM door_counts WHERE minute < ?'),
    pruneAnnouncements: prepare('DELETE FROM announcements WHERE minute < ?'),
    pruneIncidents: prepare('DELETE FROM incidents WHERE opened < ?'),
    pruneOfficial: prepare(
      `DELETE FROM official_changes WHERE minute < ?1 AND minute < (
         SELECT max(minute) FROM official_changes c
         WHERE c.service = official_changes.service AND c.minute < ?1)`,
    ),
    pruneDays: prepare('DELETE FROM days WHERE day < ?'),
  };
}

export type Statements = ReturnType<typeof prepareStatements>;
