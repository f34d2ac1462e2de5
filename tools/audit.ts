// `npm run audit`: writes the bill of materials of what is shipped, and asks the registry for known weaknesses. Ends with
// code 1 when something shipped is known to be weak, or, with `--strict`, when the registry cannot tell.
import { fileURLToPath } from 'node:url';
import { askRegistry, isShippedWeak, tellAudit } from './audit/ask-registry.ts';
import { writeBill } from './audit/write-bill.ts';

const root = fileURLToPath(new URL('..', import.meta.url));
const isStrict = process.argv.includes('--strict');

console.log(writeBill(root));
const audit = askRegistry(root);
for (const line of tellAudit(audit)) console.log(line);
const isUntold = isStrict && audit.kind === 'unreachable';
process.exitCode = isShippedWeak(audit) || isUntold ? 1 : 0;
