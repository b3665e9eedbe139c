import type * as z from "zod";
import type { FieldError } from "../../contract/errors.ts";

/** What a schema has against a place of the input, for whoever wrote it. */
export function describeIssue(issue: z.core.$ZodIssue): FieldError[] {
  const pointer = pointerOf(issue.path);
  if (issue.code === "unrecognized_keys") {
    return issue.keys.map((key) => ({
      pointer: pointerOf([...issue.path, key]),
      code: "unknown_field",
      message: "This field is not known here.",
    }));
  }
  if (issue.code === "invalid_type" && issue.message.endsWith("received undefined")) {
    return [{ pointer, code: "required", message: "This field is required." }];
  }
  if (issue.code === "invalid_union") {
    const meant = meantShape(issue.errors);
    if (meant !== undefined)
      return meant.flatMap((inner) => describeIssue({ ...inner, path: [...issue.path, ...inner.path] }));
  }
  // A name in a record: what is wrong with it says more than that it is not valid.
  if (issue.code === "invalid_key")
    return [{ pointer, code: issue.code, message: issue.issues[0]?.message ?? issue.message }];
  return [{ pointer, code: issue.code, message: issue.message }];
}

/** Of several shapes the one that the input has from the outside, so that only what is inside of it is wrong; undefined where it has none. */
function meantShape(shapes: readonly (readonly z.core.$ZodIssue[])[]): readonly z.core.$ZodIssue[] | undefined {
  const deep = shapes.flatMap(alternatives).filter((issues) =>
    issues.every(({ code, path, message }) => {
      const isMissing = path.length === 1 && code === "invalid_type" && message.endsWith("received undefined");
      return path.length > 0 && !isMissing;
    }),
  );
  return deep.length === 1 ? deep[0] : undefined;
}

/** A shape that is one of several itself, as those. */
function alternatives(issues: readonly z.core.$ZodIssue[]): readonly (readonly z.core.$ZodIssue[])[] {
  const [only] = issues;
  const isChoice = issues.length === 1 && only?.code === "invalid_union" && only.path.length === 0;
  return isChoice ? only.errors.flatMap(alternatives) : [issues];
}

/** RFC 6901. */
export function pointerOf(path: readonly PropertyKey[]): string {
  return path.map((part) => `/${String(part).replaceAll("~", "~0").replaceAll("/", "~1")}`).join("");
}
