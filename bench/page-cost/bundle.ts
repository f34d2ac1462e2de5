import { fileURLToPath } from 'node:url';
import { build } from 'vite';

/**
 * @param name a script in `page/`
 * @returns it and all that it imports as one minified script, as a site would ship it
 */
export async function bundle(name: string): Promise<string> {
  const result = await build({
    configFile: false,
    logLevel: 'error',
    define: { 'process.env.NODE_ENV': '"production"', __SENTRY_DEBUG__: 'false' },
    build: {
      write: false,
      target: 'es2024',
      lib: {
        entry: fileURLToPath(new URL(`page/${name}.ts`, import.meta.url)),
        formats: ['iife'],
        name: 'bench',
      },
    },
  });
  const outputs = (Array.isArray(result) ? result : [result]).flatMap((one) =>
    'output' in one ? one.output : [],
  );
  const [script] = outputs;
  if (script?.type !== 'chunk') throw new Error(`The script "${name}" was not bundled.`);
  return script.code;
}
