import { parseNetwork } from "../domain/address-list.ts";
import { createReceiverRules, type ReceiverRules } from "../domain/receiver-address.ts";

/** How the template writes that no network is allowed: an environment variable cannot be empty. */
const NONE = "none";

/**
 * The deployer's networks, as the template gives them: `none`, or networks in CIDR notation with commas between them.
 * @throws Error for anything else. The function then does not start: nothing is guessed about where messages may go
 */
export function readReceiverRules(setting: string): ReceiverRules {
  if (setting === NONE) return createReceiverRules([]);
  const networks = setting.split(",").map((text) => {
    const network = parseNetwork(text);
    if (network === undefined) throw new Error("WEBHOOK_ALLOWED_NETWORKS holds what is not a network");
    return network;
  });
  return createReceiverRules(networks);
}
