import { buildForTests } from '../support/extension/test-build.ts';

/** Runs before the tests of this folder, so that no two of them build at once. */
export default buildForTests;
