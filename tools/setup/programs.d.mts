export interface Program {
  readonly name: 'Chromium' | 'Firefox';
  readonly variable: string;
  readonly debian: string;
  readonly commands: readonly string[];
  readonly places: readonly string[];
}
export const PROGRAMS: readonly Program[];
export function findProgram(name: 'Chromium' | 'Firefox'): string | null;
export function missingPrograms(): readonly Program[];
