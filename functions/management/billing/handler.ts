import { randomBytes } from "node:crypto";
import { BILLING_SHAPES } from "../../../contract/api/billing.ts";
import { BILLING_OPERATIONS } from "../../../contract/operations/billing.ts";
import { readEnvironment } from "../../environment.ts";
import { createHandler } from "../../http/create-handler.ts";
import { createLogger } from "../../http/logger.ts";
import { createClient, tableOf } from "../../store/client.ts";
import { deleteRateCard, updateRateCard } from "./change-rate-card.ts";
import { createRateCard } from "./create-rate-card.ts";
import type { BillingParts } from "./parts.ts";
import { getRateCard, listRateCardsPage } from "./read-rate-cards.ts";
import { exportStatement, getStatement, listStatements } from "./read-statements.ts";

const { DIRECTORY_TABLE, TELEMETRY_TABLE } = readEnvironment("DIRECTORY_TABLE", "TELEMETRY_TABLE");
const client = createClient();
const parts: BillingParts = {
  directory: tableOf(client, DIRECTORY_TABLE),
  telemetry: tableOf(client, TELEMETRY_TABLE),
  randomBytes,
};

export const handler = createHandler(
  createLogger(),
  { operations: BILLING_OPERATIONS, shapes: BILLING_SHAPES },
  {
    listRateCards: (request) => listRateCardsPage(parts, request),
    createRateCard: (request) => createRateCard(parts, request),
    getRateCard: (request) => getRateCard(parts, request),
    updateRateCard: (request) => updateRateCard(parts, request),
    deleteRateCard: (request) => deleteRateCard(parts, request),
    listStatements: (request) => listStatements(parts, request),
    getStatement: (request) => getStatement(parts, request),
    exportStatement: (request) => exportStatement(parts, request),
  },
);
