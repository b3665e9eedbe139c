import type { Environment } from "./application.ts";

/** Which version an environment of a service's gateway has, and whether it keeps it. */
export interface EnvironmentState {
  /** Absent: it has none yet. */
  readonly version?: number | undefined;
  readonly pinned: boolean;
}

export type Environments = Readonly<Record<Environment, EnvironmentState>> & { readonly latestVersion: number };

export const NO_ENVIRONMENTS: Environments = {
  latestVersion: 0,
  staging: { pinned: false },
  production: { pinned: false },
};

/** A new version: staging gets it unless it is pinned. */
export function addVersion(environments: Environments): Environments {
  const latestVersion = environments.latestVersion + 1;
  const { staging } = environments;
  return { ...environments, latestVersion, staging: staging.pinned ? staging : { ...staging, version: latestVersion } };
}

/** Production gets the version. Undefined when production is pinned. */
export function promote(environments: Environments, version: number): Environments | undefined {
  return environments.production.pinned ? undefined : { ...environments, production: { version, pinned: false } };
}

export function pin(environments: Environments, environment: Environment, version: number): Environments {
  return { ...environments, [environment]: { version, pinned: true } };
}

/** Staging follows the newest version again, from now on; production waits for the next promotion. */
export function unpin(environments: Environments, environment: Environment): Environments {
  const { version, pinned } = environments[environment];
  if (!pinned) return environments;
  const moved = environment === "staging" ? environments.latestVersion : version;
  return { ...environments, [environment]: { version: moved, pinned: false } };
}

/** Versions never change, so the number is a strong validator (RFC 9110 section 8.8.1). */
export function entityTagOf(serviceId: string, version: number): string {
  return `"${serviceId}.${version}"`;
}

export const DOCUMENT_BYTES_MAX = 256 * 1024;
export const DOCUMENT_DEPTH_MAX = 64;
