import { Logger } from "@aws-lambda-powertools/logger";
import { redact } from "./redact.ts";

/** One per function, made when the module loads. Service name and level come from the template. */
export function createLogger(): Logger {
  return new Logger({ logRecordOrder: ["level", "message"], jsonReplacerFn: redactValue });
}

function redactValue(_key: string, value: unknown): unknown {
  return typeof value === "string" ? redact(value) : value;
}
