import { type LookupAddress, lookup as lookupByDns } from "node:dns";
import { type ClientRequest, Agent as HttpAgent, request as requestByHttp } from "node:http";
import { Agent as HttpsAgent, request as requestByHttps } from "node:https";
import type { LookupFunction } from "node:net";
import { literalAddressOf, type ReceiverRules } from "../domain/receiver-address.ts";
import type { AttemptOutcome, DeliveryFailure } from "../domain/webhook.ts";

/** Posts one message. Never throws: whatever the receiver does, the outcome says so. */
export type Post = (message: {
  readonly url: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}) => Promise<AttemptOutcome>;

export interface ReceiverOptions {
  readonly rules: ReceiverRules;
  /** From the name to the status, everything included. @default 5000 */
  readonly timeoutMs?: number;
  /** @default the resolver of the machine */
  readonly lookup?: ResolveAll;
}

export type ResolveAll = (
  hostname: string,
  callback: (error: NodeJS.ErrnoException | null, addresses: readonly LookupAddress[]) => void,
) => void;

const TIMEOUT_MS = 5000;
const resolveByDns: ResolveAll = (hostname, callback) =>
  lookupByDns(hostname, { all: true }, (error, addresses) => callback(error, addresses ?? []));

/**
 * Sends messages to receivers that nobody vouches for. The address is judged when the connection is made, with the very answer that is
 * connected to: a name that showed a public address before and a private one now is refused. Redirects are not followed and of the answer
 * nothing but the status is read.
 */
export function createReceiver({ rules, timeoutMs = TIMEOUT_MS, lookup = resolveByDns }: ReceiverOptions): Post {
  const agents = {
    "http:": new HttpAgent({ keepAlive: false, lookup: guard("http:", rules, lookup) }),
    "https:": new HttpsAgent({ keepAlive: false, lookup: guard("https:", rules, lookup), minVersion: "TLSv1.2" }),
  };

  return ({ url, headers, body }) =>
    new Promise((resolve) => {
      const target = new URL(url);
      const { protocol } = target;
      if (protocol !== "http:" && protocol !== "https:") return resolve(failed("address_refused"));
      // A written-out address is connected to without asking the hook.
      const literal = literalAddressOf(target);
      if (literal !== undefined && !rules.permits(literal, protocol)) return resolve(failed("address_refused"));

      const request: ClientRequest = (protocol === "https:" ? requestByHttps : requestByHttp)(target, {
        method: "POST",
        agent: agents[protocol],
        signal: AbortSignal.timeout(timeoutMs),
        headers: { ...headers, ...FIXED_HEADERS, "content-length": Buffer.byteLength(body) },
      });
      request.once("response", ({ statusCode = 0 }) => {
        request.destroy();
        const isDelivered = statusCode >= 200 && statusCode < 300;
        resolve(
          isDelivered
            ? { delivered: true, responseStatus: statusCode }
            : { delivered: false, failure: "status_not_2xx", responseStatus: statusCode },
        );
      });
      // Also after the answer, when it is cut off: the outcome stands by then.
      request.on("error", (error) => resolve(failed(failureOf(error))));
      request.end(body);
    });
}

const FIXED_HEADERS = { "content-type": "application/json", "user-agent": "Latchkey-Webhooks/1" };

class AddressRefusedError extends Error {
  override name = "AddressRefusedError";
}

/** One forbidden address among several refuses the name: which of them is taken must not be left to chance. */
function guard(protocol: "http:" | "https:", rules: ReceiverRules, resolveAll: ResolveAll): LookupFunction {
  return (hostname, options, callback) => {
    resolveAll(hostname, (error, addresses) => {
      const [first] = addresses;
      if (error !== null) return callback(error, "");
      if (first === undefined || !addresses.every(({ address }) => rules.permits(address, protocol))) {
        return callback(new AddressRefusedError("the receiver's address is not accepted"), "");
      }
      if (options.all) return callback(null, [...addresses]);
      return callback(null, first.address, first.family);
    });
  };
}

function failed(failure: DeliveryFailure): AttemptOutcome {
  return { delivered: false, failure };
}

function failureOf(error: NodeJS.ErrnoException): DeliveryFailure {
  if (error instanceof AddressRefusedError) return "address_refused";
  if (error.name === "AbortError" || error.name === "TimeoutError") return "timeout";
  const { code = "" } = error;
  if (code === "ENOTFOUND" || code.startsWith("EAI_")) return "name_not_resolved";
  return /TLS|SSL|CERT|SIGNATURE|^EPROTO$/.test(code) ? "tls_failed" : "connection_failed";
}
