import preact from '@preact/preset-vite';
import { defineConfig, type UserWorkspaceConfig as ProjectConfig } from 'vitest/config';

/** A project is a folder of `test/`: its name, how long one test may take, and what only its tests need. */
function project(name: string, timeoutMs: number, needs: ProjectConfig['test'] = {}) {
  return {
    extends: true as const,
    test: {
      name,
      include: [`test/${name}/**/*.test.{ts,tsx}`],
      environment: 'node',
      testTimeout: timeoutMs,
      hookTimeout: timeoutMs,
      // A worker goes from file to file: modules are read once, and browsers started once.
      isolate: false,
      ...needs,
    },
  };
}

export default defineConfig({
  plugins: [preact()],
  define: { __OUTCRY_SERVER__: JSON.stringify('http://127.0.0.1:8787') },
  test: {
    maxWorkers: 2,
    projects: [
      project('unit', 20_000),
      // What stands in for the browser's API in one file must not do so in the next.
      project('edges', 20_000, { isolate: true }),
      project('server', 20_000),
      project('contract', 30_000),
      project('repo', 60_000),
      project('e2e', 120_000, { globalSetup: 'test/e2e/build.ts' }),
    ],
  },
});
