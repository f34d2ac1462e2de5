import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { Redis } from 'ioredis';
import { findProgram } from '../../../tools/setup/programs.mjs';
import type { Certificate } from '../certificate.ts';

/** A cluster behind TLS, whose default user has a password and beside which there is another user. */
export interface RedisSecurity {
  readonly certificate: Certificate;
  /** Of the default user; the nodes use it among themselves. */
  readonly password: string;
  /** A line of an ACL file. */
  readonly user: string;
}

/** Where one node of a cluster listens and keeps its files. */
export interface RedisNodeOptions {
  readonly id: string;
  readonly port: number;
  readonly busPort: number;
  /** The port that others are told: a proxy's, or its own. */
  readonly announcedPort: number;
  readonly folder: string;
  /** The first `nodes.conf`: what the node knows of the cluster. */
  readonly nodesConf: string;
  /** After how long without an answer others take it for dead. Milliseconds. */
  readonly nodeTimeoutMs: number;
  readonly security?: RedisSecurity;
  /** A command line before the program's own, such as `prlimit`. */
  readonly wrapper?: readonly string[];
}

/** A real `redis-server` in cluster mode on loopback, in a process of its own. */
export interface RedisNode {
  readonly port: number;
  /** Where its files are. */
  readonly folder: string;
  /** A connection to this very node, past any proxy. */
  readonly direct: Redis;
  pid(): number;
  signal(name: NodeJS.Signals): void;
  /** Ends the process at once, as a power cut does. */
  kill(): Promise<void>;
  /** Starts the process again on the same files. */
  restart(): Promise<void>;
  end(): Promise<void>;
}

/** Writes down who may speak to the node. @returns what it must be told for that */
function secured(options: RedisNodeOptions, security: RedisSecurity): Record<string, string> {
  const { port, announcedPort, folder } = options;
  const { certificate, password, user } = security;
  const write = (name: string, text: string) => {
    const path = join(folder, name);
    writeFileSync(path, text);
    return path;
  };
  const cert = write('node.crt', certificate.cert);
  return {
    port: '0',
    'tls-port': String(port),
    'cluster-announce-tls-port': String(announcedPort),
    'tls-cert-file': cert,
    'tls-key-file': write('node.key', certificate.key),
    'tls-ca-cert-file': cert,
    'tls-auth-clients': 'no',
    'tls-cluster': 'yes',
    'tls-replication': 'yes',
    aclfile: write('users.acl', `user default on >${password} ~* &* +@all\n${user}\n`),
    masterauth: password,
  };
}

async function answers(redis: Redis): Promise<boolean> {
  return redis.ping().then(
    () => true,
    () => false,
  );
}

/** Starts the node and waits until it answers. */
export async function startRedisNode(options: RedisNodeOptions): Promise<RedisNode> {
  const { port, folder, security, wrapper = [] } = options;
  const program = findProgram('Redis');
  if (program === null) throw new Error('redis-server is missing: run npm run setup -- --servers');
  mkdirSync(folder);
  writeFileSync(join(folder, 'nodes.conf'), options.nodesConf);
  const words: Record<string, string | number> = {
    port,
    bind: '127.0.0.1',
    dir: folder,
    'cluster-enabled': 'yes',
    'cluster-port': options.busPort,
    'cluster-announce-port': options.announcedPort,
    'cluster-node-timeout': options.nodeTimeoutMs,
    'cluster-require-full-coverage': 'no',
    'cluster-replica-validity-factor': 0,
    'repl-diskless-sync': 'yes',
    'repl-diskless-sync-delay': 0,
    appendonly: 'yes',
    save: '',
    'enable-debug-command': 'local',
    ...(security ? secured(options, security) : {}),
  };
  const flags = Object.entries(words).flatMap(([name, value]) => [`--${name}`, String(value)]);
  const direct = new Redis({
    port,
    lazyConnect: true,
    retryStrategy: () => 50,
    maxRetriesPerRequest: 0,
    commandTimeout: 2_000,
    ...(security ? { password: security.password, tls: { ca: security.certificate.cert } } : {}),
  });
  direct.on('error', () => undefined);

  let child: ChildProcess;
  const launch = async () => {
    const [command = program, ...rest] = [...wrapper, program, ...flags];
    child = spawn(command, rest, { stdio: 'ignore' });
    const gone = once(child, 'exit').then(() => {
      throw new Error(`redis-server on port ${port} ended`);
    });
    const ready = (async () => {
      while (!(await answers(direct))) await new Promise((resolve) => setTimeout(resolve, 30));
    })();
    await Promise.race([ready, gone]);
    gone.catch(() => undefined);
  };
  const end = async (name: NodeJS.Signals) => {
    if (child.exitCode !== null || child.signalCode !== null) return;
    const gone = once(child, 'exit');
    child.kill(name);
    await gone;
  };
  await launch();
  return {
    port,
    folder,
    direct,
    pid: () => child.pid ?? 0,
    signal: (name) => void child.kill(name),
    kill: () => end('SIGKILL'),
    restart: launch,
    async end() {
      direct.disconnect();
      await end('SIGKILL');
    },
  };
}
