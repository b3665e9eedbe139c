import type { CloudFormationCustomResourceEvent } from "aws-lambda";

export type CustomResourceAnswer = { readonly PhysicalResourceId: string } & (
  | { readonly Status: "SUCCESS"; readonly Data?: Readonly<Record<string, string>> }
  | { readonly Status: "FAILED"; readonly Reason: string }
);

/** CloudFormation takes 4,096 bytes in all. */
const REASON_CHARACTERS_MAX = 1000;

/** Answers CloudFormation for a custom resource (AWS CloudFormation user guide, "Custom resource request and response reference"). */
export async function answerCustomResource(
  { StackId, RequestId, LogicalResourceId, ResponseURL }: CloudFormationCustomResourceEvent,
  answer: CustomResourceAnswer,
): Promise<void> {
  const cut = answer.Status === "FAILED" ? { Reason: answer.Reason.slice(0, REASON_CHARACTERS_MAX) } : {};
  const response = await fetch(ResponseURL, {
    method: "PUT",
    // The URL is signed for a request without a content type.
    headers: { "content-type": "" },
    body: JSON.stringify({ StackId, RequestId, LogicalResourceId, ...answer, ...cut }),
    signal: AbortSignal.timeout(5000),
  });
  if (!response.ok) throw new Error(`CloudFormation did not take the answer: status ${response.status}`);
}
