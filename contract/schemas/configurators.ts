import * as z from "zod";
import { configuratorId, instant, label, note, pageOf, pageQuery, VERSION_MAX, versionNumber } from "./common.ts";
import { configuratorDocument } from "./configurator-document.ts";

const summary = {
  id: configuratorId,
  name: label,
  publishedVersion: versionNumber.nullable(),
  latestVersion: versionNumber.nullable(),
  createdAt: instant,
  createdBy: z.string(),
  updatedAt: instant,
};
export const configuratorSummary = z.strictObject(summary).meta({ id: "ConfiguratorSummary" });
export const configuratorPage = pageOf(configuratorSummary, "ConfiguratorPage");
export const configurator = z
  .strictObject({
    ...summary,
    draft: configuratorDocument,
    draftRevision: z.int().min(1).meta({ description: "Counts every change of the draft" }),
  })
  .meta({ id: "Configurator" });

export const createConfiguratorBody = z
  .strictObject({ name: label, draft: configuratorDocument })
  .meta({ id: "CreateConfigurator" });
export const updateConfiguratorBody = z
  .strictObject({
    name: label.optional(),
    draft: configuratorDocument.optional().meta({ description: "Replaces the whole draft" }),
    draftRevision: z
      .int()
      .min(1)
      .optional()
      .meta({ description: "Refuse with 409 `changed_meanwhile` unless the draft still has this revision" }),
  })
  .meta({ id: "UpdateConfigurator", description: "Only the fields that are given change" });

export const configuratorVersionSummary = z
  .strictObject({
    configuratorId,
    version: versionNumber,
    comment: note.nullable(),
    publishedAt: instant,
    publishedBy: z.string(),
  })
  .meta({ id: "ConfiguratorVersionSummary" });
export const configuratorVersionPage = pageOf(configuratorVersionSummary, "ConfiguratorVersionPage");
export const configuratorVersion = configuratorVersionSummary
  .extend({ document: configuratorDocument })
  .meta({ id: "ConfiguratorVersion" });

export const publishConfiguratorBody = z.strictObject({ comment: note.optional() }).meta({ id: "PublishConfigurator" });
export const rollbackConfiguratorBody = z.strictObject({ version: versionNumber }).meta({ id: "RollbackConfigurator" });
export const listConfiguratorsQuery = z.strictObject(pageQuery);
export const configuratorPath = z.strictObject({ configuratorId });
export const configuratorVersionPath = z.strictObject({
  configuratorId,
  version: z.coerce.number().int().min(1).max(VERSION_MAX),
});
