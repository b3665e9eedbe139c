import type { Model } from "../../../functions/domain/configurator/document.ts";

/** What a model file has, by what the document calls it. */
export type NamesInFile = Readonly<Record<"variants" | "materials" | "nodes", readonly string[]>>;

/** What a document names and its model file has not, in a line each: nothing would ever change there, and nobody would know why. */
export function missingNames(model: Model, inFile: NamesInFile): readonly string[] {
  return (["variants", "materials", "nodes"] as const).flatMap((kind) => {
    const known = new Set(inFile[kind]);
    const named = new Set((model[kind] ?? []).map(({ name }) => name));
    const has = known.size === 0 ? "none" : [...known].map((name) => `"${name}"`).join(", ");
    return [...named]
      .filter((name) => !known.has(name))
      .map((name) => `The 3D model ${model.src} has no "${name}" among its ${kind}. It has ${has}.`);
  });
}
