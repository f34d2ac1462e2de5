import { hostsNamedIn } from '../../lib/services/hosts-named-in.ts';
import { type RulesSource, rulesSourceSchema } from '../../lib/services/rule-pack-schema.ts';
import type { Service } from '../../lib/services/schema.ts';

/** A source file that can be signed, or what is wrong with it and where. */
export type ReadSource = { readonly source: RulesSource } | { readonly why: string };

/**
 * @param text of a source file
 * @param services whose hosts its rules may name
 */
export function readSource(
  text: string,
  services: readonly Pick<Service, 'hosts' | 'requestHosts'>[],
): ReadSource {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch (error) {
    return { why: `no JSON: ${error instanceof Error ? error.message : error}` };
  }
  const parsed = rulesSourceSchema.safeParse(json);
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const unknown = issue?.code === 'unrecognized_keys' ? ` (${issue.keys.join(', ')})` : '';
    return {
      why: `${issue?.path.map(String).join('.') || 'the file'}: ${issue?.message}${unknown}`,
    };
  }
  const known = new Set(services.flatMap((each) => [...each.hosts, ...each.requestHosts]));
  const foreign = hostsNamedIn(parsed.data).find((host) => !known.has(host));
  return foreign === undefined
    ? { source: parsed.data }
    : { why: `${foreign} is no host of the extension's manifest` };
}
