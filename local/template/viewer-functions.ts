import type { Property } from "./property.ts";
import type { Stack } from "./stack.ts";

/** Source of a CloudFront function that sees each request of a viewer before the cache does. */
export type ViewerFunction = string;

/** By ARN. */
export function readViewerFunctions(stack: Stack): ReadonlyMap<string, ViewerFunction> {
  return new Map(
    stack.ofType("AWS::CloudFront::Function").map(({ ref, properties }) => {
      const runtime = properties.get("FunctionConfig").get("Runtime");
      if (runtime.string() !== "cloudfront-js-2.0") runtime.fail("must be cloudfront-js-2.0");
      const autoPublish = properties.get("AutoPublish");
      if (!autoPublish.boolean()) autoPublish.fail("must be true: an unpublished function does not run");
      return [ref, properties.get("FunctionCode").string()];
    }),
  );
}

/** The function of a behavior that runs on viewer requests, if it has one. */
export function readAssociation(
  behavior: Property,
  functions: ReadonlyMap<string, ViewerFunction>,
): ViewerFunction | undefined {
  const associations = behavior.find("FunctionAssociations")?.items() ?? [];
  const [code, ...more] = associations.map((association) => {
    const event = association.get("EventType");
    if (event.string() !== "viewer-request") event.fail("must be viewer-request for the local edge");
    const arn = association.get("FunctionARN");
    return functions.get(arn.string()) ?? arn.fail("is not a CloudFront function of this stack");
  });
  if (more.length > 0) behavior.fail("has several functions on viewer requests");
  return code;
}
