import type { ReactNode } from "react";
import { LinkButton } from "../design/button.tsx";
import { EmptyState, Page } from "../design/page.tsx";
import { HOME } from "../paths.ts";

/** An address that is no page, or one of a thing that is not there or not for this person: the same answer for all. */
export function NotFound(): ReactNode {
  return (
    <Page title="Not found">
      <EmptyState title="There is nothing at this address, or nothing that you may see.">
        <LinkButton href={HOME}>To your workspaces</LinkButton>
      </EmptyState>
    </Page>
  );
}
