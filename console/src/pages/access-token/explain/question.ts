import { OPERATIONS } from "../../../../../sdk/src/generated/operations.ts";
import type { AuthorizedOperation, ExplainToken, Token } from "../../../../../sdk/src/generated/types.ts";
import type { ComboboxItem } from "../../../design/combobox-field.tsx";
import { describeOperation } from "../../audit/words.ts";
import { tidyOrigin } from "../origin-text.ts";

/** A request that is only described, as the page's address keeps it. */
export interface Question {
  readonly operation: string;
  readonly origin: string;
  readonly address: string;
  /** Of an operation on one service. */
  readonly service: string;
}

export const NO_QUESTION: Question = { operation: "", origin: "", address: "", service: "" };

/** The part of the address that opens the form with an answer. */
export function explainSearch(question: Partial<Question>): string {
  return new URLSearchParams({ tab: "explain", ...question }).toString();
}

/** Undefined while there is nothing to ask. */
export function toRequest(tokenId: string, { operation, origin, address }: Question): ExplainToken | undefined {
  if (!isAuthorized(operation)) return undefined;
  const from = tidyOrigin(origin);
  const caller = address.trim();
  return { tokenId, operation, ...(from !== "" && { origin: from }), ...(caller !== "" && { address: caller }) };
}

const AUTHORIZED = Object.entries(OPERATIONS).filter(([, { credentials }]) => credentials.length > 0);

function isAuthorized(operation: string): operation is AuthorizedOperation {
  return AUTHORIZED.some(([id]) => id === operation);
}

/** Every operation that can be asked about: those that take tokens of the kind first, since the others refuse them all. */
export function operationChoices(kind: Token["kind"]): readonly ComboboxItem[] {
  const takes = (credentials: readonly string[]): boolean => credentials.includes(kind);
  return AUTHORIZED.map(([id, { method, path, credentials }]) => ({
    isTaken: takes(credentials),
    item: {
      value: id,
      label: describeOperation(id),
      note: `${method} ${path}${takes(credentials) ? "" : ", not for this kind of token"}`,
    },
  }))
    .sort((left, right) => Number(right.isTaken) - Number(left.isTaken))
    .map(({ item }) => item);
}

/** Whether an operation is about one service, whose id is in its path. */
export function isAboutService(operation: string): boolean {
  return AUTHORIZED.some(([id, { path }]) => id === operation && path.includes("{serviceId}"));
}
