import * as z from "zod";
import { configuratorId, instant, pageOf, pageQuery, priceByCurrency, shortId, versionNumber } from "./common.ts";
import { configuratorDocument } from "./configurator-document.ts";

/** One value per attribute id: text, number or boolean. Whether they fit is for the configurator's document to say. */
export const values = z
  .record(z.string().min(1).max(64), z.union([z.string().max(2000), z.number(), z.boolean()]))
  .meta({
    id: "Values",
    description: "Chosen value by attribute id",
    example: { shade: "dome", height: 45, dimmer: true },
  });
const metadata = z
  .record(z.string().min(1).max(64), z.string().max(500))
  .refine((entries) => Object.keys(entries).length <= 20, "at most 20 entries")
  .meta({ description: "Up to 20 texts of your own, such as a customer reference" });

const configurationFields = {
  shortId,
  configuratorId,
  version: versionNumber.meta({ description: "The version that was saved; it never changes" }),
  values,
  price: priceByCurrency,
  createdAt: instant,
};
export const savedConfiguration = z.strictObject(configurationFields).meta({ id: "SavedConfiguration" });
export const resumedConfiguration = z
  .strictObject({
    ...configurationFields,
    document: configuratorDocument.meta({ description: "The version that was saved" }),
    current: z
      .strictObject({ version: versionNumber })
      .nullable()
      .meta({ description: "The version that is published now; null when none is" }),
  })
  .meta({ id: "ResumedConfiguration" });
/** What a private token sees: the metadata too. */
export const configuration = z
  .strictObject({
    ...configurationFields,
    metadata,
    savedWith: z.string().meta({ description: "Id of the public token" }),
    savedFrom: z.string().nullable().meta({ description: "Origin of the page" }),
  })
  .meta({ id: "Configuration" });
export const configurationPage = pageOf(configuration, "ConfigurationPage");

export const saveConfigurationBody = z
  .strictObject({
    configuratorId,
    version: versionNumber.optional().meta({
      description:
        "The version that the shopper saw. Refused with 409 when another one is published by now, so that a price is never a surprise",
    }),
    values,
    metadata: metadata.optional(),
  })
  .meta({ id: "SaveConfiguration" });
export const configurationPath = z.strictObject({ shortId });
export const listConfigurationsQuery = z.strictObject({
  ...pageQuery,
  configuratorId: configuratorId.optional(),
});
