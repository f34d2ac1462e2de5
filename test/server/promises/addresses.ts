import { createHash } from 'node:crypto';

const V4 = Array.from({ length: 40 }, (_, index) => `203.0.${index + 100}.${index + 101}`);
const V6 = Array.from(
  { length: 40 },
  (_, index) => `2a0e:b1${index + 10}:c3${index + 10}::${index + 1}`,
);

/** The bytes of an IPv6 address of the form above, and of its /48. */
function bytesOf(address: string): readonly Buffer[] {
  const [one = '', two = '', three = '', last = ''] = address.replace('::', ':').split(':');
  const groups = [one, two, three, '0', '0', '0', '0', last].map((group) => group.padStart(4, '0'));
  const bytes = Buffer.from(groups.join(''), 'hex');
  return [bytes, bytes.subarray(0, 6)];
}

/** All addresses that a load comes from, none of which may be found afterwards. */
export const ADDRESSES: readonly string[] = [...V4, ...V6];

/** An address in every form in which it might be kept, unkeyed hashes included. */
function tracesOf(address: string): readonly (string | Buffer)[] {
  const isV4 = address.includes('.');
  const prefix = isV4 ? address.replace(/\.\d+$/, '.') : address.replace(/::.*/, ':');
  const network = isV4 ? `4:${prefix.slice(0, -1)}` : `6:${prefix.slice(0, -1)}`;
  const hashes = [address, network, prefix, prefix.slice(0, -1)].flatMap((text) =>
    ['sha256', 'sha1', 'md5'].flatMap((name) => {
      const digest = createHash(name).update(text).digest();
      return [digest.subarray(0, 16), digest.toString('hex'), digest.toString('base64url')];
    }),
  );
  return [address, prefix, network, ...hashes, ...(isV4 ? [] : bytesOf(address))];
}

/** @param places bytes by where they were found @returns each address with the places that tell of it */
export function tracesFoundIn(
  places: ReadonlyMap<string, Buffer>,
): readonly (readonly [address: string, place: string])[] {
  return ADDRESSES.flatMap((address) =>
    tracesOf(address).flatMap((trace) =>
      [...places]
        .filter(([, bytes]) => bytes.includes(trace))
        .map(([place]) => [address, place] as const),
    ),
  );
}
