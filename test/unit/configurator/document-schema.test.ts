import { describe, expect, expectTypeOf, it } from "vitest";
import type * as z from "zod";
import { configuratorDocument } from "../../../contract/schemas/configurator-document.ts";
import type { ConfiguratorDocument } from "../../../functions/domain/configurator/document.ts";
import { documentVectors, mug, toPointer, withChanges } from "./fixtures.ts";

type DeepReadonly<T> = T extends readonly (infer Item)[]
  ? readonly DeepReadonly<Item>[]
  : T extends object
    ? { readonly [Key in keyof T]: DeepReadonly<T[Key]> }
    : T;

describe("the schema of the configurator document", () => {
  it("has the same type as the domain's document", () => {
    expectTypeOf<DeepReadonly<z.output<typeof configuratorDocument>>>().toEqualTypeOf<
      DeepReadonly<ConfiguratorDocument>
    >();
    expectTypeOf<z.input<typeof configuratorDocument>>().toEqualTypeOf<z.output<typeof configuratorDocument>>();
  });

  it("gives back exactly what it accepts", () => {
    expect(configuratorDocument.parse(structuredClone(mug))).toEqual(mug);
  });

  it.each(documentVectors.shape)("refuses $name", ({ set, pointer }) => {
    const result = configuratorDocument.safeParse(withChanges(mug, set));
    expect(result.error?.issues.map((issue) => toPointer(issue.path))).toEqual([pointer]);
  });

  it.each(documentVectors.shapeAccepted)("accepts $name", ({ set }) => {
    expect(configuratorDocument.safeParse(withChanges(mug, set)).error).toBeUndefined();
  });
});
