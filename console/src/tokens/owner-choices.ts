import type { Owner, OwnerReference, ServiceAccount } from "../../../sdk/src/generated/types.ts";
import type { ComboboxItem } from "../design/combobox-field.tsx";

/** An owner in one text, as a list of choices needs it. */
export function formatOwner({ type, id }: OwnerReference): string {
  return `${type}:${id}`;
}

export function parseOwner(text: string): OwnerReference | undefined {
  const [type, ...id] = text.split(":");
  if ((type !== "member" && type !== "service_account") || id.join(":") === "") return undefined;
  return { type, id: id.join(":") };
}

/** Who can own a new token: oneself, unless the workspace wants service accounts only, and the accounts that work. */
export function ownerChoices(accounts: readonly ServiceAccount[], oneself: Owner | undefined): readonly ComboboxItem[] {
  return [
    ...(oneself?.type === "member"
      ? [{ value: formatOwner({ type: "member", id: oneself.id }), label: oneself.name, note: "You" }]
      : []),
    ...accounts
      .filter(({ state }) => state === "active")
      .map(({ name }) => ({
        value: formatOwner({ type: "service_account", id: name }),
        label: name,
        note: "Service account",
      })),
  ];
}
