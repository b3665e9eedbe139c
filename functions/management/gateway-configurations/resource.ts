import type { ResponseOf } from "../../../contract/api.ts";
import type { EnvironmentState, Environments } from "../../domain/gateway-environments.ts";
import type { StoredGatewayVersion } from "../../store/gateway-configurations.ts";

export function formatEnvironments(
  serviceId: string,
  { latestVersion, staging, production }: Environments,
): ResponseOf<"getGatewayEnvironments"> {
  return {
    serviceId,
    latestVersion: latestVersion === 0 ? null : latestVersion,
    staging: formatState(staging),
    production: formatState(production),
  };
}

function formatState({ version, pinned }: EnvironmentState) {
  return { version: version ?? null, pinned };
}

export function formatVersion(
  serviceId: string,
  { version, comment, createdAt, createdBy }: StoredGatewayVersion,
): ResponseOf<"createGatewayConfigurationVersion"> {
  return { serviceId, version, comment: comment ?? null, createdAt, createdBy };
}
