import { serve } from '@hono/node-server';
import { Hono } from 'hono';

/** The framework that Outcry's server uses, with nothing behind it: what it costs by itself. */
process.once('message', (fixed: string) => {
  const file = Buffer.from(fixed, 'base64');
  const app = new Hono();
  app.post('/v1/reports', async (context) => {
    await context.req.json();
    return context.json({ next: 60 }, 202);
  });
  app.get('/v1/status.json', (context) =>
    context.body(file, 200, { 'Content-Type': 'application/json' }),
  );
  serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, (address) => process.send?.(address));
});
