import type { Environment } from "../../domain/application.ts";
import { entityTagOf, NO_ENVIRONMENTS } from "../../domain/gateway-environments.ts";
import { type Answer, isRefusal, type Refusal, refuse } from "../../http/answer.ts";
import type { AuthorizedRequest } from "../../http/create-handler.ts";
import { isMatch } from "../../http/entity-tag.ts";
import {
  type GatewayAddress,
  listGatewayVersions,
  readEnvironments,
  readGatewayDocument,
  readGatewayVersion,
} from "../../store/gateway-configurations.ts";
import { findAddress, type GatewayParts } from "./parts.ts";
import { formatEnvironments, formatVersion } from "./resource.ts";

/** What a gateway asks for again and again: while its version stays, the answer is a 304 that reads no document. */
export async function getConfiguration(
  parts: GatewayParts,
  request: AuthorizedRequest<"getGatewayConfiguration">,
): Promise<Answer | Refusal> {
  const { path, query, headers } = request;
  const address = await findAddress(parts, request, path.serviceId);
  if (isRefusal(address)) return address;
  const environment = query.version === undefined ? (query.environment ?? "production") : undefined;
  const version = query.version ?? (await versionOf(parts, address, environment));
  if (version === undefined) return refuse("not_found");
  const etag = entityTagOf(address.serviceId, version);
  const caching = { etag, "cache-control": "private, no-cache" };
  // An environment's version is known to exist; one that the caller made up is not.
  if (environment !== undefined && isMatch(headers["if-none-match"], etag)) return { status: 304, headers: caching };
  const document = await readGatewayDocument(parts.catalogue, address, version);
  if (document === undefined) return refuse("not_found");
  if (isMatch(headers["if-none-match"], etag)) return { status: 304, headers: caching };
  const head = JSON.stringify({ serviceId: address.serviceId, environment: environment ?? null, version });
  return { status: 200, json: withDocument(head, document), headers: caching };
}

async function versionOf(
  { catalogue }: GatewayParts,
  address: GatewayAddress,
  environment: Environment | undefined,
): Promise<number | undefined> {
  const environments = await readEnvironments(catalogue, address);
  return environment === undefined ? undefined : environments?.[environment].version;
}

export async function getEnvironments(
  parts: GatewayParts,
  request: AuthorizedRequest<"getGatewayEnvironments">,
): Promise<Answer | Refusal> {
  const address = await findAddress(parts, request, request.path.serviceId);
  if (isRefusal(address)) return address;
  const environments = (await readEnvironments(parts.catalogue, address)) ?? NO_ENVIRONMENTS;
  return { status: 200, body: formatEnvironments(address.serviceId, environments) };
}

export async function listVersionsPage(
  parts: GatewayParts,
  request: AuthorizedRequest<"listGatewayConfigurationVersions">,
): Promise<Answer | Refusal> {
  const address = await findAddress(parts, request, request.path.serviceId);
  if (isRefusal(address)) return address;
  const { limit, cursor } = request.query;
  const page = await listGatewayVersions(parts.catalogue, address, { limit, cursor });
  if (page === undefined) return refuse("invalid_cursor");
  const items = page.items.map((version) => formatVersion(address.serviceId, version));
  return { status: 200, body: { items, nextCursor: page.nextCursor } };
}

export async function getVersion(
  parts: GatewayParts,
  request: AuthorizedRequest<"getGatewayConfigurationVersion">,
): Promise<Answer | Refusal> {
  const address = await findAddress(parts, request, request.path.serviceId);
  if (isRefusal(address)) return address;
  const { version } = request.path;
  const [summary, document] = await Promise.all([
    readGatewayVersion(parts.catalogue, address, version),
    readGatewayDocument(parts.catalogue, address, version),
  ]);
  if (summary === undefined || document === undefined) return refuse("not_found");
  return { status: 200, json: withDocument(JSON.stringify(formatVersion(address.serviceId, summary)), document) };
}

/** The stored JSON text goes out as it is. */
function withDocument(head: string, document: string): string {
  return `${head.slice(0, -1)},"document":${document}}`;
}
