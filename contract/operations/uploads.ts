import { configurator, embed, type Operation } from "../operation.ts";

/** Files that shoppers add to what they configure. */
export const UPLOAD_OPERATIONS = {
  createUpload: {
    method: "POST",
    path: "/embed/v1/uploads",
    function: "uploads",
    ...embed("embed:save", "write"),
  },
  completeUpload: {
    method: "POST",
    path: "/embed/v1/uploads/{uploadId}/complete",
    function: "uploads",
    ...embed("embed:save", "write"),
  },
  getConfigurationFile: {
    method: "GET",
    path: "/v1/configurations/{shortId}/files/{attributeId}",
    function: "uploads",
    ...configurator("read", "viewer"),
  },
} as const satisfies Record<string, Operation>;
