import { Tabs } from "@base-ui/react/tabs";
import type { ReactNode } from "react";
import { BASE_URL } from "../../../api/deployment.ts";
import { useDeployment } from "../../../api/use-deployment.tsx";
import { CopyButton } from "../../../design/button.tsx";
import type { Carried } from "../../configurator/embed/snippets.ts";
import { formatPolicy, VARIANTS } from "./snippets.ts";

/** What is pasted into a page, in each of the ways, and what a strict page has to allow for it. */
export function SnippetTabs({
  carried,
  configuratorId,
}: {
  readonly carried: Carried;
  readonly configuratorId: string;
}): ReactNode {
  const { embed, uploadsOrigin } = useDeployment();
  return (
    <Tabs.Root defaultValue={VARIANTS[0].id} className="stack">
      <Tabs.List activateOnFocus className="tab-list" aria-label="Ways to put it on a page">
        {VARIANTS.map(({ id, label }) => (
          <Tabs.Tab key={id} value={id} className="tab">
            {label}
          </Tabs.Tab>
        ))}
      </Tabs.List>
      {VARIANTS.map(({ id, label, text, format }) => {
        const isBundled = id === "npm" || id === "react";
        return (
          <Tabs.Panel key={id} value={id} className="stack">
            <p>{text}</p>
            <Code
              title="Code"
              what={`code: ${label}`}
              code={format({ origin: BASE_URL, embed, carried, configuratorId })}
            />
            <Code
              title="For a page with a strict Content Security Policy"
              what="policy"
              code={formatPolicy({ origin: BASE_URL, uploadsOrigin }, isBundled)}
            />
            <p className="small muted">
              The second address of <code>connect-src</code> is for products that take files from shoppers. A product
              with a 3D model also needs the model's own address there.
            </p>
          </Tabs.Panel>
        );
      })}
    </Tabs.Root>
  );
}

function Code({
  title,
  what,
  code,
}: {
  readonly title: string;
  readonly what: string;
  readonly code: string;
}): ReactNode {
  return (
    <section className="stack-tight" aria-label={title}>
      <div className="card-header">
        <h3>{title}</h3>
        <CopyButton small value={code} what={what} />
      </div>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <pre className="code-block" tabIndex={0}>
        {code}
      </pre>
    </section>
  );
}
