import type { RulePack } from './rule-pack-schema.ts';

/**
 * @param pattern an address pattern of a rule
 * @returns the host that it names, null for any of its service's
 */
export function hostOfPattern(pattern: string): string | null {
  const slash = pattern.indexOf('/');
  if (slash < 0) return pattern === '' ? null : pattern;
  return slash > 0 ? pattern.slice(0, slash) : null;
}

/** @returns every host that a rule of the pack names: none may be outside the manifest */
export function hostsNamedIn({ services }: Pick<RulePack, 'services'>): readonly string[] {
  const patterns = services.flatMap(({ put = {} }) => [
    ...[...(put.endpoints ?? []), ...(put.pages ?? [])].map(({ path }) => path),
    ...(put.ignore ?? []),
    ...(put.stop ?? []),
  ]);
  return [...new Set(patterns.flatMap((pattern) => hostOfPattern(pattern) ?? []))];
}
