import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parse } from 'yaml';
import { createMetrics } from '../../../server/metrics.ts';

const read = (name: string) =>
  readFileSync(new URL(`../../../deploy/${name}`, import.meta.url), 'utf8');

/** Every metric that the server gives, as Prometheus names them. */
function given(): ReadonlySet<string> {
  const metrics = createMetrics();
  metrics.answered('reports', 202, 1);
  metrics.refused('busy');
  metrics.officialPoll('statuspage', 'read');
  const text = metrics.render([{ service: 'chatgpt', voices: 1 }]);
  return new Set([...text.matchAll(/^(outcry_\w+)/gm)].map(([, name = '']) => name));
}

interface Dashboard {
  readonly panels: readonly { readonly targets: readonly { readonly expr: string }[] }[];
}
interface Alerts {
  readonly groups: readonly { readonly rules: readonly { readonly expr: string }[] }[];
}

const expressions: Readonly<Record<string, readonly string[]>> = {
  'grafana/outcry.json': (JSON.parse(read('grafana/outcry.json')) as Dashboard).panels.flatMap(
    ({ targets }) => targets.map(({ expr }) => expr),
  ),
  'alerts.yml': (parse(read('alerts.yml')) as Alerts).groups.flatMap(({ rules }) =>
    rules.map(({ expr }) => expr),
  ),
};

it.each(Object.entries(expressions))('deploy/%s asks only for metrics that there are', (_, all) => {
  const named = all.flatMap((expr) => expr.match(/outcry_\w+/g) ?? []);
  expect(named.length).toBeGreaterThan(4);
  expect(named.filter((name) => !given().has(name))).toEqual([]);
});

it('Prometheus is told of the alerts, and asks only this machine', () => {
  const { rule_files, scrape_configs } = parse(read('prometheus.yml')) as {
    rule_files: string[];
    scrape_configs: { static_configs: { targets: string[] }[] }[];
  };
  expect(rule_files).toEqual(['alerts.yml']);
  const targets = scrape_configs.flatMap(({ static_configs }) =>
    static_configs.flatMap((each) => each.targets),
  );
  expect(targets).toEqual(['127.0.0.1:8787']);
});
