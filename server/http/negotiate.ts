/** The encodings a public file is kept in, best first. */
export type Encoding = 'br' | 'gzip' | 'identity';

let lastHeader = '';
let lastChoice: Encoding = 'identity';

/**
 * Chooses among br, gzip and identity by `Accept-Encoding` (RFC 9110, 12.5.3): the highest weight
 * wins, the smaller encoding on a tie. Without the header, or when nothing fits, identity.
 */
export function negotiate(acceptEncoding: string | undefined): Encoding {
  if (acceptEncoding === undefined || acceptEncoding === '') return 'identity';
  // Most readers are browsers that send the same header.
  if (acceptEncoding !== lastHeader) {
    lastHeader = acceptEncoding;
    lastChoice = choose(acceptEncoding);
  }
  return lastChoice;
}

function choose(acceptEncoding: string): Encoding {
  const weights = new Map<string, number>();
  for (const part of acceptEncoding.toLowerCase().split(',')) {
    const [name = '', ...parameters] = part.split(';');
    const q = parameters.map((text) => text.trim()).find((text) => text.startsWith('q='));
    const weight = q === undefined ? 1 : Number(q.slice(2));
    weights.set(name.trim(), Number.isNaN(weight) ? 0 : weight);
  }
  const any = weights.get('*') ?? 0;
  const br = weights.get('br') ?? any;
  const gzip = weights.get('gzip') ?? any;
  // Identity is acceptable unless refused, but only chosen over an encoding when it is preferred by name.
  const identity = weights.get('identity') ?? 0;
  const best = Math.max(br, gzip, identity);
  if (best === 0 || (identity === best && identity > Math.max(br, gzip))) return 'identity';
  return br === best ? 'br' : gzip === best ? 'gzip' : 'identity';
}
