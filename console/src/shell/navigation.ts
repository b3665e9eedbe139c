import {
  Blocks,
  Bookmark,
  Building2,
  ChartLine,
  ChartNoAxesColumn,
  KeyRound,
  Layers,
  type LucideIcon,
  ReceiptText,
  ScrollText,
  Users,
  Webhook,
} from "lucide-react";
import type { OperationId } from "../../../sdk/src/operations.ts";

export interface NavigationEntry {
  readonly page: string;
  readonly label: string;
  readonly icon: LucideIcon;
  /** What the page shows first. Who may not do that is not led there. */
  readonly operation: OperationId;
  /** Further pages that belong to this entry. */
  readonly also?: readonly string[];
}

export const NAVIGATION: readonly { readonly title: string; readonly entries: readonly NavigationEntry[] }[] = [
  {
    title: "Products",
    entries: [
      { page: "configurators", label: "Configurators", icon: Blocks, operation: "listConfigurators" },
      { page: "configurations", label: "Saved configurations", icon: Bookmark, operation: "listConfigurations" },
      { page: "analytics", label: "Analytics", icon: ChartLine, operation: "summarizeAnalytics" },
      { page: "usage", label: "Usage", icon: ChartNoAxesColumn, operation: "queryUsage" },
    ],
  },
  {
    title: "APIs",
    entries: [{ page: "services", label: "Services", icon: Layers, operation: "listServices" }],
  },
  {
    title: "Settings",
    entries: [
      { page: "access-tokens", label: "Access tokens", icon: KeyRound, operation: "listTokens" },
      { page: "members", label: "Members", icon: Users, operation: "listMembers", also: ["service-accounts"] },
      { page: "webhooks", label: "Webhooks", icon: Webhook, operation: "listWebhooks" },
      { page: "billing", label: "Billing", icon: ReceiptText, operation: "listStatements" },
      { page: "audit", label: "Audit log", icon: ScrollText, operation: "listAuditEvents" },
      { page: "settings", label: "Workspace", icon: Building2, operation: "getWorkspace" },
    ],
  },
];
