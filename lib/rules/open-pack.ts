import * as z from 'zod/mini';
import { hexDigest } from '../http/hex-digest.ts';
import {
  bytesOfBase64,
  MAX_RULES_AHEAD_MS,
  MAX_RULES_BYTES,
  MAX_RULES_LIFE_MS,
  RULES_SCHEMA,
  rulesFileSchema,
} from '../protocol/rules.ts';
import { hostsNamedIn } from '../services/hosts-named-in.ts';
import { type RulePack, rulePackSchema } from '../services/rule-pack-schema.ts';
import { type PackMemory, type Sequenced, whyOutOfOrder } from './pack-memory.ts';
import type { PinnedKey } from './pinned-key.ts';
import { signersOf } from './signers-of.ts';
import { isAtLeast } from './version.ts';

/** What a pack is held against. */
export interface Opening {
  readonly keys: readonly PinnedKey[];
  /** Hosts that the manifest names: of all services together. */
  readonly hosts: ReadonlySet<string>;
  /** This extension's version, for example `0.1.0`. */
  readonly version: string;
  readonly now: number;
  readonly memory: PackMemory;
}

/** A pack that every check let pass. */
export interface OpenedPack extends Sequenced {
  readonly pack: RulePack;
}

/** Why a pack is refused, in the order in which it is asked. */
export type Refusal =
  | 'too-long'
  | 'no-pack'
  | 'not-signed'
  | 'no-json'
  | 'wrong-form'
  | 'foreign-host'
  | 'older'
  | 'other-bytes'
  | 'too-early'
  | 'expired'
  | 'lives-too-long'
  | 'unknown-schema'
  | 'for-newer-version';

export type Opened =
  | { readonly ok: true; readonly opened: OpenedPack }
  | { readonly ok: false; readonly why: Refusal; readonly detail?: string };

const refused = (why: Refusal, detail?: string): Opened =>
  detail === undefined ? { ok: false, why } : { ok: false, why, detail };

/**
 * Opens a rule pack. Nothing of the payload is parsed before its signature has been checked; it is taken whole or not
 * at all. It never throws.
 * @param text the file as it came
 */
export async function openPack(text: string, opening: Opening): Promise<Opened> {
  if (new TextEncoder().encode(text).byteLength > MAX_RULES_BYTES) return refused('too-long');
  const file = z.safeParse(rulesFileSchema, parseJson(text));
  if (!file.success) return refused('no-pack');
  const payload = bytesOfBase64(file.data.payload);
  const signers = await signersOf(payload, file.data, opening.keys);
  if (signers.length === 0) return refused('not-signed');
  const json = parseJson(textOf(payload));
  if (json === undefined) return refused('no-json');
  const parsed = z.safeParse(rulePackSchema, json);
  if (!parsed.success) return refused('wrong-form', describe(parsed.error.issues[0]));
  const pack = parsed.data;
  const foreign = hostsNamedIn(pack).find((host) => !opening.hosts.has(host));
  if (foreign !== undefined) return refused('foreign-host', foreign);
  const issued = Date.parse(pack.issued);
  const opened = { pack, seq: pack.seq, digest: await hexDigest(payload), issued, signers };
  const memory = opening.memory.filter(({ kid }) => opening.keys.some((key) => key.kid === kid));
  const why =
    whyOutOfOrder(opened, memory) ?? whyNotNow(pack, opening.now) ?? whyNotFor(pack, opening);
  return why ? refused(why, timeOf(why, pack)) : { ok: true, opened };
}

/** @returns whether the pack is good at this time; outside of it the rules hold that the extension brought */
export function isInForce({ expires }: Pick<RulePack, 'expires'>, now: number): boolean {
  return now < Date.parse(expires);
}

function whyNotNow(pack: RulePack, now: number): Refusal | null {
  const [issued, expires] = [Date.parse(pack.issued), Date.parse(pack.expires)];
  if (issued > now + MAX_RULES_AHEAD_MS) return 'too-early';
  if (!isInForce(pack, now)) return 'expired';
  return expires - issued > MAX_RULES_LIFE_MS ? 'lives-too-long' : null;
}

/** @returns the time in the pack that stands against it */
function timeOf(why: Refusal, { issued, expires }: RulePack): string | undefined {
  if (why === 'too-early') return issued;
  return why === 'expired' || why === 'lives-too-long' ? expires : undefined;
}

function whyNotFor({ schema, minExt }: RulePack, { version }: Opening): Refusal | null {
  if (schema !== RULES_SCHEMA) return 'unknown-schema';
  return isAtLeast(version, minExt) ? null : 'for-newer-version';
}

/** @returns undefined for what is no JSON */
function parseJson(text: string | null): unknown {
  if (text === null) return undefined;
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function textOf(bytes: Uint8Array): string | null {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    return null;
  }
}

function describe(issue: z.core.$ZodIssue | undefined): string {
  return `${issue?.path.map(String).join('.') || 'the payload'}: ${issue?.message ?? ''}`;
}
