import { describe, expect, it } from 'vitest';
import { CONSENT_TEXT_VERSION, consentOf } from '../../../lib/report/consent.ts';

const given = { choice: 'given', text: CONSENT_TEXT_VERSION };
const declined = { choice: 'declined', text: CONSENT_TEXT_VERSION };
const both = ['technicalAndInteraction', 'browsingActivity'];

describe('consentOf', () => {
  it.each([
    ['nothing stored', undefined, null, 'unasked'],
    ['a yes', given, null, 'given'],
    ['a no', declined, null, 'declined'],
    ['a yes to an older text', { ...given, text: CONSENT_TEXT_VERSION - 1 }, null, 'unasked'],
    ['a yes to a later text', { ...given, text: CONSENT_TEXT_VERSION + 1 }, null, 'unasked'],
    ['rubbish', { choice: true }, null, 'unasked'],
    ['a word', 'given', null, 'unasked'],
    ['nothing, but Firefox allows both', undefined, both, 'given'],
    ['a yes that Firefox no longer knows', given, [], 'declined'],
    ['a yes, but Firefox allows only half', given, ['browsingActivity'], 'declined'],
    ['a no, Firefox was never asked', declined, [], 'declined'],
    ['nothing, Firefox was never asked', undefined, [], 'unasked'],
  ])('with %s', (_what, stored, dataCollection, expected) => {
    expect(consentOf(stored, dataCollection)).toBe(expected);
  });
});
