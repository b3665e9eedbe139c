import { describe, expect, it } from "vitest";
import { isSaidAtFields } from "../../../console/src/api/describe-error.ts";
import { ApiError } from "../../../sdk/src/index.ts";

function refusalOf(...pointers: readonly string[]): ApiError {
  return new ApiError(
    { code: "invalid_body", title: "The body is not valid.", type: "/docs/errors/invalid_body" },
    {
      operation: "createToken",
      errors: pointers.map((pointer) => ({ pointer, code: "custom", message: "No." })),
    },
  );
}

describe("what fields say themselves", () => {
  const FIELDS = ["/label", "/domains"];

  it("is said once when the API has nothing else to say", () => {
    expect(isSaidAtFields(refusalOf("/domains/0", "/domains/3", "/label"), FIELDS)).toBe(true);
  });

  it("does not hide what belongs to no field, or to none of these", () => {
    expect(isSaidAtFields(refusalOf(), FIELDS)).toBe(false);
    expect(isSaidAtFields(refusalOf("/label", "/scopes"), FIELDS)).toBe(false);
    expect(isSaidAtFields(refusalOf("/labels"), FIELDS)).toBe(false);
    expect(isSaidAtFields(new Error("The page broke."), FIELDS)).toBe(false);
  });
});
