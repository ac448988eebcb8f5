/** The bits of an IP address, IPv4 as its IPv6 form, so that both compare alike; undefined when it is none. */
function bitsOf(address: string): bigint | undefined {
  const plain = address
    .trim()
    .replace(/^\[(.*)\]$/, '$1')
    .replace(/%.*$/, '');
  const four = /^(?:::ffff:)?(\d{1,3})\.(\d{1,3})\.(\d{1,3})\.(\d{1,3})$/i.exec(plain);
  if (four) {
    const bytes = four.slice(1).map(Number);
    if (bytes.some((byte) => byte > 255)) return undefined;
    return bytes.reduce((bits, byte) => (bits << 8n) | BigInt(byte), 0xffffn);
  }
  if (!/^[0-9a-f:]{2,39}$/i.test(plain)) return undefined;
  const halves = plain.split('::');
  if (halves.length > 2) return undefined;
  const groups = halves.map((half) => (half === '' ? [] : half.split(':')));
  const written = groups.flat();
  if (written.some((group) => !/^[0-9a-f]{1,4}$/i.test(group))) return undefined;
  const missing = 8 - written.length;
  if (halves.length === 1 ? missing !== 0 : missing < 1) return undefined;
  const all = [...(groups[0] ?? []), ...new Array<string>(missing).fill('0'), ...(groups[1] ?? [])];
  return all.reduce((bits, group) => (bits << 16n) | BigInt(`0x${group}`), 0n);
}

/** Whether an address lies in a network, written `192.0.2.0/24`, `2001:db8::/32`, or as one address. */
export function inNetwork(address: string, network: string): boolean {
  const [base = '', length, ...rest] = network.trim().split('/');
  const left = bitsOf(address);
  const right = bitsOf(base);
  if (left === undefined || right === undefined || rest.length > 0) return false;
  const width = base.includes(':') ? 128 : 32;
  if (length !== undefined && (!/^\d{1,3}$/.test(length) || Number(length) > width)) return false;
  const host = BigInt(width - Number(length ?? width));
  return left >> host === right >> host;
}

/** Whether an address lies in one of the networks. An address that is not known does not. */
export function inNetworks(address: string | undefined, networks: readonly string[]): boolean {
  return address !== undefined && networks.some((network) => inNetwork(address, network));
}
