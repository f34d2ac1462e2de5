// `npm run sign-rules -- <command> …`: makes keys for rule packs, signs packs, checks them. See docs/operating.md.
import { readOrder, USAGE } from './sign-rules/read-order.ts';
import { runOrder } from './sign-rules/run-order.ts';

try {
  for (const line of await runOrder(readOrder(process.argv.slice(2)), Date.now())) {
    console.log(line);
  }
} catch (error) {
  console.error(`sign-rules: ${error instanceof Error ? error.message : String(error)}`);
  if (process.argv.length < 4) console.error(USAGE);
  process.exitCode = 1;
}
