// `npm run new-service -- <id> --name … --vendor … --home … --status …`: everything a new chatbot needs, ready to fill.
// `npm run new-service -- --refresh`: draws what is made from the services' files anew.
import { fileURLToPath } from 'node:url';
import { createService } from './services/create-service.ts';
import { readOrder, USAGE } from './services/read-order.ts';
import { refresh } from './services/refresh.ts';

const root = fileURLToPath(new URL('..', import.meta.url));

try {
  const order = readOrder(process.argv.slice(2));
  const today = new Date().toISOString().slice(0, 10);
  const written = order.type === 'new' ? createService(root, order, today) : refresh(root);
  for (const path of written) console.log(path);
  if (order.type === 'new') console.log('Next: docs/adding-a-service.md, from "Addresses" on.');
} catch (error) {
  console.error(`new-service: ${error instanceof Error ? error.message : String(error)}\n${USAGE}`);
  process.exitCode = 1;
}
