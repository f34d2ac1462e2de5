import * as z from 'zod/mini';

const SEVERITIES = ['info', 'low', 'moderate', 'high', 'critical'] as const;

const reportSchema = z.object({
  vulnerabilities: z.record(
    z.string(),
    z.object({ name: z.string(), severity: z.enum(SEVERITIES), range: z.string() }),
  ),
});

const failureSchema = z.object({ message: z.string() });

/** What `npm audit --json` has said. */
export type Audit =
  | { readonly kind: 'checked'; readonly weaknesses: readonly string[] }
  | { readonly kind: 'unreachable'; readonly why: string };

/**
 * Reads the report of `npm audit --json`.
 * @param text its standard output; a registry without advisories gives a message instead of a report
 * @returns one line for each weak package, the worst first
 */
export function readAudit(text: string): Audit {
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
  const weaknesses = Object.values(report.data.vulnerabilities)
    .toSorted((a, b) => SEVERITIES.indexOf(b.severity) - SEVERITIES.indexOf(a.severity))
    .map(({ name, severity, range }) => `${severity}: ${name} ${range}`);
  return { kind: 'checked', weaknesses };
}
