import type { ReactNode } from "react";
import type { Role } from "../../../functions/domain/rights.ts";
import type { GrantableRights } from "../../../sdk/src/generated/types.ts";
import { describeRole } from "../api/words.ts";
import { SelectField } from "../design/field.tsx";
import { type OwnerRights, splitRoles } from "./scope-levels.ts";

/** The roles that can be given, and why the others cannot. */
export function RoleField({
  rights,
  owner,
  role,
  onChange,
  error,
}: {
  readonly rights: GrantableRights;
  readonly owner: OwnerRights | undefined;
  readonly role: Role;
  readonly onChange: (role: Role) => void;
  readonly error: string | undefined;
}): ReactNode {
  const { roles, refusal } = splitRoles({ rights, owner });
  // What the token has already can stay, whoever edits it.
  const offered = roles.includes(role) ? roles : [...roles, role];
  return (
    <SelectField
      label="Scope"
      hint={
        <>
          A ceiling on what the token may do with its APIs.
          {refusal === undefined ? undefined : ` ${describeRole(refusal.role)} and above: ${refusal.reason}`}
        </>
      }
      error={error}
      value={role}
      onChange={({ currentTarget: { value } }) => {
        const chosen = offered.find((candidate) => candidate === value);
        if (chosen !== undefined) onChange(chosen);
      }}
      options={offered.map((value) => ({ value, label: describeRole(value) }))}
    />
  );
}
