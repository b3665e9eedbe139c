import type { CommitParts } from "../../http/commit.ts";
import type { Table } from "../../store/table.ts";

/** What the operations on applications work with. */
export interface ApplicationParts extends CommitParts {
  readonly telemetry: Table;
}
