import { DATA_VERSION, OLDEST_DATA_VERSION } from "./data-version.ts";
import type { Release } from "./migration.ts";

/** No release has changed the form of the data yet. */
export const RELEASE: Release = {
  dataVersion: DATA_VERSION,
  oldestDataVersion: OLDEST_DATA_VERSION,
  migrations: [],
};
