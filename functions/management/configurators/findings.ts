import type { ResponseOf } from "../../../contract/api.ts";
import type { FieldError } from "../../../contract/errors.ts";
import { reviewDocument } from "../../domain/configurator/check-document.ts";
import type { ConfiguratorDocument } from "../../domain/configurator/document.ts";
import type { DocumentProblem } from "../../domain/configurator/document-problem.ts";
import { type Refusal, refuse } from "../../http/answer.ts";
import { pointerOf } from "../../http/describe-issue.ts";

export interface Findings extends ResponseOf<"checkConfigurator"> {
  problems: FieldError[];
}

/** What is wrong and what is doubtful about a document, with places as JSON Pointers into it. */
export function findingsOf(document: ConfiguratorDocument): Findings {
  const { problems, warnings } = reviewDocument(document);
  return { problems: problems.map(formatFinding), warnings: warnings.map(formatFinding) };
}

export function refuseDocument({ problems }: Findings): Refusal | undefined {
  return problems.length > 0 ? refuse("document_not_valid", { errors: problems }) : undefined;
}

export function formatFinding<Code>({
  path,
  code,
  message,
}: Pick<DocumentProblem, "path" | "message"> & { readonly code: Code }) {
  return { pointer: pointerOf(path), code, message };
}
