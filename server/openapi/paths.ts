import { PAGE_PATHS } from './page-paths.ts';
import { PROGRAM_PATHS } from './program-paths.ts';

/** Every path that the server answers. */
export const PATHS = { ...PROGRAM_PATHS, ...PAGE_PATHS };
