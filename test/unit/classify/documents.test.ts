import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { readServices } from '../../../lib/services/read.ts';
import { createClassifier } from '../../../tools/classify/classifier.ts';

interface Known {
  readonly name: string;
  /** `service`, a reason on the user's side, or `nothing`. */
  readonly is: string;
  readonly html: string;
}

const file = new URL('../../fixtures/documents/documents.json', import.meta.url);
const documents: readonly Known[] = JSON.parse(readFileSync(file, 'utf8'));
const classify = createClassifier(readServices());

/** Pages in the form that servers, gateways, bot walls, filters and hotspots give them, and pages of apps that only look so. */
describe.each(['https://claude.ai/', 'https://poe.com/'])('whole documents at %s', (url) => {
  it.each(documents)('$name is $is', ({ html, is }) => {
    const { observations } = classify({ url, html, requests: [] });
    const said = observations.map(({ cause, reason }) => reason ?? cause);
    expect([...new Set(said)]).toEqual(is === 'nothing' ? [] : [is]);
  });
});
