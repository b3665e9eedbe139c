import type { EngineStore, ParsedCondition } from "dynalite/db/index.js";
import type { RequestValidation } from "dynalite/validations/index.js";

interface Expressions {
  ConditionExpression?: string;
  UpdateExpression?: string;
  ExpressionAttributeNames?: object;
  ExpressionAttributeValues?: object;
  _condition?: ParsedCondition;
}

/** Programs write a handful of them. What is beyond is parsed every time. */
const CONDITIONS_MAX = 500;
/** Stand at the beginning of a placeholder: without one, a condition means the same in every request. */
const PLACEHOLDER = /[#:]/;

/**
 * The checks of a write, with conditions like `attribute_not_exists(pk)` parsed once: dynalite's parser takes as long as all
 * other checks of a small item together. What is parsed is shared by requests; nobody may change it.
 */
export function withParsedConditions(validation: RequestValidation): RequestValidation {
  const parsed = new Map<string, ParsedCondition>();

  function custom(request: Expressions, store: EngineStore): string | undefined {
    const { ConditionExpression: text, ...rest } = request;
    if (text === undefined || PLACEHOLDER.test(text)) return validation.custom?.(request, store);
    const known = parsed.get(text);
    if (known !== undefined && needsNoCondition(rest)) {
      const mistake = validation.custom?.(rest, store);
      Object.assign(request, rest, { _condition: known });
      return mistake;
    }
    const mistake = validation.custom?.(request, store);
    if (mistake === undefined && request._condition !== undefined && parsed.size < CONDITIONS_MAX) {
      parsed.set(text, request._condition);
    }
    return mistake;
  }

  return { ...validation, custom };
}

/** Whether the other checks say the same without the condition: placeholders that nothing uses are another mistake when there is no expression. */
function needsNoCondition(request: Expressions): boolean {
  const { UpdateExpression, ExpressionAttributeNames, ExpressionAttributeValues } = request;
  return (
    UpdateExpression !== undefined ||
    (ExpressionAttributeNames === undefined && ExpressionAttributeValues === undefined)
  );
}
