export type ProgramName = 'Chromium' | 'Firefox' | 'Redis' | 'nginx';
export interface Program {
  readonly name: ProgramName;
  readonly variable: string;
  readonly debian: string;
  readonly commands: readonly string[];
  readonly places: readonly string[];
}
export const PROGRAMS: readonly Program[];
export function findProgram(name: ProgramName): string | null;
export function missingPrograms(names: readonly ProgramName[]): readonly Program[];
