import { type Environments, NO_ENVIRONMENTS, pin, promote, unpin } from "../../domain/gateway-environments.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import { commit } from "../../http/commit.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { readEnvironments, writeEnvironments } from "../../store/gateway-configurations.ts";
import { findAddress, type GatewayParts } from "./parts.ts";
import { formatEnvironments } from "./resource.ts";

type Move = AuthorizedRequest<"promoteGatewayConfiguration" | "pinGatewayConfiguration" | "unpinGatewayConfiguration">;

export async function promoteVersion(
  parts: GatewayParts,
  request: AuthorizedRequest<"promoteGatewayConfiguration">,
): Promise<Answer | Refusal> {
  const { version } = request.body;
  return move(parts, request, (before) =>
    version > before.latestVersion ? refuseVersion() : (promote(before, version) ?? refuse("environment_pinned")),
  );
}

export async function pinVersion(
  parts: GatewayParts,
  request: AuthorizedRequest<"pinGatewayConfiguration">,
): Promise<Answer | Refusal> {
  const { environment, version } = request.body;
  return move(parts, request, (before) =>
    version > before.latestVersion ? refuseVersion() : pin(before, environment, version),
  );
}

export async function unpinVersion(
  parts: GatewayParts,
  request: AuthorizedRequest<"unpinGatewayConfiguration">,
): Promise<Answer | Refusal> {
  return move(parts, request, (before) => unpin(before, request.body.environment));
}

async function move(
  parts: GatewayParts,
  request: Move,
  decide: (before: Environments) => Environments | Refusal,
): Promise<Answer | Refusal> {
  const { catalogue } = parts;
  const address = await findAddress(parts, request, request.path.serviceId);
  if (isRefusal(address)) return address;
  const before = await readEnvironments(catalogue, address);
  const after = decide(before ?? NO_ENVIRONMENTS);
  if (isRefusal(after)) return after;
  const answer = { status: 200, body: formatEnvironments(address.serviceId, after) };
  // There is nothing to unpin before the first version.
  if (before === undefined || after === before) return answer;
  const change = {
    target: { type: "service", id: address.serviceId },
    before: { staging: before.staging, production: before.production },
    after: { staging: after.staging, production: after.production },
  };
  const outcome = await commit(parts, request, change, [writeEnvironments(catalogue, address, before, after)]);
  return outcome.written ? answer : refuse("changed_meanwhile");
}

function refuseVersion(): Refusal {
  return refuse("not_found", {
    errors: [{ pointer: "/version", code: "not_found", message: "There is no such version." }],
  });
}
