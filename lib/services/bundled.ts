import { type Service, serviceSchema } from './schema.ts';

const files = import.meta.glob<unknown>('./*.json', { eager: true, import: 'default' });

/** Every service in the package, in order of id, for the extension's parts (the server reads the same files itself). */
export const bundledServices: readonly Service[] = Object.values(files).map((file) =>
  serviceSchema.parse(file),
);
