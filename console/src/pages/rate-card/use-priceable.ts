import { useQuery } from "@tanstack/react-query";
import { PRICED_APPLICATIONS_MAX } from "../../../../functions/domain/billing/rate-card.ts";
import { useWorkspace } from "../../api/workspace.tsx";
import { useAllServices } from "../../tokens/use-choices.ts";
import type { Priceable } from "./own-price-fields.tsx";

/** What can have prices of its own, by name; nothing of what the person may not list. Until it is there, prices are shown by their ids. */
export function usePriceable(): {
  readonly services: readonly Priceable[];
  readonly applications: readonly Priceable[];
} {
  const { workspaceId, client, can } = useWorkspace();
  const services = useAllServices(can("listServices"));
  const applications = useQuery({
    queryKey: [workspaceId, "applications", "choices"],
    queryFn: async ({ signal }) =>
      (await client.applications.list({ limit: PRICED_APPLICATIONS_MAX }, { signal })).items,
    enabled: can("listApplications"),
  });
  return { services: services.data ?? NOTHING, applications: applications.data ?? NOTHING };
}

const NOTHING: readonly Priceable[] = [];
