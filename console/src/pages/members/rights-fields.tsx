import type { ReactNode } from "react";
import { API_FAMILIES, ROLES } from "../../../../functions/domain/rights.ts";
import type { GrantableRights, Role } from "../../../../sdk/src/generated/types.ts";
import { fieldError } from "../../api/describe-error.ts";
import { describeRole } from "../../api/words.ts";
import { RadioGroup, SelectField } from "../../design/field.tsx";
import { type ChosenRights, chooseRole, type HeldRights, LEVELS, levelReason, levelsOf, roleReason } from "./rights.ts";
import { ServicesField } from "./services-field.tsx";
import { FAMILY_WORDS, LEVEL_WORDS, ROLE_HINTS } from "./words.ts";

/** Role, APIs and services. What cannot be given is shown, with who can. */
export function RightsFields({
  grantable,
  present,
  rights,
  onChange,
  error,
}: {
  readonly grantable: GrantableRights;
  /** What they have already: it can stay, whoever edits. */
  readonly present?: HeldRights & { readonly role: Role };
  readonly rights: ChosenRights;
  readonly onChange: (rights: ChosenRights) => void;
  readonly error: unknown;
}): ReactNode {
  const presentLevels = present === undefined ? undefined : levelsOf(present.scopes);
  return (
    <>
      <RadioGroup
        legend="Role"
        choices={ROLES.map((role) => ({
          value: role,
          label: describeRole(role),
          hint: ROLE_HINTS[role],
          disabledReason: roleReason(grantable, role, present?.role),
        }))}
        value={rights.role}
        onChange={(role) => onChange(present === undefined ? chooseRole(grantable, rights, role) : { ...rights, role })}
        error={fieldError(error, "/role")}
      />
      <fieldset className="field">
        <legend className="field-label">APIs</legend>
        <div className="columns-narrow">
          {API_FAMILIES.map((family) => {
            const { refused, reason } = levelReason(grantable, family, presentLevels?.[family]);
            return (
              <SelectField
                key={family}
                label={FAMILY_WORDS[family]}
                hint={reason}
                value={rights.levels[family]}
                options={LEVELS.map((level) => ({
                  value: level,
                  label: LEVEL_WORDS[level],
                  disabled: refused.includes(level),
                }))}
                onChange={({ currentTarget: { value } }) => {
                  const level = LEVELS.find((candidate) => candidate === value) ?? "none";
                  onChange({ ...rights, levels: { ...rights.levels, [family]: level } });
                }}
              />
            );
          })}
        </div>
        <p className="field-error" aria-live="polite">
          {fieldError(error, "/scopes")}
        </p>
      </fieldset>
      <ServicesField
        grantable={grantable}
        present={present?.services}
        services={rights.services}
        onChange={(services) => onChange({ ...rights, services })}
        error={fieldError(error, "/services")}
      />
    </>
  );
}
