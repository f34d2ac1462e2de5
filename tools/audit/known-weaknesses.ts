import * as z from 'zod/mini';

const SEVERITIES = ['info', 'low', 'moderate', 'high', 'critical'] as const;

const reportSchema = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({
      name: z.string(),
      severity: z.enum(SEVERITIES),
      range: z.string(),
      nodes: z.array(z.string()),
    }),
  ),
});

const failureSchema = z.object({ message: z.string() });

const lockSchema = z.object({
  packages: z.record(z.string(), z.object({ dev: z.optional(z.boolean()) })),
});

/** A package that is known to be weak. */
export interface Weakness {
  readonly name: string;
  readonly severity: (typeof SEVERITIES)[number];
  /** The versions that are. */
  readonly range: string;
  /** Whether people get it, or only who works on it. */
  readonly isShipped: boolean;
}

/** What `npm audit --json` has said. */
export type Audit =
  | { readonly kind: 'checked'; readonly weaknesses: readonly Weakness[] }
  | { readonly kind: 'unreachable'; readonly why: string };

/**
 * Reads the report of `npm audit --json`.
 * @param text its standard output; a registry without advisories gives a message instead of a report
 * @param lock the text of the lockfile
 * @returns the weak packages, the worst first
 */
export function readAudit(text: string, lock: string): Audit {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'unreachable', why: 'npm gave no report' };
  }
  const report = reportSchema.safeParse(json);
  if (!report.success) {
    const failure = failureSchema.safeParse(json);
    // What stands behind the dash names the registry.
    const why = failure.success ? failure.data.message.split(' - ')[0] : undefined;
    return { kind: 'unreachable', why: why ?? 'npm gave no report' };
  }
  const { packages } = lockSchema.parse(JSON.parse(lock));
  const weaknesses = Object.values(report.data.vulnerabilities)
    .toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity))
    .map(({ nodes, ...weakness }) => ({
      ...weakness,
      isShipped: nodes.some((path) => packages[path]?.dev !== true),
    }));
  return { kind: 'checked', weaknesses };
}
