import { CircleAlert, TriangleAlert } from "lucide-react";
import type { ReactNode } from "react";
import { ErrorNotice } from "../../../design/page.tsx";
import type { Finding } from "./findings.ts";
import type { Check } from "./use-check.ts";

/** What the checks say, with a way to each place. */
export function FindingsList({
  check,
  onShow,
}: {
  readonly check: Check;
  readonly onShow: (finding: Finding) => void;
}): ReactNode {
  const { state, findings, error } = check;
  return (
    <section className="stack-tight" aria-label="Checks">
      <p role="status" className="small muted">
        {state === "checking" ? "Checking the draft" : state === "failed" ? "Not checked" : summarize(findings)}
      </p>
      {state === "failed" ? <ErrorNotice error={error} /> : undefined}
      {findings.length === 0 ? undefined : (
        <ul className="findings">
          {findings.map((finding) => (
            <li key={`${finding.pointer} ${finding.message}`}>
              <button
                type="button"
                className="finding"
                data-severity={finding.severity}
                onClick={() => onShow(finding)}
              >
                {finding.severity === "error" ? <CircleAlert aria-hidden /> : <TriangleAlert aria-hidden />}
                <span>
                  <span className="visually-hidden">{finding.severity === "error" ? "Problem" : "Warning"}, </span>
                  <span className="finding-line">Line {finding.line}</span> {finding.message}
                </span>
              </button>
            </li>
          ))}
        </ul>
      )}
    </section>
  );
}

export function summarize(findings: readonly Pick<Finding, "severity">[]): string {
  const problems = findings.filter(({ severity }) => severity === "error").length;
  const warnings = findings.length - problems;
  if (findings.length === 0) return "Nothing is wrong with this draft.";
  return [
    ...(problems === 0 ? [] : [`${problems} ${problems === 1 ? "problem" : "problems"}`]),
    ...(warnings === 0 ? [] : [`${warnings} ${warnings === 1 ? "warning" : "warnings"}`]),
  ].join(", ");
}
