import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { diagnose } from '../../../lib/detect/diagnose.ts';
import type { NoticeFact } from '../../../lib/detect/fact.ts';
import { serviceNamed } from '../../support/services.ts';

/** Wordings as chatbots use them, by language and by what they tell; none of them is a phrase of this service. */
type Wordings = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

const file = new URL('../../fixtures/language/wordings.json', import.meta.url);
const wordings: Wordings = JSON.parse(readFileSync(file, 'utf8'));
const service = serviceNamed('claude');

function judge(text: string, place: NoticeFact['place'], marks: NoticeFact['marks']) {
  const host = service.hosts[0] ?? '';
  const finding = diagnose({ type: 'notice', host, place, text, marks, at: 1 }, service, {
    online: true,
  });
  if (finding === null) return 'none';
  return finding.type === 'trouble' ? (finding.reason ?? finding.cause) : finding.type;
}

const rows = Object.entries(wordings).flatMap(([language, byTruth]) =>
  Object.entries(byTruth).flatMap(([truth, texts]) =>
    texts.map((text) => ({ language, truth, text })),
  ),
);

describe('words in 28 languages', () => {
  it.each(rows.filter(({ truth }) => truth !== 'none'))(
    '$language: "$text" in an error box is $truth',
    ({ text, truth }) => expect(judge(text, 'alert', ['error'])).toBe(truth),
  );

  it.each(rows.filter(({ truth }) => truth === 'none'))(
    '$language: "$text" is nothing, as a toast, an alert and a dialog',
    ({ text }) => {
      for (const place of ['toast', 'alert', 'dialog'] as const) {
        expect(judge(text, place, [])).toBe('none');
      }
    },
  );

  it.each(rows.filter(({ truth }) => truth === 'service'))(
    '$language: "$text" is nothing in a line that nothing marks, nor as the whole answer',
    ({ text }) => {
      expect(judge(text, 'line', [])).toBe('none');
      expect(judge(text, 'answer', [])).toBe('none');
    },
  );

  it('covers every language that the product promises', () => {
    const promised =
      'en fr de es-ES es-419 it pt-BR pt-PT nl pl tr ru uk ar hi id vi th ja ko zh-CN zh-TW sv da nb fi cs ro hu el he';
    expect(Object.keys(wordings).sort()).toEqual(promised.split(' ').sort());
    for (const byTruth of Object.values(wordings)) {
      expect(Object.keys(byTruth)).toEqual(
        expect.arrayContaining(['service', 'limit', 'signed-out', 'offline', 'none']),
      );
    }
  });

  it('says of an error in an unknown language that there is one, where a retry is offered', () => {
    const text = 'Kuna mushkila, jaribu tena';
    expect(judge(text, 'turn', ['error', 'retry'])).toBe('unclear');
    expect(judge(text, 'alert', ['error', 'retry'])).toBe('unclear');
    expect(judge(text, 'toast', [])).toBe('none');
  });
});
