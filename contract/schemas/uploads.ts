import * as z from "zod";
import { DOCUMENT_LIMITS, FILE_TYPES } from "../../functions/domain/configurator/document.ts";
import { UPLOAD_ID } from "../../functions/domain/configurator/values.ts";
import { configuratorId, instant, shortId } from "./common.ts";

export const uploadId = z
  .string()
  .regex(UPLOAD_ID)
  .meta({ description: "Upload id: the value of a file attribute", example: "upl_3kPz7QwXc0VbN5mT8yLd2R" });
const attributeId = z.string().min(1).max(DOCUMENT_LIMITS.idLength);

const contentType = z.enum(FILE_TYPES);
const bytes = z.int().min(1).max(DOCUMENT_LIMITS.fileBytes);

export const createUploadBody = z
  .strictObject({
    configuratorId,
    attributeId: attributeId.meta({ description: "A file attribute of the published version" }),
    contentType,
    bytes: bytes.meta({ description: "Exact size of the file" }),
    name: z.string().min(1).max(255).optional().meta({
      description: "What the shopper calls it. Only the shop sees it, without characters that no file name has.",
    }),
  })
  .meta({ id: "CreateUpload" });

export const upload = z
  .strictObject({
    uploadId,
    url: z.url().meta({ description: "Where to send the form as `multipart/form-data`" }),
    fields: z
      .record(z.string(), z.string())
      .meta({ description: "Fields of the form, to be sent as they are, before one named `file` with the file" }),
    expiresAt: instant.meta({ description: "The form is accepted until then" }),
  })
  .meta({ id: "Upload" });

export const uploadPath = z.strictObject({ uploadId });
const fileFields = {
  name: z.string().meta({ description: "A name that any system can store the file under", example: "logo.png" }),
  contentType,
  bytes,
};
export const completedUpload = z
  .strictObject({
    uploadId,
    ...fileFields,
    expiresAt: instant.nullable().meta({ description: "It must be saved before; null: it is part of a configuration" }),
  })
  .meta({ id: "CompletedUpload" });

export const configurationFilePath = z.strictObject({ shortId, attributeId });
export const configurationFile = z
  .strictObject({
    url: z.url().meta({ description: "Answers a GET with the file, as an attachment" }),
    expiresAt: instant.meta({ description: "The address works until then" }),
    ...fileFields,
  })
  .meta({ id: "ConfigurationFile" });
