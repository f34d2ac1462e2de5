import { BlockList, isIP } from 'node:net';

/** Says of a plain address (see `plainAddress`) whether it is a proxy whose word is believed. */
export type TrustedProxies = (address: string) => boolean;

/** @param entries addresses and networks such as `10.0.0.0/8`, each valid */
export function createTrustedProxies(entries: readonly string[]): TrustedProxies {
  const addresses = new Set(entries.filter((entry) => isIP(entry) === 4));
  const networks = new BlockList();
  // An IPv6 address can be written in many ways; as a network of one it is compared as a number.
  for (const entry of entries.filter((text) => !addresses.has(text))) {
    const [address = '', bits = '128'] = entry.split('/');
    networks.addSubnet(address, Number(bits), isIP(address) === 6 ? 'ipv6' : 'ipv4');
  }
  const hasNetworks = networks.rules.length > 0;
  return (address) =>
    addresses.has(address) ||
    (hasNetworks && networks.check(address, address.includes(':') ? 'ipv6' : 'ipv4'));
}
