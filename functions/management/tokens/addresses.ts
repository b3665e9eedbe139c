import type { FieldError } from "../../../contract/errors.ts";
import { parseNetwork } from "../../domain/address-list.ts";
import { type Refusal, refuse } from "../../http/answer.ts";

/** The stored form of a list of addresses, without repetitions; one bad entry refuses all of them. */
export function readAddresses(entries: readonly string[]): readonly string[] | Refusal {
  const networks = entries.map(parseNetwork);
  const errors = networks.flatMap((network, index): readonly FieldError[] =>
    network === undefined
      ? [
          {
            pointer: `/allowedAddresses/${index}`,
            code: "invalid_address",
            message: `${JSON.stringify(entries[index])} is neither an address nor a network such as 192.0.2.0/24.`,
          },
        ]
      : [],
  );
  if (errors.length > 0) return refuse("invalid_address", { errors });
  return [...new Set(networks.flatMap((network) => (network === undefined ? [] : [network])))];
}
