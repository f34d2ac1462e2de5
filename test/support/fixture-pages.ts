import { readdirSync, readFileSync } from 'node:fs';

const ROOT = new URL('../fixtures/services/', import.meta.url);
const HEAD = /^<!-- (.*) -->\n/;

/** A small page, what its requests came to, and what the engine must make of it. */
export interface FixturePage {
  readonly service: string;
  /** Service, kind and file name. */
  readonly name: string;
  readonly html: string;
  readonly url: string;
  readonly requests?: readonly { url: string; status?: number; error?: string }[];
  readonly expect: readonly object[];
}

/** @returns every page under test/fixtures/services; the first line of each says what it is */
export function fixturePages(): readonly FixturePage[] {
  return readdirSync(ROOT).flatMap((service) =>
    ['failing', 'look-alike', 'fine'].flatMap((kind) => {
      const folder = new URL(`${service}/${kind}/`, ROOT);
      return readdirSync(folder).map((file) => {
        const text = readFileSync(new URL(file, folder), 'utf8');
        const head = JSON.parse(HEAD.exec(text)?.[1] ?? '{}');
        return {
          service,
          name: `${service}/${kind}/${file}`,
          html: text.replace(HEAD, ''),
          ...head,
        };
      });
    }),
  );
}
