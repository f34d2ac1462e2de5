import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import express from 'express';
import * as z from 'zod';

/**
 * What people would reach for: Express, a schema, one INSERT for each event into SQLite with a write-ahead log, and
 * sums when somebody asks. Node's own SQLite stands for better-sqlite3, which needs a binary to be downloaded.
 */
const reportsSchema = z.object({
  v: z.literal(1),
  tag: z.string().length(22),
  seen: z.array(
    z.object({
      service: z.string(),
      minute: z.number(),
      outcome: z.enum(['ok', 'failed']),
      signals: z.array(z.string()),
    }),
  ),
});

process.once('message', (folder: string) => {
  const database = new DatabaseSync(join(folder, 'events.db'));
  database.exec(`
    PRAGMA journal_mode = WAL;
    CREATE TABLE events (
      id INTEGER PRIMARY KEY, at INTEGER, ip TEXT, tag TEXT, service TEXT, minute INTEGER, outcome TEXT, signals TEXT);
    CREATE UNIQUE INDEX once ON events (tag, service, minute);
  `);
  const insert = database.prepare(
    'INSERT OR IGNORE INTO events (at, ip, tag, service, minute, outcome, signals) VALUES (?, ?, ?, ?, ?, ?, ?)',
  );
  const app = express();
  app.set('trust proxy', 'loopback');
  app.post('/v1/reports', express.json({ limit: '4kb' }), (request, response) => {
    const parsed = reportsSchema.safeParse(request.body);
    if (!parsed.success) {
      response.status(400).json({ error: 'invalid' });
      return;
    }
    for (const { service, minute, outcome, signals } of parsed.data.seen) {
      const { tag } = parsed.data;
      insert.run(Date.now(), request.ip ?? '', tag, service, minute, outcome, signals.join(','));
    }
    response.status(202).json({ next: 60 });
  });
  const server = app.listen(0, '127.0.0.1', () => process.send?.(server.address()));
});
