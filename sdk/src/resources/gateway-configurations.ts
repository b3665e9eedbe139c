import type { Call } from "../call.ts";
import type {
  CreateGatewayConfigurationVersion,
  GatewayConfiguration,
  GatewayConfigurationVersion,
  GatewayConfigurationVersionSummary,
  GatewayEnvironments,
  GetGatewayConfigurationQuery,
  ListGatewayConfigurationVersionsQuery,
  PinGatewayConfiguration,
  PromoteGatewayConfiguration,
  UnpinGatewayConfiguration,
} from "../generated/types.ts";
import { createList, type List } from "../list.ts";
import type { CreateOptions, RequestOptions } from "../options.ts";

/** What the API gateway of a service runs with: versions that never change, and which of them staging and production have. */
export interface GatewayConfigurations {
  /** The document of an environment, `production` by default, or of a version. Ends with `not_found` when there is none yet. */
  get(serviceId: string, query?: GetGatewayConfigurationQuery, options?: RequestOptions): Promise<GatewayConfiguration>;
  environments(serviceId: string, options?: RequestOptions): Promise<GatewayEnvironments>;
  /** Newest first, without documents. */
  listVersions(
    serviceId: string,
    query?: ListGatewayConfigurationVersionsQuery,
    options?: RequestOptions,
  ): List<GatewayConfigurationVersionSummary>;
  /** Adds a version, which staging gets unless it is pinned. A retry does not make a second one. */
  createVersion(
    serviceId: string,
    body: CreateGatewayConfigurationVersion,
    options?: CreateOptions,
  ): Promise<GatewayConfigurationVersionSummary>;
  getVersion(serviceId: string, version: number, options?: RequestOptions): Promise<GatewayConfigurationVersion>;
  /** Gives a version to production. Ends with `environment_pinned` while production is pinned. */
  promote(serviceId: string, body: PromoteGatewayConfiguration, options?: RequestOptions): Promise<GatewayEnvironments>;
  /** Holds an environment on a version, whatever is added or promoted. */
  pin(serviceId: string, body: PinGatewayConfiguration, options?: RequestOptions): Promise<GatewayEnvironments>;
  /** Staging goes to the newest version; production keeps its own until the next promotion. */
  unpin(serviceId: string, body: UnpinGatewayConfiguration, options?: RequestOptions): Promise<GatewayEnvironments>;
}

export function createGatewayConfigurations(call: Call): GatewayConfigurations {
  return {
    get: (serviceId, query = {}, options) => call("getGatewayConfiguration", { path: { serviceId }, query }, options),
    environments: (serviceId, options) => call("getGatewayEnvironments", { path: { serviceId } }, options),
    listVersions: (serviceId, query, options) =>
      createList((from) =>
        call("listGatewayConfigurationVersions", { path: { serviceId }, query: { ...query, ...from } }, options),
      ),
    createVersion: (serviceId, body, options) =>
      call("createGatewayConfigurationVersion", { path: { serviceId }, body }, options),
    getVersion: (serviceId, version, options) =>
      call("getGatewayConfigurationVersion", { path: { serviceId, version } }, options),
    promote: (serviceId, body, options) => call("promoteGatewayConfiguration", { path: { serviceId }, body }, options),
    pin: (serviceId, body, options) => call("pinGatewayConfiguration", { path: { serviceId }, body }, options),
    unpin: (serviceId, body, options) => call("unpinGatewayConfiguration", { path: { serviceId }, body }, options),
  };
}
