import type { RandomBytes } from "../domain/base62.ts";
import type { FileStore } from "../store/files.ts";
import type { Table } from "../store/table.ts";

export interface UploadParts {
  readonly catalogue: Table;
  readonly files: FileStore;
  readonly randomBytes: RandomBytes;
}
