/**
 * The configurator document: everything that a shopper can choose, what it costs and what it looks like.
 *
 * These plain types are the truth; the API's schema in `contract/schemas/configurator-document.ts` is kept equal to them
 * by a test. The engine beside this file works on them in the browser and on the server alike.
 */
export interface ConfiguratorDocument {
  readonly schemaVersion: 1;
  readonly name: LocalizedText;
  /** BCP 47 tags in canonical case. The first is the default: every localized text has it, and it stands in for those that are missing. */
  readonly locales: readonly string[];
  readonly pricing: Pricing;
  /** In the order in which a shopper meets them. */
  readonly attributes: readonly Attribute[];
  /** In order: where two rules decide about the same thing, the later one wins. */
  readonly rules?: readonly Rule[];
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

export const ATTRIBUTE_TYPES = ["text", "number", "boolean", "color", "choice", "part", "file"] as const;

export type Attribute =
  | TextAttribute
  | NumberAttribute
  | BooleanAttribute
  | ColorAttribute
  | ChoiceAttribute
  | PartAttribute
  | FileAttribute;

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

/** One of several parts, and how many of it. */
export interface PartAttribute extends AttributeBase {
  readonly type: "part";
  readonly values: readonly PartValue[];
  /** Id of one of the values. */
  readonly default: string;
  readonly quantity: Quantity;
}

/** Its price is that of one piece. */
export interface PartValue extends ChoiceValue {
  /** What the shop's own systems call it. */
  readonly sku?: string;
}

/** Whole numbers; a `min` of 0 makes the part optional. */
export interface Quantity {
  readonly min: number;
  readonly max: number;
  readonly default: number;
}

/** A file that the shopper uploads. There is none to start with. */
export interface FileAttribute extends AttributeBase {
  readonly type: "file";
  readonly accept: readonly FileType[];
  readonly maxBytes: number;
  /** Added when there is a file. */
  readonly price?: Money;
}

export const FILE_TYPES = ["image/png", "image/jpeg", "image/webp", "application/pdf"] as const;
export type FileType = (typeof FILE_TYPES)[number];

/**
 * What holds while its condition does. Rules depend on each other only through the attributes that they test and decide about, never in a
 * circle: so each set of choices has exactly one outcome.
 */
export interface Rule {
  /** For messages and analytics. */
  readonly id: string;
  /** Absent: always. */
  readonly when?: RuleCondition;
  readonly actions: readonly RuleAction[];
  /** Shown to the shopper beside what this rule takes away. */
  readonly reason?: LocalizedText;
}

/** All of the entries must hold, or any one of them. Groups do not nest further. */
export type RuleCondition =
  | { readonly all: readonly (RuleTest | RuleGroup)[] }
  | { readonly any: readonly (RuleTest | RuleGroup)[] };
export type RuleGroup = { readonly all: readonly RuleTest[] } | { readonly any: readonly RuleTest[] };

/** Tests the value that an attribute has in the end, after the rules about it. */
export type RuleTest =
  | { readonly attribute: string; readonly is: LayerCondition }
  | { readonly attribute: string; readonly isNot: LayerCondition }
  /** A number, or the quantity of a part; both bounds are included, and at least one is given. */
  | { readonly attribute: string; readonly min?: number; readonly max?: number };

export type RuleAction =
  /** About the whole attribute, or only about the values that are named. What a shopper cannot choose has its default. */
  | {
      readonly type: "hide" | "show" | "disable" | "enable";
      readonly attribute: string;
      readonly values?: readonly string[];
    }
  /** The attribute has this value, and the shopper cannot change it. */
  | { readonly type: "set"; readonly attribute: string; readonly value: AttributeValue };

export interface Media {
  /** Size of the picture in CSS pixels; every layer is drawn over this whole area. */
  readonly width: number;
  readonly height: number;
  readonly alt: LocalizedText;
  /** From back to front. */
  readonly layers: readonly Layer[];
  /** Shown in place of the layers by browsers that can. */
  readonly model?: Model;
}

/** A glTF 2.0 model that follows the values. Addresses are as those of layers. */
export interface Model {
  /** A `.glb` or `.gltf`. */
  readonly src: string;
  /** A `.usdz` for AR on Apple's devices. */
  readonly usdz?: string;
  /** Offers to look at it in the shopper's own room. Default: false. */
  readonly ar?: boolean;
  /** Where the camera starts, as `<model-viewer>` writes it: `30deg 75deg 2.5m`. */
  readonly cameraOrbit?: string;
  /** Names of KHR_materials_variants; the first whose conditions hold is shown. */
  readonly variants?: readonly ModelPart[];
  /** Names of materials and the base color that they get; all whose conditions hold, the later ones over the earlier. */
  readonly materials?: readonly (ModelPart & { readonly color: string })[];
  /** Names of nodes that are only shown while their conditions hold. */
  readonly nodes?: readonly ModelPart[];
}

export interface ModelPart {
  /** As the glTF file writes it. */
  readonly name: string;
  readonly when?: Readonly<Record<string, LayerCondition>>;
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
 * Value id for `color`, `choice` and `part`, the number for `number`, `true` or `false` for `boolean`; for `text` and `file`, `true` means
 * that there is one and `false` that there is none.
 */
export type ConditionValue = string | number | boolean;

/** What a shopper chose for one attribute: text, number, switch position, value id, part, or the id of an upload (empty: no file). */
export type AttributeValue = string | number | boolean | PartSelection;

export interface PartSelection {
  /** Id of one of the values. */
  readonly part: string;
  readonly quantity: number;
}

/** Attribute id to value. Attributes that are left out have their default. */
export type Values = Readonly<Record<string, AttributeValue>>;

/** Upper limits of a document. Lengths are in UTF-16 code units unless the name says bytes. */
export const DOCUMENT_LIMITS = {
  documentBytes: 262_144,
  locales: 20,
  currencies: 20,
  attributes: 1_000,
  rules: 500,
  /** Tests of one condition, in groups and outside of them. */
  testsPerRule: 50,
  actionsPerRule: 50,
  reasonLength: 200,
  /** Pieces of one part. */
  quantity: 10_000,
  skuLength: 64,
  fileBytes: 10_000_000,
  modelParts: 1_000,
  modelNameLength: 120,
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
