import { ENVIRONMENTS, type Environment } from "../../../../../functions/domain/application.ts";
import type { GatewayEnvironments } from "../../../../../sdk/src/generated/types.ts";

export const ENVIRONMENT_WORDS: Readonly<Record<Environment, string>> = {
  staging: "Staging",
  production: "Production",
};

/** The environments that have a version now. */
export function environmentsWith(environments: GatewayEnvironments, version: number): readonly Environment[] {
  return ENVIRONMENTS.filter((environment) => environments[environment].version === version);
}

/** Why a version cannot be given to production; undefined when it can. */
export function findPromotionObstacle({ production }: GatewayEnvironments, version: number): string | undefined {
  if (production.version === version) return "Production has it already.";
  return production.pinned ? "Production is pinned. Unpin it first." : undefined;
}
