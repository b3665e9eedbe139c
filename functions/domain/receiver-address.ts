import { BlockList, isIP } from "node:net";
import { type AddressList, createAddressList } from "./address-list.ts";

/**
 * Where a message may be sent. Whoever may create a webhook can make the platform connect to an address of their choice, so only the
 * public internet is reached, and what the deployer has allowed.
 */
export interface ReceiverRules {
  /** Whether any address at all may be reached without TLS. */
  readonly allowsPlainText: boolean;
  /** @param address IPv4 or IPv6, written out; anything else is refused */
  permits(address: string, protocol: "http:" | "https:"): boolean;
}

/** @param allowedNetworks in the stored form of `parseNetwork`: what the deployer lets messages reach besides the public internet, also without TLS */
export function createReceiverRules(allowedNetworks: readonly string[]): ReceiverRules {
  const allowed: AddressList = createAddressList(allowedNetworks);
  return {
    allowsPlainText: allowedNetworks.length > 0,
    permits(address, protocol) {
      // `::ffff:10.0.0.1` is an address of IPv4 in disguise: no resolver has a reason to give one.
      if (isIP(address) === 6 && isMapped(address)) return false;
      if (allowed.includes(address)) return true;
      return protocol === "https:" && isPublic(address);
    },
  };
}

/** The address that a URL writes out in the place of a name, which nobody has to resolve. Undefined when it is a name. */
export function literalAddressOf({ hostname }: Pick<URL, "hostname">): string | undefined {
  const host = hostname.replace(/^\[(.*)\]$/, "$1");
  return isIP(host) === 0 ? undefined : host;
}

/** Not of the public internet: IANA's registries of special-purpose addresses (RFC 6890 and what was added since). */
const SPECIAL_IPV4 = createBlockList("ipv4", [
  "0.0.0.0/8", // this network (RFC 791)
  "10.0.0.0/8", // private (RFC 1918)
  "100.64.0.0/10", // carrier-grade NAT (RFC 6598)
  "127.0.0.0/8", // loopback
  "169.254.0.0/16", // link-local; the metadata service of cloud machines is here
  "172.16.0.0/12", // private
  "192.0.0.0/24", // protocol assignments
  "192.0.2.0/24", // documentation
  "192.88.99.0/24", // 6to4 relays
  "192.168.0.0/16", // private
  "198.18.0.0/15", // benchmarks
  "198.51.100.0/24", // documentation
  "203.0.113.0/24", // documentation
  "224.0.0.0/4", // multicast
  "240.0.0.0/4", // reserved, and broadcast
]);
/** Only this part of IPv6 is given out for the public internet; what it leaves out needs no list. */
const PUBLIC_IPV6 = createBlockList("ipv6", ["2000::/3"]);
const SPECIAL_IPV6 = createBlockList("ipv6", [
  "2001::/23", // protocol assignments, Teredo among them
  "2001:db8::/32", // documentation
  "2002::/16", // 6to4: an address of IPv4 inside
  "3fff::/20", // documentation
]);
const MAPPED_IPV6 = createBlockList("ipv6", ["::ffff:0:0/96"]);

function isPublic(address: string): boolean {
  switch (isIP(address)) {
    case 4:
      return !SPECIAL_IPV4.check(address, "ipv4");
    case 6:
      return PUBLIC_IPV6.check(address, "ipv6") && !SPECIAL_IPV6.check(address, "ipv6");
    default:
      return false;
  }
}

function isMapped(address: string): boolean {
  return MAPPED_IPV6.check(address, "ipv6");
}

function createBlockList(family: "ipv4" | "ipv6", networks: readonly string[]): BlockList {
  const list = new BlockList();
  for (const network of networks) {
    const [address = "", prefix] = network.split("/");
    list.addSubnet(address, Number(prefix), family);
  }
  return list;
}
