import preact from '@preact/preset-vite';
import { defineConfig } from 'vitest/config';

/** A project is a folder of `test/`: its name, the environment it needs and how long one test may take. */
function project(name: string, timeoutMs: number, parallel = true) {
  return {
    extends: true as const,
    test: {
      name,
      include: [`test/${name}/**/*.test.{ts,tsx}`],
      environment: 'node',
      testTimeout: timeoutMs,
      hookTimeout: timeoutMs,
      fileParallelism: parallel,
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
      project('server', 20_000),
      project('contract', 30_000),
      project('repo', 60_000),
      project('e2e', 120_000, false),
    ],
  },
});
