import * as z from "zod";
import { ENVIRONMENTS } from "../../functions/domain/application.ts";
import { DOCUMENT_DEPTH_MAX } from "../../functions/domain/gateway-environments.ts";
import { isShallow } from "../../functions/domain/json-depth.ts";
import { instant, note, pageOf, pageQuery, VERSION_MAX } from "./common.ts";
import { serviceId } from "./services.ts";

const version = z
  .int()
  .min(1)
  .max(VERSION_MAX)
  .meta({ description: "Version of a gateway configuration, counted from 1", example: 3 });
const versionParameter = z.coerce.number().int().min(1).max(VERSION_MAX);
const environment = z.enum(ENVIRONMENTS).meta({ id: "GatewayEnvironment" });
const document = z
  .record(z.string(), z.unknown())
  .refine((value) => isShallow(value, DOCUMENT_DEPTH_MAX), {
    error: `Nest at most ${DOCUMENT_DEPTH_MAX} lists and objects in each other.`,
  })
  .meta({ description: "Any JSON object up to 256 kB; Latchkey does not look into it" });

export const gatewayConfiguration = z
  .strictObject({
    serviceId,
    environment: environment.nullable().meta({ description: "null when a version was asked for" }),
    version,
    document,
  })
  .meta({ id: "GatewayConfiguration" });

export const gatewayConfigurationVersionSummary = z
  .strictObject({ serviceId, version, comment: note.nullable(), createdAt: instant, createdBy: z.string() })
  .meta({ id: "GatewayConfigurationVersionSummary" });
export const gatewayConfigurationVersionPage = pageOf(
  gatewayConfigurationVersionSummary,
  "GatewayConfigurationVersionPage",
);
export const gatewayConfigurationVersion = gatewayConfigurationVersionSummary
  .extend({ document })
  .meta({ id: "GatewayConfigurationVersion" });

const environmentState = z
  .strictObject({
    version: version.nullable().meta({ description: "null: it has none yet" }),
    pinned: z.boolean().meta({ description: "It keeps its version, whatever is added or promoted" }),
  })
  .meta({ id: "GatewayEnvironmentState" });
export const gatewayEnvironments = z
  .strictObject({
    serviceId,
    latestVersion: version.nullable(),
    staging: environmentState,
    production: environmentState,
  })
  .meta({ id: "GatewayEnvironments" });

export const createGatewayConfigurationVersionBody = z
  .strictObject({ document, comment: note.optional() })
  .meta({ id: "CreateGatewayConfigurationVersion" });
export const promoteGatewayConfigurationBody = z.strictObject({ version }).meta({ id: "PromoteGatewayConfiguration" });
export const pinGatewayConfigurationBody = z
  .strictObject({ environment, version })
  .meta({ id: "PinGatewayConfiguration" });
export const unpinGatewayConfigurationBody = z.strictObject({ environment }).meta({ id: "UnpinGatewayConfiguration" });

export const getGatewayConfigurationQuery = z
  .strictObject({
    environment: environment.optional().meta({ description: "Default: `production`" }),
    version: versionParameter.optional().meta({ description: "A certain version instead of an environment's" }),
  })
  .refine(({ environment, version }) => environment === undefined || version === undefined, {
    error: "Name an environment or a version, not both.",
    path: ["version"],
  });
export const listGatewayConfigurationVersionsQuery = z.strictObject(pageQuery);
export const gatewayConfigurationPath = z.strictObject({ serviceId });
export const gatewayConfigurationVersionPath = z.strictObject({ serviceId, version: versionParameter });
