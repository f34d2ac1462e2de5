import { readFileSync } from 'node:fs';
import type { BadgeContent } from '../../lib/platform/badge-api.ts';

/** A situation that is pictured, and what the button shows in it. */
export interface Pictured {
  readonly situation: string;
  readonly badge: BadgeContent;
}

type Row = readonly [own: string, crowd: string, text: string, color: string, title: string];

/** The table that the tests hold the badge to: this browser's state, everyone's, and what is shown. */
const table = JSON.parse(
  readFileSync(new URL('../../test/fixtures/status/badges.json', import.meta.url), 'utf8'),
) as readonly Row[];

/** By the name of the picture: this browser's state, and everyone's. One for each text. */
const WANTED: Readonly<Record<string, readonly [own: string, crowd: string]>> = {
  fine: ['fine', 'operational'],
  outage: ['failing', 'outage'],
  degraded: ['failing', 'degraded'],
  suspected: ['fine', 'suspected'],
  recovering: ['fine', 'recovering'],
  'only-you': ['failing', 'operational'],
  'your-tab': ['failing', 'few'],
  unclear: ['unclear', 'few'],
  offline: ['offline', 'stale'],
  blocked: ['blocked', 'operational'],
  captive: ['captive', 'few'],
  challenge: ['challenge', 'operational'],
  limit: ['limit', 'operational'],
  policy: ['policy', 'operational'],
  'signed-out': ['signed-out', 'operational'],
  lost: ['lost', 'operational'],
};

/** @throws Error when a situation is not in the table */
export const PICTURED: readonly Pictured[] = Object.entries(WANTED).map(
  ([situation, [own, crowd]]) => {
    const row = table.find((each) => each[0] === own && each[1] === crowd);
    if (!row) throw new Error(`The table of badges has no ${own} beside ${crowd}.`);
    const [, , text, color, title] = row;
    return { situation, badge: { text, color, title } };
  },
);
