import { describe, expect, it } from 'vitest';
import { explainStartError } from '../../server/explain-start-error.ts';
import { openStore } from '../../server/open-store.ts';
import { readSettings } from '../../server/settings.ts';

describe('settings', () => {
  it('have defaults that suit one machine', () => {
    expect(readSettings({ PATH: '/bin', OUTCRY_HOST: '' })).toEqual({
      host: '127.0.0.1',
      port: 8787,
      db: 'data/outcry.db',
      redis: null,
      redisReplicas: 1,
      redisUser: null,
      redisPassword: null,
      redisTls: false,
      trustedProxies: [],
      official: true,
      officialStandIn: null,
      paused: false,
      origin: null,
      rules: 'data/rules.json',
      rulesKey: null,
      rulesSource: 'data/rules-source.json',
      tokens: 'optional',
      tokenKeys: 'data/issuer-keys',
    });
  });

  it('keep what lies beside the database in the usual folder, where that is in memory', () => {
    const { rules, rulesSource, tokenKeys } = readSettings({ OUTCRY_DB: ':memory:' });
    expect([rules, rulesSource, tokenKeys].map((path) => path.split('/')[0])).toEqual([
      'data',
      'data',
      'data',
    ]);
  });

  it('are read from the environment', () => {
    const settings = readSettings({
      OUTCRY_HOST: '::',
      OUTCRY_PORT: '80',
      OUTCRY_DB: '/srv/outcry.db',
      OUTCRY_REDIS: 'a:1, b:2',
      OUTCRY_REDIS_REPLICAS: '2',
      OUTCRY_REDIS_PASSWORD: 'secret',
      OUTCRY_REDIS_TLS: 'on',
      OUTCRY_TRUST_PROXY: '127.0.0.1, ::1,10.0.0.0/8',
      OUTCRY_OFFICIAL: 'off',
      OUTCRY_OFFICIAL_STAND_IN: '127.0.0.1:9000',
      OUTCRY_PAUSED: 'on',
      OUTCRY_ORIGIN: 'https://outcry.example',
      OUTCRY_RULES: '/srv/pack.json',
      OUTCRY_RULES_KEY: '/srv/rules.pem',
      OUTCRY_RULES_SOURCE: '/srv/source.json',
      OUTCRY_TOKENS: 'required',
      OUTCRY_TOKEN_KEYS: '/srv/keys',
    });
    expect(settings).toEqual({
      host: '::',
      port: 80,
      db: '/srv/outcry.db',
      redis: ['a:1', 'b:2'],
      redisReplicas: 2,
      redisUser: null,
      redisPassword: 'secret',
      redisTls: true,
      trustedProxies: ['127.0.0.1', '::1', '10.0.0.0/8'],
      official: false,
      officialStandIn: '127.0.0.1:9000',
      paused: true,
      origin: 'https://outcry.example',
      rules: '/srv/pack.json',
      rulesKey: '/srv/rules.pem',
      rulesSource: '/srv/source.json',
      tokens: 'required',
      tokenKeys: '/srv/keys',
    });
  });

  it.each([
    ['OUTCRY_HOST', 'not a host'],
    ['OUTCRY_PORT', '65536'],
    ['OUTCRY_PORT', '-1'],
    ['OUTCRY_PORT', '80a'],
    ['OUTCRY_PORT', '8.5'],
    ['OUTCRY_DB', 'data/'],
    ['OUTCRY_REDIS', 'localhost'],
    ['OUTCRY_REDIS', ' , '],
    ['OUTCRY_REDIS_REPLICAS', '6'],
    ['OUTCRY_REDIS_REPLICAS', '-1'],
    ['OUTCRY_REDIS_TLS', 'yes'],
    ['OUTCRY_TRUST_PROXY', 'localhost'],
    ['OUTCRY_TRUST_PROXY', '10.0.0.0/33'],
    ['OUTCRY_TRUST_PROXY', '0.0.0.0/0'],
    ['OUTCRY_TRUST_PROXY', '::/0'],
    ['OUTCRY_TRUST_PROXY', '10.0.0.0/8/8'],
    ['OUTCRY_OFFICIAL', 'yes'],
    ['OUTCRY_OFFICIAL_STAND_IN', 'status.example.com:443'],
    ['OUTCRY_OFFICIAL_STAND_IN', '127.0.0.1'],
    ['OUTCRY_PAUSED', '1'],
    ['OUTCRY_ORIGIN', 'outcry.example'],
    ['OUTCRY_ORIGIN', 'https://outcry.example/'],
    ['OUTCRY_ORIGIN', 'ftp://outcry.example'],
    ['OUTCRY_RULES', 'data/'],
    ['OUTCRY_RULES_KEY', ' '],
    ['OUTCRY_TOKENS', 'on'],
    ['OUTCRY_TOKEN_KEYS', ' '],
  ])('%s may not be %j, and one line says so', (name, value) => {
    let message = '';
    try {
      readSettings({ [name]: value });
    } catch (error) {
      message = explainStartError(error);
    }
    expect(message).toContain(`${name} must be`);
    expect(message).toContain(JSON.stringify(value));
    expect(message).not.toContain('\n');
  });

  it.each([
    ['redis://a:1', { nodes: ['a:1'], tls: false, user: null, password: null }],
    ['rediss://a:1,[::1]:2', { nodes: ['a:1', '[::1]:2'], tls: true, user: null, password: null }],
    ['rediss://:p%40ss@a:1', { nodes: ['a:1'], tls: true, user: null, password: 'p@ss' }],
    ['redis://me@a:1', { nodes: ['a:1'], tls: false, user: 'me', password: 'of its own' }],
    ['redis://me:p,w@a:1, b:2', { nodes: ['a:1', 'b:2'], tls: false, user: 'me', password: 'p,w' }],
  ])('read %s', (text, { nodes, tls, user, password }) => {
    const own = password === 'of its own' ? { OUTCRY_REDIS_PASSWORD: password } : {};
    expect(readSettings({ OUTCRY_REDIS: text, ...own })).toMatchObject({
      redis: nodes,
      redisTls: tls,
      redisUser: user,
      redisPassword: password,
    });
  });

  it.each([
    'rediss://me:secret@a',
    'rediss://me:secret@a:1/0',
    'rediss://me:sec%zzret@a:1',
    'rediss://me:sec@ret@a:1',
    'me:secret@a:1',
    'http://me:secret@a:1',
    'rediss://me:secret@a:1,rediss://b:2',
  ])('do not take the address %s, and do not repeat its password', (text) => {
    const read = () => readSettings({ OUTCRY_REDIS: text });
    expect(read).toThrow(/^OUTCRY_REDIS must be nodes host:port/);
    expect(read).not.toThrow(/sec/);
  });

  const opening = { services: [], clock: Date.now, log: { info() {}, warn() {} }, startMs: 300 };

  it('that name a cluster which does not answer stop the start and name its nodes', async () => {
    const settings = readSettings({ OUTCRY_REDIS: '127.0.0.1:1,127.0.0.1:2' });
    await expect(openStore(settings, opening)).rejects.toThrow(
      /OUTCRY_REDIS must .* 127\.0\.0\.1:1,127\.0\.0\.1:2 did not/,
    );
  });

  it('that name no usable file stop the start and name the file', async () => {
    const settings = readSettings({ OUTCRY_DB: `${new URL(import.meta.url).pathname}/x.db` });
    await expect(openStore(settings, opening)).rejects.toThrow(/OUTCRY_DB must be .*x\.db/);
  });
});
