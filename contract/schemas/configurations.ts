import * as z from "zod";
import { isPrintable } from "../../functions/domain/configurator/text.ts";
import { parseThumbnail, THUMBNAIL_BYTES_MAX, THUMBNAIL_URL_LENGTH_MAX } from "../../functions/domain/thumbnail.ts";
import { configuratorId, instant, pageOf, pageQuery, priceByCurrency, shortId, versionNumber } from "./common.ts";
import { attributeValue, configuratorDocument } from "./configurator-document.ts";

const LINE_BREAK = /\r?\n/g;

/** One value per attribute id. Whether they fit is for the configurator's document to say. */
export const values = z.record(z.string().min(1).max(64), attributeValue).meta({
  id: "Values",
  description: "Chosen value by attribute id",
  example: { shade: "dome", height: 45, dimmer: true },
});
const metadataName = z.string().min(1).max(64).refine(isPrintable, "printable characters only");
const metadataText = z
  .string()
  .max(500)
  .refine((text) => isPrintable(text.replaceAll(LINE_BREAK, "")), "printable characters and line breaks only");
const metadata = z
  .record(metadataName, metadataText)
  .refine((entries) => Object.keys(entries).length <= 20, "at most 20 entries")
  .meta({ description: "Up to 20 texts of your own, printable but for line breaks; pages never get them back" });

/** What the shop's own systems call the shopper or the order. Pages write it, so that it is a hint and no proof. */
const customerReference = z
  .string()
  .trim()
  .min(1)
  .max(100)
  .refine(isPrintable, "printable characters only")
  .meta({ description: "Your own name for the shopper or the order", example: "order-2041" });
const thumbnail = z
  .string()
  .max(THUMBNAIL_URL_LENGTH_MAX)
  .meta({
    description: `Data URL of a picture: image/png, image/jpeg or image/webp in base64, at most ${THUMBNAIL_BYTES_MAX} bytes decoded`,
    example: "data:image/webp;base64,UklGRhoAAABXRUJQVlA4TA0AAAAvAAAAEAcQERGIiP4HAA==",
  });
const newThumbnail = thumbnail.refine(
  (dataUrl) => parseThumbnail(dataUrl) !== undefined,
  `a data URL of a PNG, JPEG or WebP picture of at most ${THUMBNAIL_BYTES_MAX} bytes; its first bytes must be those of its type`,
);
const editKey = z.string().meta({
  description: "Lets its holder change this configuration. A secret: shown once, and only its digest is stored",
  example: "lke_…",
});

const configurationFields = {
  shortId,
  configuratorId,
  version: versionNumber.meta({ description: "The version that it was saved with; that version never changes" }),
  values,
  price: priceByCurrency,
  createdAt: instant,
};
export const savedConfiguration = z.strictObject(configurationFields).meta({ id: "SavedConfiguration" });
export const newConfiguration = savedConfiguration.extend({ editKey }).meta({ id: "NewConfiguration" });

const attributeId = z.string().meta({ description: "Id of the attribute" });
const migration = z
  .strictObject({
    version: versionNumber,
    document: configuratorDocument,
    values: values.meta({ description: "What the new version has for it: complete, and left alone by its rules" }),
    price: priceByCurrency,
    kept: z.array(attributeId).meta({ description: "Attributes that have the value that was saved" }),
    replaced: z.array(z.strictObject({ attributeId, from: attributeValue, to: attributeValue })).meta({
      description: "Attributes that have another value now: theirs is no more, or the rules do not let it stand",
    }),
    dropped: z
      .array(z.strictObject({ attributeId, value: attributeValue }))
      .meta({ description: "Attributes that are no more" }),
    priceDifference: priceByCurrency.meta({
      description: "The new price less the saved one, for currencies that both have",
    }),
  })
  .meta({ id: "Migration" });
export const resumedConfiguration = z
  .strictObject({
    ...configurationFields,
    document: configuratorDocument.meta({ description: "The version that was saved" }),
    current: z
      .strictObject({ version: versionNumber })
      .nullable()
      .meta({ description: "The version that is published now; null when none is" }),
    migration: migration.nullable().meta({
      description:
        "What becomes of it in the version that is published now; null when that is the saved one, or none is",
    }),
  })
  .meta({ id: "ResumedConfiguration" });
/** What a private token sees: the shop's own data too. */
export const configurationSummary = z
  .strictObject({
    ...configurationFields,
    metadata,
    customerReference: customerReference.nullable(),
    revision: z.int().min(1).meta({ description: "Counts the changes that the holder of the edit key made" }),
    updatedAt: instant,
    savedWith: z.string().meta({ description: "Id of the public token" }),
    savedFrom: z.string().nullable().meta({ description: "Origin of the page" }),
  })
  .meta({ id: "ConfigurationSummary" });
export const configuration = configurationSummary
  .extend({ thumbnail: thumbnail.nullable() })
  .meta({ id: "Configuration" });
export const configurationPage = pageOf(configurationSummary, "ConfigurationPage");

const choices = {
  version: versionNumber.optional().meta({
    description:
      "The version that the shopper saw. Refused with 409 when another one is published by now, so that a price is never a surprise",
  }),
  values,
  metadata: metadata.optional(),
  customerReference: customerReference.optional(),
  thumbnail: newThumbnail.optional(),
};
export const saveConfigurationBody = z.strictObject({ configuratorId, ...choices }).meta({ id: "SaveConfiguration" });
export const updateConfigurationBody = z
  .strictObject({
    editKey: z.string().max(100).meta({ description: "From the answer to the save" }),
    ...choices,
    values: values.meta({ description: "Take the place of all that were saved" }),
    thumbnail: newThumbnail.optional().meta({
      description: "Without a new one, the picture stays as long as the values do, and goes when they change",
    }),
  })
  .meta({
    id: "UpdateConfiguration",
    description: "`metadata` and `customerReference` stay as they are when they are not given",
  });
/** A thumbnail, and as much for the rest as other requests of a page may have. */
export const SAVE_BODY_BYTES_MAX = 160 * 1024;

export const configurationPath = z.strictObject({ shortId });
const configurationFilters = {
  configuratorId: configuratorId.optional(),
  customerReference: customerReference.optional().meta({ description: "Exactly this reference" }),
};
export const listConfigurationsQuery = z.strictObject({ ...pageQuery, ...configurationFilters });
export const exportConfigurationsQuery = z.strictObject({
  cursor: pageQuery.cursor.meta({ description: "Header `Latchkey-Next-Cursor` of the answer before" }),
  ...configurationFilters,
});
