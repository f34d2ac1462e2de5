import { isIP } from 'node:net';

const PLAIN_V4 = /^\d{1,3}\.\d{1,3}\.\d{1,3}\.\d{1,3}$/;
const MAPPED_V4 =
  /^(?:::|(?:0{1,4}:){5})ffff:(?:(\d+\.\d+\.\d+\.\d+)|([\da-f]{1,4}):([\da-f]{1,4}))$/i;

/** IPv4 that was mapped into IPv6 (RFC 4291, 2.5.5.2), dotted or in hex; anything else as it is. */
function unmapped(address: string): string {
  const [, dotted, high, low] = MAPPED_V4.exec(address) ?? [];
  if (dotted !== undefined) return dotted;
  if (high === undefined || low === undefined) return address;
  const groups = [high, low].map((group) => Number.parseInt(group, 16));
  return groups.flatMap((group) => [group >> 8, group & 0xff]).join('.');
}

/**
 * One plain form of an address as sockets and proxies write it: no port, no brackets, no zone, and
 * IPv4 where it was mapped into IPv6.
 * @returns null when it is not an IP address
 */
export function plainAddress(text: string): string | null {
  let address = text.trim();
  if (PLAIN_V4.test(address)) return isIP(address) === 4 ? address : null;
  const bracketed = /^\[([^\]]+)\](?::\d+)?$/.exec(address);
  if (bracketed?.[1] !== undefined) address = bracketed[1];
  else if (/^[\d.]+:\d+$/.test(address)) address = address.slice(0, address.indexOf(':'));
  const zone = address.indexOf('%');
  if (zone >= 0) address = address.slice(0, zone);
  address = unmapped(address);
  return isIP(address) === 0 ? null : address;
}

/** The first three groups of an IPv6 address, `::` filled in. */
function firstGroups(address: string): string {
  const [left = '', right] = address.toLowerCase().split('::');
  const head = left === '' ? [] : left.split(':');
  if (right !== undefined) {
    // A dotted tail is two groups; it lies behind the first three in every address that is not mapped IPv4.
    const tail = right === '' ? [] : right.replace(/\d+\.\d+\.\d+\.\d+$/, '0:0').split(':');
    while (head.length + tail.length < 8) head.push('0');
    head.push(...tail);
  }
  return head
    .slice(0, 3)
    .map((group) => Number.parseInt(group, 16).toString(16))
    .join(':');
}

/**
 * The network an address counts for: /24 for IPv4, /48 for IPv6. An address of 6to4 (RFC 3056) counts
 * for the IPv4 network it is made of, or each of that network's 256 addresses would be a /48.
 * @param address a plain address, see `plainAddress`
 */
export function networkOf(address: string): string {
  if (address.includes(':')) {
    const groups = firstGroups(address);
    const [prefix, ...ipv4] = groups.split(':');
    if (prefix !== '2002') return `6:${groups}`;
    const bytes = ipv4.map((group) => Number.parseInt(group, 16));
    return `4:${bytes
      .flatMap((group) => [group >> 8, group & 0xff])
      .slice(0, 3)
      .join('.')}`;
  }
  return `4:${address.slice(0, address.lastIndexOf('.'))}`;
}
