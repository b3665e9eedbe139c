/**
 * The configurator document: everything that a shopper can choose, what it costs and what it looks like.
 *
 * These plain types are the truth; the API's schema in `contract/schemas/configurator-document.ts` is kept equal to them
 * by a test. The engine beside this file works on them in the browser and on the server alike.
 */
export interface ConfiguratorDocument {
  readonly schemaVersion: 1;
  readonly name: LocalizedText;
  /** BCP 47 tags in canonical case. The first is the default; every localized text has exactly these keys. */
  readonly locales: readonly string[];
  readonly pricing: Pricing;
  /** In the order in which a shopper meets them. */
  readonly attributes: readonly Attribute[];
  readonly media: Media;
}

/** Locale to text. */
export type LocalizedText = Readonly<Record<string, string>>;

/** ISO 4217 code to an integer of minor units (cents). */
export type Money = Readonly<Record<string, number>>;

export interface Pricing {
  /** ISO 4217 codes. The first is the default; every price has exactly these keys. */
  readonly currencies: readonly string[];
  /** What the product costs before any attribute adds to it. */
  readonly base: Money;
}

export const ATTRIBUTE_TYPES = ["text", "number", "boolean", "color", "choice"] as const;

export type Attribute = TextAttribute | NumberAttribute | BooleanAttribute | ColorAttribute | ChoiceAttribute;

interface AttributeBase {
  /** Key of the attribute in saved values, layer conditions and analytics. */
  readonly id: string;
  readonly label: LocalizedText;
  /** One sentence shown below the label. */
  readonly help?: LocalizedText;
}

export interface TextAttribute extends AttributeBase {
  readonly type: "text";
  /** In UTF-16 code units, as the `maxlength` of an HTML input counts. */
  readonly maxLength: number;
  readonly default: string;
  /** Added when the text holds more than white space. */
  readonly price?: Money;
}

/** A number on the grid `min`, `min + step`, ... `max`. */
export interface NumberAttribute extends AttributeBase {
  readonly type: "number";
  readonly min: number;
  readonly max: number;
  readonly step: number;
  readonly unit?: LocalizedText;
  readonly default: number;
  /** Added once for every step above `min`. */
  readonly pricePerStep?: Money;
}

export interface BooleanAttribute extends AttributeBase {
  readonly type: "boolean";
  readonly default: boolean;
  /** Added when the value is `true`. */
  readonly price?: Money;
}

export interface ColorAttribute extends AttributeBase {
  readonly type: "color";
  readonly values: readonly ColorValue[];
  /** Id of one of the values. */
  readonly default: string;
}

export interface ChoiceAttribute extends AttributeBase {
  readonly type: "choice";
  readonly values: readonly ChoiceValue[];
  /** Id of one of the values. */
  readonly default: string;
}

export interface ChoiceValue {
  readonly id: string;
  readonly label: LocalizedText;
  /** Added when this value is chosen; negative for a discount. */
  readonly price?: Money;
}

export interface ColorValue extends ChoiceValue {
  /** `#rrggbb` in lower case. */
  readonly color: string;
}

export interface Media {
  /** Size of the picture in CSS pixels; every layer is drawn over this whole area. */
  readonly width: number;
  readonly height: number;
  readonly alt: LocalizedText;
  /** From back to front. */
  readonly layers: readonly Layer[];
}

export interface Layer {
  /**
   * Address of an image: an `https` URL, an `http` URL on `localhost` or below it, or a path that starts with one `/`.
   * A path belongs to the page that embeds the configurator, not to the API.
   */
  readonly src: string;
  /** Attribute id to what its value must be. All of them must hold; a layer without conditions is always shown. */
  readonly when?: Readonly<Record<string, LayerCondition>>;
}

/** One accepted value, or several of which any will do. */
export type LayerCondition = ConditionValue | readonly ConditionValue[];

/**
 * Value id for `color` and `choice`, the number for `number`, `true` or `false` for `boolean`; for `text`, `true` means
 * that something is written and `false` that nothing is.
 */
export type ConditionValue = string | number | boolean;

/** What a shopper chose for one attribute: text, number, switch position or value id. */
export type AttributeValue = string | number | boolean;

/** Attribute id to value. Attributes that are left out have their default. */
export type Values = Readonly<Record<string, AttributeValue>>;

/** Upper limits of a document. Lengths are in UTF-16 code units unless the name says bytes. */
export const DOCUMENT_LIMITS = {
  documentBytes: 262_144,
  locales: 20,
  currencies: 20,
  attributes: 200,
  valuesPerAttribute: 200,
  layers: 1_000,
  idLength: 64,
  nameLength: 120,
  labelLength: 120,
  helpLength: 400,
  unitLength: 20,
  altLength: 400,
  srcLength: 500,
  textLength: 1_000,
  /** Largest absolute `min`, `max` and `step` of a number, and the decimals that they may have. */
  numberMagnitude: 1_000_000_000,
  numberDecimals: 6,
  stepsPerNumber: 100_000,
  /** Largest absolute price of one value, in minor units. */
  priceMagnitude: 1_000_000_000_000,
  /** Width and height of the picture in CSS pixels. */
  mediaPixels: 10_000,
} as const;
