import { queryOptions } from "@tanstack/react-query";
import type { Client } from "../../../../../sdk/src/index.ts";

/** Reads one version with its document. It never changes, so it is read once. */
export function versionQuery({
  client,
  workspaceId,
  serviceId,
  version,
}: {
  readonly client: Client;
  readonly workspaceId: string;
  readonly serviceId: string;
  readonly version: number;
}) {
  return queryOptions({
    queryKey: [workspaceId, "gateway-version", serviceId, version],
    queryFn: ({ signal }) => client.gatewayConfigurations.getVersion(serviceId, version, { signal }),
    staleTime: Number.POSITIVE_INFINITY,
  });
}
