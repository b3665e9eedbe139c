import { useQuery } from "@tanstack/react-query";
import { useWorkspace } from "../../api/workspace.tsx";
import type { ComboboxItem } from "../../design/combobox-field.tsx";
import type { Subject } from "../../usage/address.ts";

/** As many as are offered; others have their usage on their own pages. */
const CHOICES_MAX = 100;

/** What can be chosen of a kind of subject, and which kinds the person may list. */
export function useSubjectChoices(subject: Subject): {
  readonly choices: readonly ComboboxItem[];
  readonly offered: readonly Subject[];
} {
  const { workspaceId, client, can } = useWorkspace();
  const offered: readonly Subject[] = [
    "workspace",
    ...(can("listTokens") ? (["token"] as const) : []),
    ...(can("listServices") ? (["service"] as const) : []),
    ...(can("listApplications") ? (["application"] as const) : []),
  ];
  const read = async (signal: AbortSignal): Promise<readonly ComboboxItem[]> => {
    const query = { limit: CHOICES_MAX };
    switch (subject) {
      case "workspace":
        return [];
      case "token": {
        const { items } = await client.tokens.list(query, { signal });
        return items.map(({ id, label, displayId }) => ({ value: id, label, note: displayId }));
      }
      case "service": {
        const { items } = await client.services.list(query, { signal });
        return items.map(({ id, name }) => ({ value: id, label: name, note: id }));
      }
      case "application": {
        const { items } = await client.applications.list(query, { signal });
        return items.map(({ id, name }) => ({ value: id, label: name, note: id }));
      }
    }
  };
  const { data = [] } = useQuery({
    queryKey: [workspaceId, "usage-subjects", subject],
    queryFn: ({ signal }) => read(signal),
    enabled: subject !== "workspace" && offered.includes(subject),
  });
  return { choices: data, offered };
}
