import * as z from "zod";
import { DOCUMENT_LIMITS as LIMITS } from "../../functions/domain/configurator/document.ts";

/**
 * Shape and limits of a configurator document. What goes beyond shape (unique ids, complete translations, defaults,
 * conditions) is checked by `checkDocument` in the domain.
 */
const id = z
  .string()
  .regex(/^[a-z][A-Za-z0-9_-]*$/)
  .max(LIMITS.idLength)
  .meta({ description: "A lower-case letter, then letters, digits, hyphen or underscore", example: "shade" });

const locale = z
  .string()
  .regex(/^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/)
  .meta({ description: "BCP 47 tag of language, script and region in canonical case", example: "de-AT" });

const currency = z
  .string()
  .regex(/^[A-Z]{3}$/)
  .meta({ description: "ISO 4217 code", example: "EUR" });

const localizedText = (maxLength: number, description: string) =>
  z.record(locale, z.string().min(1).max(maxLength)).meta({ description: `${description}; one text per locale` });

const price = z.record(currency, z.int().min(-LIMITS.priceMagnitude).max(LIMITS.priceMagnitude)).meta({
  description: "Integer minor units, one amount per currency; may be negative",
  example: { EUR: 1500, USD: 1700 },
});

const gridNumber = z.number().min(-LIMITS.numberMagnitude).max(LIMITS.numberMagnitude);

const attributeFields = {
  id: id.meta({ description: "Key of the attribute in saved values, conditions and analytics" }),
  label: localizedText(LIMITS.labelLength, "What the shopper chooses"),
  help: localizedText(LIMITS.helpLength, "One sentence below the label").exactOptional(),
};

const textAttribute = z
  .strictObject({
    type: z.literal("text"),
    ...attributeFields,
    maxLength: z.int().min(1).max(LIMITS.textLength).meta({ description: "In UTF-16 code units" }),
    default: z.string().max(LIMITS.textLength),
    price: price.meta({ description: "Added when the text holds more than white space" }).exactOptional(),
  })
  .meta({ id: "TextAttribute", description: "A text that the shopper writes" });

const numberAttribute = z
  .strictObject({
    type: z.literal("number"),
    ...attributeFields,
    min: gridNumber,
    max: gridNumber.meta({ description: "Must be reachable from `min` in whole steps" }),
    step: gridNumber.min(0).meta({ description: `Greater than zero, at most ${LIMITS.numberDecimals} decimals` }),
    unit: localizedText(LIMITS.unitLength, "Unit shown after the number").exactOptional(),
    default: gridNumber,
    pricePerStep: price.meta({ description: "Added once for every step above `min`" }).exactOptional(),
  })
  .meta({ id: "NumberAttribute", description: "A number on the grid `min`, `min + step`, ... `max`" });

const booleanAttribute = z
  .strictObject({
    type: z.literal("boolean"),
    ...attributeFields,
    default: z.boolean(),
    price: price.meta({ description: "Added when the value is true" }).exactOptional(),
  })
  .meta({ id: "BooleanAttribute", description: "Something to switch on or off" });

const valueFields = {
  id: id.meta({ description: "What saved configurations hold" }),
  label: localizedText(LIMITS.labelLength, "What the shopper sees"),
  price: price.meta({ description: "Added when this value is chosen; negative for a discount" }).exactOptional(),
};
const defaultValueId = id.meta({ description: "Id of one of the values" });

const colorAttribute = z
  .strictObject({
    type: z.literal("color"),
    ...attributeFields,
    values: z
      .array(z.strictObject({ ...valueFields, color: z.string().regex(/^#[0-9a-f]{6}$/) }))
      .min(1)
      .max(LIMITS.valuesPerAttribute),
    default: defaultValueId,
  })
  .meta({ id: "ColorAttribute", description: "One of several colors, shown as swatches" });

const choiceAttribute = z
  .strictObject({
    type: z.literal("choice"),
    ...attributeFields,
    values: z.array(z.strictObject(valueFields)).min(1).max(LIMITS.valuesPerAttribute),
    default: defaultValueId,
  })
  .meta({ id: "ChoiceAttribute", description: "One of several values" });

const attribute = z
  .discriminatedUnion("type", [textAttribute, numberAttribute, booleanAttribute, colorAttribute, choiceAttribute])
  .meta({ id: "Attribute" });

const conditionValue = z.union([z.string().max(LIMITS.idLength), gridNumber, z.boolean()]);
const layer = z
  .strictObject({
    src: z
      .string()
      .max(LIMITS.srcLength)
      .regex(/^(https:\/\/[^\s/\\]|http:\/\/([a-z0-9-]+\.)*localhost(:[0-9]{1,5})?(\/|$)|\/($|[^/\\]))[^\s\\]*$/)
      .meta({
        description:
          "Address of an image: an https URL, an http URL on localhost or below it, or a path that starts with one `/`. A path belongs to the page that embeds the configurator.",
        example: "/images/shade-dome-sage.svg",
      }),
    when: z
      .record(id, z.union([conditionValue, z.array(conditionValue).min(1).max(LIMITS.valuesPerAttribute)]))
      .meta({
        description:
          "Attribute id to the value, or the list of values, with which the layer is shown; all entries must hold. For a text, `true` means written and `false` means empty.",
        example: { shade: "dome", shadeColor: ["sage", "chalk"] },
      })
      .exactOptional(),
  })
  .meta({ id: "Layer" });

const media = z
  .strictObject({
    width: z.int().min(1).max(LIMITS.mediaPixels).meta({ description: "CSS pixels" }),
    height: z.int().min(1).max(LIMITS.mediaPixels).meta({ description: "CSS pixels" }),
    alt: localizedText(LIMITS.altLength, "Text alternative of the picture"),
    layers: z.array(layer).max(LIMITS.layers).meta({ description: "From back to front, each over the whole picture" }),
  })
  .meta({ id: "Media", description: "A picture made of layers that follow the values" });

export const configuratorDocument = z
  .strictObject({
    schemaVersion: z.literal(1),
    name: localizedText(LIMITS.nameLength, "Name of the product"),
    locales: z.array(locale).min(1).max(LIMITS.locales).meta({ description: "The first is the default" }),
    pricing: z.strictObject({
      currencies: z.array(currency).min(1).max(LIMITS.currencies).meta({ description: "The first is the default" }),
      base: price.meta({ description: "Price before any attribute adds to it, in minor units" }),
    }),
    attributes: z.array(attribute).min(1).max(LIMITS.attributes).meta({ description: "In the order of the form" }),
    media,
  })
  .meta({ id: "ConfiguratorDocument", description: "What a shopper can choose, what it costs and what it looks like" });
