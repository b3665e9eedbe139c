import type { CommitParts } from "../../http/commit.ts";
import type { SecretBox } from "../../store/secret-box.ts";

/** What the operations on services work with. */
export interface ServiceParts extends CommitParts {
  /** Where the values of service tokens are kept, to be shown again. */
  readonly secretBox: SecretBox;
}
