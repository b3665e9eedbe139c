import { randomBytes } from "node:crypto";
import { UPLOAD_SHAPES } from "../../contract/api/uploads.ts";
import { UPLOAD_OPERATIONS } from "../../contract/operations/uploads.ts";
import { readEnvironment } from "../environment.ts";
import { createHandler } from "../http/create-handler.ts";
import { createLogger } from "../http/logger.ts";
import { createClient, tableOf } from "../store/client.ts";
import { createFileStore } from "../store/files.ts";
import { completeUpload } from "./complete-upload.ts";
import { createUpload } from "./create-upload.ts";
import { getConfigurationFile } from "./get-file.ts";
import type { UploadParts } from "./parts.ts";

const { CATALOGUE_TABLE, UPLOADS_BUCKET } = readEnvironment("CATALOGUE_TABLE", "UPLOADS_BUCKET");
const parts: UploadParts = {
  catalogue: tableOf(createClient(), CATALOGUE_TABLE),
  files: createFileStore(UPLOADS_BUCKET),
  randomBytes,
};

export const handler = createHandler(
  createLogger(),
  { operations: UPLOAD_OPERATIONS, shapes: UPLOAD_SHAPES },
  {
    createUpload: (request) => createUpload(parts, request),
    completeUpload: (request) => completeUpload(parts, request),
    getConfigurationFile: (request) => getConfigurationFile(parts, request),
  },
);
