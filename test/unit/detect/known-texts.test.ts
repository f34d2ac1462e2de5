import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../lib/detect/diagnose.ts';
import type { NoticeFact } from '../../../lib/detect/fact.ts';
import { serviceNamed } from '../../support/services.ts';

interface KnownText {
  readonly cause: 'service' | 'you' | 'unclear' | 'none';
  readonly reason?: string;
  readonly feature?: string;
  readonly place: NoticeFact['place'];
  readonly lang?: string;
  readonly text: string;
}

function knownTexts(id: string): readonly KnownText[] {
  const file = new URL(`../../fixtures/services/${id}/texts.json`, import.meta.url);
  return JSON.parse(readFileSync(file, 'utf8'));
}

describe.each(['chatgpt', 'claude'])('texts that %s is known to show', (id) => {
  const service = serviceNamed(id);
  const judge = ({ place, text }: KnownText, marks: NoticeFact['marks'] = ['error']) =>
    diagnose({ type: 'notice', host: service.hosts[0] ?? '', place, text, marks, at: 1 }, service, {
      online: true,
    });

  it.each(knownTexts(id))('$place $lang "$text" is $cause $reason', (known) => {
    const { cause, reason, feature } = known;
    if (cause === 'none') return expect(judge(known)).toBeNull();
    expect(judge(known)).toMatchObject({
      cause,
      ...(reason ? { reason } : {}),
      ...(feature ? { feature } : {}),
    });
  });

  it.each(knownTexts(id))('"$text" means the same shouted and with typographic signs', (known) => {
    const text = known.text.toUpperCase().replaceAll("'", '’').replaceAll(' ', '\u00a0');
    expect(judge({ ...known, text })).toEqual(judge(known));
  });
});
