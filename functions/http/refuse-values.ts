import type { FieldError } from "../../contract/errors.ts";
import { type Refusal, refuse } from "./answer.ts";
import { pointerOf } from "./describe-issue.ts";

/** Why the value of one attribute is refused. */
export interface RefusedValue extends Omit<FieldError, "pointer"> {
  /** Empty when the values are none at all. */
  readonly attributeId: string;
}

/** The refusal of a body whose `values` do not fit a configurator. */
export function refuseValues(refused: readonly RefusedValue[]): Refusal {
  return refuse("values_not_accepted", {
    errors: refused.map(({ attributeId, code, message }) => ({
      pointer: pointerOf(attributeId === "" ? ["values"] : ["values", attributeId]),
      code,
      message,
    })),
  });
}
