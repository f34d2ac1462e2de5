import { describe, expect, it } from 'vitest';
import { watchingOf } from '../../../lib/status/watching-of.ts';

const core = {
  id: 'core',
  core: true,
  hosts: ['core.example', 'old.example'],
  requestHosts: ['api.core.example'],
};
const optional = { ...core, id: 'optional', core: false };
const shared = {
  id: 'shared',
  core: false,
  hosts: ['own.example', 'big.example'],
  requestHosts: [],
  paths: { 'big.example': ['/i/bot/**'] },
};
const guest = { ...shared, id: 'guest', hosts: ['big.example'] };

const ALL = ['core.example', 'old.example', 'api.core.example'];

describe('watchingOf', () => {
  it.each([
    ['a core one with all hosts', core, ALL, { state: 'default', ask: [] }],
    ['a core one without any', core, [], { state: 'lost', ask: ALL }],
    [
      'a core one without its main host',
      core,
      ['old.example', 'api.core.example'],
      { state: 'lost', ask: ['core.example'] },
    ],
    [
      'a core one without a lesser host',
      core,
      ['core.example', 'api.core.example'],
      { state: 'default', ask: ['old.example'] },
    ],
    [
      'a core one without a host that its pages ask',
      core,
      ['core.example', 'old.example'],
      { state: 'default', ask: ['api.core.example'] },
    ],
    ['an optional one with all hosts', optional, ALL, { state: 'on', ask: [] }],
    ['an optional one without any', optional, [], { state: 'off', ask: ALL }],
    [
      'an optional one with only what its pages ask',
      optional,
      ['api.core.example'],
      { state: 'off', ask: ['core.example', 'old.example'] },
    ],
    [
      'one with a shared host, which is not asked for at first',
      shared,
      [],
      { state: 'off', ask: ['own.example'] },
    ],
    [
      'one whose shared host is left to ask for',
      shared,
      ['own.example'],
      { state: 'on', ask: ['big.example'], only: ['big.example/i/bot'] },
    ],
    ['one with all of these', shared, ['own.example', 'big.example'], { state: 'on', ask: [] }],
    [
      'one that has only a shared host',
      guest,
      [],
      { state: 'off', ask: ['big.example'], only: ['big.example/i/bot'] },
    ],
  ])('says of %s what to ask for', (_what, service, allowed, expected) => {
    const watching = watchingOf([service], (host) => allowed.includes(host));
    expect(watching).toEqual({ [service.id]: expected });
  });
});
