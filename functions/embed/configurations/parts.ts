import type { ResponseOf } from "../../../contract/api.ts";
import type { RandomBytes } from "../../domain/base62.ts";
import type { StoredConfiguration } from "../../store/configurations.ts";
import type { Table } from "../../store/table.ts";

/** What the operations on saves work with. */
export interface ConfigurationParts {
  readonly catalogue: Table;
  readonly randomBytes: RandomBytes;
}

/** What a page may see of a save: not what is the shop's own. */
export function formatSaved(configuration: StoredConfiguration): ResponseOf<"updateConfiguration"> {
  const { shortId, configuratorId, version, values, price, createdAt } = configuration;
  return { shortId, configuratorId, version, values, price, createdAt };
}
