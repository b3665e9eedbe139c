import { type ComponentType, lazy } from "react";

/** What a page is given: the parts of its address. */
export interface PageParameters {
  readonly parameters: Readonly<Record<string, string | undefined>>;
}

/** Every page of a workspace, by its path below `/console/workspace/:workspaceId/`. Each is loaded when it is opened. */
export const PAGES: readonly { readonly path: string; readonly component: ComponentType<PageParameters> }[] = [
  { path: "access-tokens", component: lazy(() => import("./access-tokens/page.tsx")) },
  { path: "access-tokens/:tokenId", component: lazy(() => import("./access-token/page.tsx")) },
  { path: "members", component: lazy(() => import("./members/page.tsx")) },
  { path: "service-accounts", component: lazy(() => import("./service-accounts/page.tsx")) },
  { path: "services", component: lazy(() => import("./services/page.tsx")) },
  { path: "services/:serviceId", component: lazy(() => import("./service/page.tsx")) },
  { path: "configurators", component: lazy(() => import("./configurators/page.tsx")) },
  { path: "configurators/:configuratorId", component: lazy(() => import("./configurator/page.tsx")) },
  { path: "configurations", component: lazy(() => import("./configurations/page.tsx")) },
  { path: "configurations/:shortId", component: lazy(() => import("./configuration/page.tsx")) },
  { path: "analytics", component: lazy(() => import("./analytics/page.tsx")) },
  { path: "usage", component: lazy(() => import("./usage/page.tsx")) },
  { path: "billing", component: lazy(() => import("./billing/page.tsx")) },
  { path: "billing/rate-cards/new", component: lazy(() => import("./rate-card/new-page.tsx")) },
  { path: "billing/rate-cards/:effectiveFrom", component: lazy(() => import("./rate-card/page.tsx")) },
  { path: "billing/statements/:month", component: lazy(() => import("./statement/page.tsx")) },
  { path: "webhooks", component: lazy(() => import("./webhooks/page.tsx")) },
  { path: "audit", component: lazy(() => import("./audit/page.tsx")) },
  { path: "settings", component: lazy(() => import("./settings/page.tsx")) },
];
