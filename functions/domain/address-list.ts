import { BlockList, isIP } from "node:net";

/**
 * Callers' addresses and lists of networks in CIDR notation (RFC 4632, RFC 4291 section 2.3). An IPv4 address that arrives in the form
 * `::ffff:192.0.2.1` (RFC 4291 section 2.5.5.2) is the IPv4 address.
 */
export interface AddressList {
  /** Stored forms. */
  readonly networks: readonly string[];
  includes(address: string): boolean;
}

/** Stored form of one entry: an address becomes the network that holds only it. Undefined when it is neither an address nor a network. */
export function parseNetwork(text: string): string | undefined {
  const [address = "", prefix, ...rest] = text.trim().toLowerCase().split("/");
  const version = isIP(address);
  if (version === 0 || rest.length > 0 || address.includes("%")) return undefined;
  const bits = version === 4 ? 32 : 128;
  if (prefix === undefined) return `${address}/${bits}`;
  if (!/^(?:0|[1-9][0-9]{0,2})$/.test(prefix) || Number(prefix) > bits) return undefined;
  return `${address}/${prefix}`;
}

/** @param networks stored forms only */
export function createAddressList(networks: readonly string[]): AddressList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix] = network.split("/");
    list.addSubnet(address, Number(prefix), isIP(address) === 6 ? "ipv6" : "ipv4");
  }
  return {
    networks,
    includes(address) {
      const version = isIP(address);
      if (version === 0) return false;
      return list.check(address, version === 6 ? "ipv6" : "ipv4");
    },
  };
}

/**
 * Whether every network of a list is part of one network of another. Networks that only together cover a wanted one do not count: this may
 * refuse too much and never too little.
 */
export function areNetworksWithin(held: readonly string[], wanted: readonly string[]): boolean {
  return wanted.every((network) => {
    const [address = "", prefix] = network.split("/");
    return held.some((outer) => {
      const [outerAddress = "", outerPrefix] = outer.split("/");
      const isSameVersion = isIP(address) === isIP(outerAddress);
      return isSameVersion && Number(outerPrefix) <= Number(prefix) && createAddressList([outer]).includes(address);
    });
  });
}
