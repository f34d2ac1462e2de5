/** @param node `host:port`, with brackets around an IPv6 address */
export function addressOf(node: string): { host: string; port: number } {
  const at = node.lastIndexOf(':');
  return {
    host: node.slice(0, at).replaceAll(/^\[|\]$/g, ''),
    port: Number(node.slice(at + 1)),
  };
}
