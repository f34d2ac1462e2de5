import * as z from 'zod/mini';

/** Tools of which a build keeps a few lines: their wrappers around our own functions. */
const COMPILED_IN = ['node_modules/wxt'];

const ABOUT_HASH = 'sha512-';
const FOLDER = 'node_modules/';

const lockSchema = z.object({
  name: z.string(),
  version: z.string(),
  packages: z.record(
    z.string(),
    z.object({
      version: z.string(),
      license: z.optional(z.string()),
      integrity: z.optional(z.string()),
      dev: z.optional(z.boolean()),
    }),
  ),
});

/** A package as CycloneDX 1.5 has it. */
export interface Component {
  readonly type: 'library';
  readonly 'bom-ref': string;
  readonly name: string;
  readonly version: string;
  readonly purl: string;
  readonly licenses: readonly (
    | { readonly license: { readonly id: string } }
    | { readonly expression: string }
  )[];
  readonly hashes: readonly { readonly alg: 'SHA-512'; readonly content: string }[];
}

/** A list of what is shipped, in the form of CycloneDX 1.5. */
export interface Bill {
  readonly bomFormat: 'CycloneDX';
  readonly specVersion: '1.5';
  readonly version: 1;
  readonly metadata: {
    readonly component: {
      readonly type: 'application';
      readonly name: string;
      readonly version: string;
    };
  };
  readonly components: readonly Component[];
}

type Locked = z.infer<typeof lockSchema>['packages'][string];

function componentOf(path: string, { version, license, integrity }: Locked): Component {
  const name = path.slice(path.lastIndexOf(FOLDER) + FOLDER.length);
  const purl = `pkg:npm/${name.replace('@', '%40')}@${version}`;
  const isOne = license !== undefined && /^[\w.-]+$/.test(license);
  const licence = isOne ? { license: { id: license } } : { expression: license ?? 'NONE' };
  const content = Buffer.from((integrity ?? '').slice(ABOUT_HASH.length), 'base64').toString('hex');
  return {
    type: 'library',
    'bom-ref': purl,
    ...{ name, version, purl },
    licenses: [licence],
    hashes: [{ alg: 'SHA-512', content }],
  };
}

/**
 * Lists what is shipped. npm's own list leaves out packages that a tool needs as well (npm 11.19).
 * @param lock the text of `package-lock.json`
 * @returns equal lists for equal files
 * @throws Error when it is no lockfile
 */
export function billOfMaterials(lock: string): Bill {
  const { name, version, packages } = lockSchema.parse(JSON.parse(lock));
  const components = Object.entries(packages)
    .filter(([path, { dev }]) => path !== '' && (dev !== true || COMPILED_IN.includes(path)))
    .map(([path, locked]) => componentOf(path, locked));
  return {
    bomFormat: 'CycloneDX',
    specVersion: '1.5',
    version: 1,
    metadata: { component: { type: 'application', name, version } },
    components,
  };
}
