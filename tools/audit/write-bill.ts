import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { billOfMaterials } from './bill-of-materials.ts';

const FILE = join('.output', 'sbom.cdx.json');

/**
 * Writes the bill of materials of what is shipped.
 * @param root the folder of `package-lock.json`
 * @returns a line that says so
 */
export function writeBill(root: string): string {
  const bill = billOfMaterials(readFileSync(join(root, 'package-lock.json'), 'utf8'));
  mkdirSync(join(root, '.output'), { recursive: true });
  writeFileSync(join(root, FILE), `${JSON.stringify(bill, null, 2)}\n`);
  return `${FILE}: ${bill.components.length} packages are shipped`;
}
