import type {
  ConfiguratorDocument,
  Model,
  ModelPart,
  Values,
} from "../../../functions/domain/configurator/document.ts";
import { areFulfilled } from "../../../functions/domain/configurator/layers.ts";

/** How a model is to look for some values. */
export interface ModelLook {
  /** Name of the variant; `null` for the materials that the file starts with. */
  readonly variant: string | null;
  /** Base color by name of the material. */
  readonly colors: ReadonlyMap<string, string>;
  /** Whether a node is shown, by its name. Nodes that are not named here are as the file has them. */
  readonly nodes: ReadonlyMap<string, boolean>;
}

/** The first variant whose conditions hold; the last color of each material; a node when the conditions of one of its entries hold. */
export function lookOf(document: ConfiguratorDocument, model: Model, values: Values): ModelLook {
  const holds = ({ when }: ModelPart) => areFulfilled(document, values, when);
  const { variants = [], materials = [], nodes = [] } = model;
  return {
    variant: variants.find(holds)?.name ?? null,
    colors: new Map(materials.filter(holds).map(({ name, color }) => [name, color])),
    nodes: new Map([
      ...nodes.map(({ name }) => [name, false] as const),
      ...nodes.filter(holds).map(({ name }) => [name, true] as const),
    ]),
  };
}
