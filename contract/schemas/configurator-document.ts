import * as z from "zod";
import {
  ATTRIBUTE_TYPES,
  FILE_TYPES,
  DOCUMENT_LIMITS as LIMITS,
} from "../../functions/domain/configurator/document.ts";

/**
 * Shape and limits of a configurator document. What goes beyond shape (unique ids, complete translations, defaults,
 * conditions) is checked by `checkDocument` in the domain.
 */
const id = z
  .string()
  .regex(
    /^[a-z][A-Za-z0-9_-]*$/,
    "An id begins with a lower-case letter; then come letters, digits, hyphens and underscores: tableTop, not Table Top.",
  )
  .max(LIMITS.idLength)
  .meta({ description: "A lower-case letter, then letters, digits, hyphen or underscore", example: "shade" });

const locale = z
  .string()
  .regex(
    /^[a-z]{2,3}(-[A-Z][a-z]{3})?(-([A-Z]{2}|[0-9]{3}))?$/,
    "A locale is a language, with a script or a region where it matters: de, de-AT or zh-Hant.",
  )
  .meta({ description: "BCP 47 tag of language, script and region in canonical case", example: "de-AT" });

const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, "A currency is three capital letters: EUR.")
  .meta({ description: "ISO 4217 code", example: "EUR" });

const localizedText = (maxLength: number, description: string) =>
  z
    .record(locale, z.string().min(1).max(maxLength))
    .meta({ description: `${description}; one text per locale, of which the default locale's must be there` });

const minorUnits = z
  .int("A price is a whole number of the smallest unit: 1250 for 12.50 euros.")
  .min(-LIMITS.priceMagnitude)
  .max(LIMITS.priceMagnitude);
const price = z.record(currency, minorUnits).meta({
  description: "Integer minor units, one amount per currency; may be negative",
  example: { EUR: 1500, USD: 1700 },
});

/** One value per attribute id. Whether it fits is for the configurator's document to say. */
export const attributeValue = z
  .union([
    z.string().max(2000),
    z.number(),
    z.boolean(),
    z.strictObject({ part: z.string().max(LIMITS.idLength), quantity: z.number() }),
  ])
  .meta({
    id: "AttributeValue",
    description: "Text, number, switch position, value id, a part with its quantity, or the id of an upload",
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

const hexColor = z.string().regex(/^#[0-9a-f]{6}$/, "A color is # and six digits in lower case: #4d7186.");

const colorAttribute = z
  .strictObject({
    type: z.literal("color"),
    ...attributeFields,
    values: z
      .array(z.strictObject({ ...valueFields, color: hexColor }))
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

const pieces = z.int().min(0).max(LIMITS.quantity);
const partAttribute = z
  .strictObject({
    type: z.literal("part"),
    ...attributeFields,
    values: z
      .array(
        z.strictObject({
          ...valueFields,
          price: price.meta({ description: "Of one piece" }).exactOptional(),
          sku: z.string().min(1).max(LIMITS.skuLength).meta({ description: "The shop's own name" }).exactOptional(),
        }),
      )
      .min(1)
      .max(LIMITS.valuesPerAttribute),
    default: defaultValueId,
    quantity: z
      .strictObject({ min: pieces.meta({ description: "0 makes the part optional" }), max: pieces, default: pieces })
      .meta({ description: "How many pieces" }),
  })
  .meta({ id: "PartAttribute", description: "One of several parts, and how many of it" });

const fileAttribute = z
  .strictObject({
    type: z.literal("file"),
    ...attributeFields,
    accept: z.array(z.enum(FILE_TYPES)).min(1).max(FILE_TYPES.length),
    maxBytes: z.int().min(1).max(LIMITS.fileBytes),
    price: price.meta({ description: "Added when there is a file" }).exactOptional(),
  })
  .meta({ id: "FileAttribute", description: "A file that the shopper uploads" });

const attribute = z
  .discriminatedUnion(
    "type",
    [textAttribute, numberAttribute, booleanAttribute, colorAttribute, choiceAttribute, partAttribute, fileAttribute],
    `The type of an attribute is one of ${ATTRIBUTE_TYPES.join(", ")}.`,
  )
  .meta({ id: "Attribute" });

const conditionValue = z.union([z.string().max(LIMITS.idLength), gridNumber, z.boolean()]);
const condition = z.union(
  [conditionValue, z.array(conditionValue).min(1).max(LIMITS.valuesPerAttribute)],
  "A condition is a value, or a list of values of which any will do.",
);
const address = (what: string, example: string) =>
  z
    .string()
    .max(LIMITS.srcLength)
    .regex(
      /^(https:\/\/[^\s/\\]|http:\/\/([a-z0-9-]+\.)*localhost(:[0-9]{1,5})?(\/|$)|\/($|[^\s/\\]))[^\s\\]*$/,
      "An address is an https URL, or a path on the shop's own site that begins with /: write /images/top.svg, not images/top.svg.",
    )
    .meta({
      description: `Address of ${what}: an https URL, an http URL on localhost or below it, or a path that starts with one \`/\`. A path belongs to the page that embeds the configurator.`,
      example,
    });
const when = z
  .record(id, condition)
  .meta({
    description:
      "Attribute id to the value, or the list of values, with which it is shown; all entries must hold. For a text or a file, `true` means that there is one and `false` that there is none.",
    example: { shade: "dome", shadeColor: ["sage", "chalk"] },
  })
  .exactOptional();
const layer = z.strictObject({ src: address("an image", "/images/shade-dome-sage.svg"), when }).meta({ id: "Layer" });

const modelPart = {
  name: z.string().min(1).max(LIMITS.modelNameLength).meta({ description: "As the glTF file writes it" }),
  when,
};
const modelParts = z.array(z.strictObject(modelPart)).max(LIMITS.modelParts);
const model = z
  .strictObject({
    src: address("a glTF 2.0 model, `.glb` or `.gltf`", "/models/lamp.glb"),
    usdz: address("the model for AR on Apple's devices", "/models/lamp.usdz").exactOptional(),
    ar: z.boolean().meta({ description: "Offer to look at it in the shopper's own room" }).exactOptional(),
    cameraOrbit: z
      .string()
      .max(60)
      .regex(
        /^-?[0-9.]+(deg|rad) -?[0-9.]+(deg|rad) (auto|[0-9.]+(m|cm|mm|%))$/,
        "Two angles and a distance with their units: 30deg 75deg 2.5m, or 30deg 75deg 105%.",
      )
      .meta({ description: "Where the camera starts", example: "30deg 75deg 2.5m" })
      .exactOptional(),
    variants: modelParts
      .meta({ description: "Names of KHR_materials_variants; the first whose conditions hold is shown" })
      .exactOptional(),
    materials: z
      .array(z.strictObject({ ...modelPart, color: hexColor }))
      .max(LIMITS.modelParts)
      .meta({ description: "Materials and their base color; later entries win" })
      .exactOptional(),
    nodes: modelParts.meta({ description: "Nodes that are shown only while their conditions hold" }).exactOptional(),
  })
  .meta({ id: "Model", description: "A 3D model that follows the values, shown in place of the layers" });

const test = z
  .union(
    [
      z.strictObject({ attribute: id, is: condition }),
      z.strictObject({ attribute: id, isNot: condition }),
      z
        .strictObject({ attribute: id, min: gridNumber.exactOptional(), max: gridNumber.exactOptional() })
        .refine(
          ({ min, max }) => min !== undefined || max !== undefined,
          "A test of bounds has a min, a max, or both.",
        ),
    ],
    "A test names an attribute and what it is to be: is, isNot, or min and max. Groups do not nest further than one level.",
  )
  .meta({
    id: "RuleTest",
    description: "Tests the value of an attribute; `min` and `max` a number or the quantity of a part, both included",
  });
const tests = z.array(test).min(1).max(LIMITS.testsPerRule);
const group = z
  .union([z.strictObject({ all: tests }), z.strictObject({ any: tests })], "A group has tests in all, or in any.")
  .meta({ id: "RuleGroup", description: "Tests of which all, or any one, must pass" });
const entries = z
  .array(z.union([test, group], "An entry is a test with an attribute, or a group of tests in all or any."))
  .min(1)
  .max(LIMITS.testsPerRule);
const ruleCondition = z
  .union(
    [z.strictObject({ all: entries }), z.strictObject({ any: entries })],
    "A condition has entries in all, or in any.",
  )
  .meta({ id: "RuleCondition", description: "Tests and groups of which all, or any one, must hold" });
const ruleAction = z
  .discriminatedUnion(
    "type",
    [
      z.strictObject({
        type: z.enum(["hide", "show", "disable", "enable"]),
        attribute: id,
        values: z
          .array(id)
          .min(1)
          .max(LIMITS.valuesPerAttribute)
          .meta({ description: "Only these values of it; left out: the attribute itself" })
          .exactOptional(),
      }),
      z.strictObject({
        type: z.literal("set"),
        attribute: id,
        value: attributeValue.meta({ description: "The attribute has this value and cannot be changed" }),
      }),
    ],
    "The type of an action is hide, show, disable, enable or set.",
  )
  .meta({ id: "RuleAction" });
const rule = z
  .strictObject({
    id: id.meta({ description: "For messages and analytics", example: "marble-needs-steel" }),
    when: ruleCondition.meta({ description: "Left out: always" }).exactOptional(),
    actions: z.array(ruleAction).min(1).max(LIMITS.actionsPerRule),
    reason: localizedText(LIMITS.reasonLength, "Why, for the shopper").exactOptional(),
  })
  .meta({ id: "Rule", description: "What holds while its condition does" });

const media = z
  .strictObject({
    width: z.int().min(1).max(LIMITS.mediaPixels).meta({ description: "CSS pixels" }),
    height: z.int().min(1).max(LIMITS.mediaPixels).meta({ description: "CSS pixels" }),
    alt: localizedText(LIMITS.altLength, "Text alternative of the picture"),
    layers: z.array(layer).max(LIMITS.layers).meta({ description: "From back to front, each over the whole picture" }),
    model: model.exactOptional(),
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
    rules: z
      .array(rule)
      .max(LIMITS.rules)
      .meta({ description: "Where two decide about the same thing, the later one wins" })
      .exactOptional(),
    media,
  })
  .meta({ id: "ConfiguratorDocument", description: "What a shopper can choose, what it costs and what it looks like" });
