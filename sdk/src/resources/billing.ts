import type { Call } from "../call.ts";
import type {
  CreateRateCard,
  ListRateCardsQuery,
  ListStatementsQuery,
  RateCard,
  Statement,
  StatementSummary,
  UpdateRateCard,
} from "../generated/types.ts";
import { createList, type List } from "../list.ts";
import type { CreateOptions, RequestOptions } from "../options.ts";

/** What use costs. Scope `billing`; whoever may see no service at all is refused with `no_service_access`. */
export interface Billing {
  readonly rateCards: RateCards;
  readonly statements: Statements;
}

/** What use costs from a day on, until another card begins. A card is named by its first day. */
export interface RateCards {
  /** The one that begins last first. 25 a page, 100 at most. */
  list(query?: ListRateCardsQuery, options?: RequestOptions): List<RateCard>;
  /**
   * Takes the role administrator and access to all services. Ends with `rate_card_not_accepted`, `rate_card_exists` or `right_not_held`; a request that
   * met another change of the cards ends with `changed_meanwhile`.
   */
  create(body: CreateRateCard, options?: CreateOptions): Promise<RateCard>;
  /** Ends with `not_found`. */
  get(effectiveFrom: string, options?: RequestOptions): Promise<RateCard>;
  /** Changes the fields that are given, of a card that begins today or later. Ends like `create`, with `not_found` or with `rate_card_in_force`. */
  update(effectiveFrom: string, body: UpdateRateCard, options?: RequestOptions): Promise<RateCard>;
  /** Deletes a card that begins today or later. Ends with `not_found`, `rate_card_in_force` or `right_not_held`. */
  delete(effectiveFrom: string, options?: RequestOptions): Promise<void>;
}

/** What each month has cost. */
export interface Statements {
  /** Newest first, from the running month to that of the first rate card. 25 a page, 100 at most. */
  list(query?: ListStatementsQuery, options?: RequestOptions): List<StatementSummary>;
  /** @param month such as `2026-11`. The running month's is what it would be now. Ends with `not_found` before the first rate card. */
  get(month: string, options?: RequestOptions): Promise<Statement>;
  /** The same as comma-separated values. Ends with `not_found`. */
  export(month: string, options?: RequestOptions): Promise<string>;
}

export function createBilling(call: Call): Billing {
  return {
    rateCards: {
      list: (query, options) => createList((from) => call("listRateCards", { query: { ...query, ...from } }, options)),
      create: (body, options) => call("createRateCard", { body }, options),
      get: (effectiveFrom, options) => call("getRateCard", { path: { effectiveFrom } }, options),
      update: (effectiveFrom, body, options) => call("updateRateCard", { path: { effectiveFrom }, body }, options),
      delete: (effectiveFrom, options) => call("deleteRateCard", { path: { effectiveFrom } }, options),
    },
    statements: {
      list: (query, options) => createList((from) => call("listStatements", { query: { ...query, ...from } }, options)),
      get: (month, options) => call("getStatement", { path: { month } }, options),
      export: (month, options) => call("exportStatement", { path: { month } }, options),
    },
  };
}
