import * as z from "zod";
import {
  configuratorId,
  instant,
  label,
  note,
  pageOf,
  pageQuery,
  priceByCurrency,
  VERSION_MAX,
  versionNumber,
} from "./common.ts";
import { values } from "./configurations.ts";
import { configuratorDocument } from "./configurator-document.ts";

const summary = {
  id: configuratorId,
  name: label,
  publishedVersion: versionNumber.nullable(),
  latestVersion: versionNumber.nullable(),
  isDraftPublished: z.boolean().meta({ description: "Whether the latest version was made of the draft as it is now" }),
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

const finding = z
  .strictObject({
    pointer: z.string().meta({ description: "JSON Pointer (RFC 6901) into the document" }),
    code: z.string().meta({ description: "Stable code; see docs/errors" }),
    message: z.string().meta({ description: "For whoever writes the document" }),
  })
  .meta({ id: "DocumentFinding" });
const findings = {
  problems: z.array(finding).meta({ description: "What must be mended before it can be published" }),
  warnings: z.array(finding).meta({ description: "What is allowed and perhaps not meant" }),
};
export const checkConfiguratorBody = z
  .strictObject({
    draft: z
      .unknown()
      .refine((draft) => draft !== undefined, "This field is required.")
      .meta({
        description:
          "A ConfiguratorDocument, or what is to become one: whatever is wrong with it is a problem of the answer",
      }),
  })
  .meta({ id: "CheckConfigurator" });
export const documentReview = z.strictObject(findings).meta({ id: "DocumentReview" });
export const configuratorPreview = z
  .strictObject({ configuratorId, draftRevision: z.int().min(1), document: configuratorDocument, ...findings })
  .meta({ id: "ConfiguratorPreview" });

export const evaluateConfiguratorBody = z
  .strictObject({
    values,
    version: versionNumber.optional().meta({ description: "Default: the version that is published now" }),
    draft: z.literal(true).optional().meta({ description: "The draft in place of a version" }),
  })
  .refine(({ version, draft }) => version === undefined || draft === undefined, {
    path: ["draft"],
    error: "Name a version or the draft, not both.",
  })
  .meta({ id: "EvaluateConfigurator" });
const choiceState = {
  visible: z.boolean(),
  enabled: z.boolean(),
  ruleId: z.string().optional().meta({ description: "The rule that took it away" }),
  reason: z
    .record(z.string(), z.string())
    .optional()
    .meta({ description: "What that rule tells a shopper, by locale" }),
};
export const configuratorEvaluation = z
  .strictObject({
    version: versionNumber.nullable().meta({ description: "null: the draft" }),
    values: values.meta({ description: "Every attribute with the value that it has under the rules" }),
    price: priceByCurrency,
    breakdown: z
      .array(z.strictObject({ attributeId: z.string().nullable(), price: priceByCurrency }))
      .meta({ description: "What the price consists of; null is the base price" }),
    states: z
      .record(
        z.string(),
        z.strictObject({
          ...choiceState,
          isSet: z.boolean().meta({ description: "A rule sets the value" }),
          values: z
            .record(z.string(), z.strictObject(choiceState))
            .meta({ description: "By value id: those that a rule says something about" }),
        }),
      )
      .meta({ description: "What the rules leave a shopper to choose, by attribute id" }),
  })
  .meta({ id: "ConfiguratorEvaluation" });

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
export const newConfiguratorVersion = configuratorVersion
  .extend({ warnings: findings.warnings })
  .meta({ id: "NewConfiguratorVersion" });

export const publishConfiguratorBody = z.strictObject({ comment: note.optional() }).meta({ id: "PublishConfigurator" });
export const rollbackConfiguratorBody = z.strictObject({ version: versionNumber }).meta({ id: "RollbackConfigurator" });
export const listConfiguratorsQuery = z.strictObject(pageQuery);
export const configuratorPath = z.strictObject({ configuratorId });
export const configuratorVersionPath = z.strictObject({
  configuratorId,
  version: z.coerce.number().int().min(1).max(VERSION_MAX),
});
