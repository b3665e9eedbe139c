import { timingSafeEqual } from "node:crypto";
import { isIP } from "node:net";

/** What CloudFront sends with every request to the API. Only CloudFront and the authorizer know its value. */
export const EDGE_SECRET_HEADER = "latchkey-edge-secret";
/** The viewer's address as CloudFront saw it. CloudFront replaces whatever a viewer writes there. */
export const VIEWER_ADDRESS_HEADER = "latchkey-viewer-address";

/**
 * Gives the address that a request came from. Behind CloudFront the other end of the gateway's connection is CloudFront, which says whom it
 * talks to; it is believed when it shows its secret. Anybody can reach the gateway directly and write any header: then, and without a usable
 * address, the other end of the connection counts. `X-Forwarded-For` never does.
 */
export type ReadCallerAddress = (
  headers: Readonly<Record<string, string | undefined>> | undefined,
  connectionAddress: string,
) => string;

export function createCallerAddressReader(edgeSecret: string): ReadCallerAddress {
  const expected = Buffer.from(edgeSecret);

  function isFromEdge(shown: string | undefined): boolean {
    if (shown === undefined) return false;
    const bytes = Buffer.from(shown);
    return bytes.length === expected.length && timingSafeEqual(bytes, expected);
  }

  return (headers, connectionAddress) => {
    const viewer = headers?.[VIEWER_ADDRESS_HEADER];
    const isBelieved = viewer !== undefined && isIP(viewer) !== 0 && isFromEdge(headers?.[EDGE_SECRET_HEADER]);
    return unmap(isBelieved ? viewer : connectionAddress);
  };
}

/** An IPv4 address in its IPv6 form (RFC 4291 section 2.5.5.2) is shown and compared as the IPv4 address that it is. */
function unmap(address: string): string {
  if (!address.startsWith("::")) return address;
  return /^::ffff:(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1] ?? address;
}
