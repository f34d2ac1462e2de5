import { expect, it } from 'vitest';
import { parseLine } from '../../../tools/judge/parse-line.ts';

it('reads a line, and lets further keys pass', () => {
  const line = '{"service":"claude","minute":29000000,"tried":30,"failed":2,"label":1}';
  expect(parseLine(line)).toEqual({ service: 'claude', minute: 29_000_000, tried: 30, failed: 2 });
});

it('reads a line behind a byte order mark', () => {
  const line = '\uFEFF{"service":"a","minute":1,"tried":1,"failed":0}';
  expect(parseLine(line)).toMatchObject({ service: 'a', minute: 1 });
});

it.each([
  ['nonsense', 'is not JSON'],
  ['', 'is not JSON'],
  ['[]', 'must be an object'],
  ['null', 'must be an object'],
  ['{"service":"","minute":1,"tried":1,"failed":0}', '"service" must be a name'],
  [`{"service":"${'x'.repeat(101)}","minute":1,"tried":1,"failed":0}`, '"service" must be'],
  ['{"service":"a","tried":1,"failed":0}', '"minute" must be minutes since the epoch'],
  ['{"service":"a","minute":-1,"tried":1,"failed":0}', '"minute" must be'],
  ['{"service":"a","minute":1,"tried":1.5,"failed":0}', '"tried" must be a count of voices'],
  ['{"service":"a","minute":1,"tried":1,"failed":"0"}', '"failed" must be a count of voices'],
  ['{"service":"a","minute":1,"tried":1e12,"failed":0}', '"tried" must be'],
])('refuses %s: %s', (text, message) => {
  expect(() => parseLine(text)).toThrow(message);
});
