import type { CommitParts } from "../../http/commit.ts";

/** What the operations on applications work with. */
export type ApplicationParts = CommitParts;
