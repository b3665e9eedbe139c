import type { OperationShape } from "../operation-shape.ts";
import * as billing from "../schemas/billing.ts";

/** Shapes of rate cards and statements. */
export const BILLING_SHAPES = {
  listRateCards: {
    summary: "List the rate cards of the workspace, the one that begins last first",
    query: billing.listRateCardsQuery,
    status: 200,
    response: billing.rateCardPage,
    errors: [],
  },
  createRateCard: {
    summary: "Write a rate card; it holds from its first day until another one begins",
    body: billing.createRateCardBody,
    status: 201,
    response: billing.rateCard,
    errors: ["rate_card_not_accepted", "rate_card_exists", "right_not_held", "changed_meanwhile"],
  },
  getRateCard: {
    summary: "Read one rate card",
    path: billing.rateCardPath,
    status: 200,
    response: billing.rateCard,
    errors: ["not_found"],
  },
  updateRateCard: {
    summary: "Change a rate card that begins today or later",
    path: billing.rateCardPath,
    body: billing.updateRateCardBody,
    status: 200,
    response: billing.rateCard,
    errors: ["not_found", "rate_card_not_accepted", "rate_card_in_force", "right_not_held", "changed_meanwhile"],
  },
  deleteRateCard: {
    summary: "Delete a rate card that begins today or later",
    path: billing.rateCardPath,
    status: 204,
    errors: ["not_found", "rate_card_in_force", "right_not_held", "changed_meanwhile"],
  },
  listStatements: {
    summary: "List the months since the first rate card with what they cost, newest first",
    query: billing.listStatementsQuery,
    status: 200,
    response: billing.statementPage,
    errors: [],
  },
  getStatement: {
    summary: "Read the statement of a month; that of the running month is what it would be now",
    path: billing.statementPath,
    status: 200,
    response: billing.statement,
    errors: ["not_found"],
  },
  exportStatement: {
    summary: "Export the statement of a month as comma-separated values, a line for each of its lines",
    path: billing.statementPath,
    status: 200,
    response: billing.statementCsv,
    responseType: "text/csv",
    errors: ["not_found"],
  },
} as const satisfies Record<string, OperationShape>;
