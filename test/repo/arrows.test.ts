import { describe, expect, it } from 'vitest';
import { readServices } from '../../lib/services/read.ts';
import { readSources, type SourceFile } from './source-files.ts';

const extension = readSources(['entrypoints', 'components', 'lib']);
const server = readSources(['server']);
const all = [...extension, ...server];

function below(files: readonly SourceFile[], ...folders: readonly string[]): readonly SourceFile[] {
  return files.filter((file) => folders.some((folder) => file.path.startsWith(`${folder}/`)));
}

function offenders(
  files: readonly SourceFile[],
  isWrong: (imported: string) => boolean,
): readonly string[] {
  return files.flatMap((file) =>
    file.imports.filter(isWrong).map((imported) => `${file.path} → ${imported}`),
  );
}

function withoutComments(text: string): string {
  return text.replaceAll(/\/\*[\s\S]*?\*\//g, '').replaceAll(/(^|\s)\/\/.*$/gm, '');
}

describe('import arrows', () => {
  it('finds the sources it is about', () => {
    expect(extension.length).toBeGreaterThan(20);
    expect(server.length).toBeGreaterThan(10);
    expect(all.flatMap((file) => file.imports).length).toBeGreaterThan(100);
  });

  it('lets the protocol import nothing but zod and itself', () => {
    const allowed = /^(zod\/mini|lib\/protocol\/)/;
    expect(offenders(below(all, 'lib/protocol'), (imported) => !allowed.test(imported))).toEqual(
      [],
    );
  });

  it('lets the server import of the extension only the protocol and the services', () => {
    const foreign = /^(lib\/(?!protocol\/|services\/)|entrypoints\/|components\/|tools\/|test\/)/;
    expect(offenders(server, (imported) => foreign.test(imported))).toEqual([]);
  });

  it('lets no part of the extension import server, tools or tests', () => {
    expect(
      offenders(extension, (imported) => /^(server|tools|test|bench)\//.test(imported)),
    ).toEqual([]);
  });

  it('lets lib import no entrypoint and no component', () => {
    const wrong = (imported: string) => /^(entrypoints|components)\//.test(imported);
    expect(offenders(below(all, 'lib'), wrong)).toEqual([]);
  });

  it('keeps the browser API in lib/platform', () => {
    const elsewhere = extension.filter((file) => !file.path.startsWith('lib/platform/'));
    const wrong = (imported: string) => /^(wxt\/browser|webextension-polyfill)/.test(imported);
    expect(offenders(elsewhere, wrong)).toEqual([]);
    const users = elsewhere.filter((file) =>
      /\b(?:browser|chrome)\.\w+\b/.test(withoutComments(file.text)),
    );
    expect(users.map((file) => file.path)).toEqual([]);
  });

  it('keeps entrypoints to wiring of at most 40 lines', () => {
    const long = below(all, 'entrypoints').filter((file) => file.text.split('\n').length > 41);
    expect(long.map((file) => file.path)).toEqual([]);
  });
});

describe('pure parts', () => {
  const impure =
    /\b(Date\.now|new Date\(\)|Math\.random|performance\.now|fetch\(|setTimeout|setInterval|console\.|indexedDB|crypto\.|process\.)/;

  it.each(['lib/protocol', 'lib/detect', 'server/verdict'])(
    '%s has no clock, chance, network or storage',
    (folder) => {
      const files = below(all, folder);
      expect(files.length).toBeGreaterThan(0);
      expect(
        files.filter((file) => impure.test(withoutComments(file.text))).map((file) => file.path),
      ).toEqual([]);
      expect(offenders(files, (imported) => imported.startsWith('node:'))).toEqual([]);
    },
  );

  it('names no chatbot in the engine', () => {
    const words = readServices().flatMap((service) => [
      ...service.hosts,
      service.name,
      service.vendor,
    ]);
    const engine = below(
      all,
      'lib/detect',
      'lib/watch',
      'lib/journal',
      'lib/report',
      'server/verdict',
      'server/store',
    );
    const naming = engine.filter((file) =>
      words.some((word) => withoutComments(file.text).includes(word)),
    );
    expect(naming.map((file) => file.path)).toEqual([]);
  });
});
