import * as z from 'zod/mini';

// Import this first in every entrypoint: zod would try `new Function`, which the
// extension's CSP forbids and reports as a violation (zod 4, `jitless`).
z.config({ jitless: true });
