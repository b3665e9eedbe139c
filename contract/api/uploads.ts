import type { OperationShape } from "../operation-shape.ts";
import * as uploads from "../schemas/uploads.ts";

/** Shapes of what a page and a shop ask about files. */
export const UPLOAD_SHAPES = {
  createUpload: {
    summary: "Get a form with which a browser sends one file straight to the store",
    body: uploads.createUploadBody,
    status: 200,
    response: uploads.upload,
    errors: ["not_found", "file_not_accepted"],
  },
  completeUpload: {
    summary: "Have a file that was sent checked, so that a configuration can be saved with it",
    path: uploads.uploadPath,
    status: 200,
    response: uploads.completedUpload,
    errors: ["not_found", "file_not_sent", "file_not_accepted"],
  },
  getConfigurationFile: {
    summary: "Get an address from which a file of a saved configuration can be downloaded for a short time",
    path: uploads.configurationFilePath,
    status: 200,
    response: uploads.configurationFile,
    errors: ["not_found"],
  },
} as const satisfies Record<string, OperationShape>;
