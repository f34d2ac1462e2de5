import { readServices } from '../../lib/services/read.ts';
import type { Service } from '../../lib/services/schema.ts';

const services = readServices();

/** @returns the bundled service of that id @throws Error when there is none */
export function serviceNamed(id: string): Service {
  const service = services.find((candidate) => candidate.id === id);
  if (!service) throw new Error(`no service "${id}"`);
  return service;
}
