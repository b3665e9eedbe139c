import { type ReactNode, useId } from "react";
import { API_FAMILIES, type ApiFamily, type ApiScope } from "../../../functions/domain/rights.ts";
import type { GrantableRights } from "../../../sdk/src/generated/types.ts";
import { LEVELS, type Level } from "../pages/members/rights.ts";
import { FAMILY_WORDS, LEVEL_WORDS } from "../pages/members/words.ts";
import { levelOf, type OwnerRights, refuseLevel, withLevel } from "./scope-levels.ts";

export interface ScopesFieldProps {
  readonly rights: GrantableRights;
  readonly owner: OwnerRights | undefined;
  readonly scopes: readonly ApiScope[];
  readonly onChange: (scopes: readonly ApiScope[]) => void;
  readonly error: string | undefined;
}

/** Which APIs the token opens. What cannot be given stays in sight, with the reason and whom to ask. */
export function ScopesField({ scopes, onChange, error, ...context }: ScopesFieldProps): ReactNode {
  return (
    <fieldset className="field" data-invalid={error === undefined ? undefined : true}>
      <legend className="field-label">APIs</legend>
      <div className="choice-rows">
        {API_FAMILIES.map((family) => (
          <FamilyRow
            key={family}
            family={family}
            level={levelOf(scopes, family)}
            reasons={{
              none: undefined,
              read: refuseLevel(family, "read", context),
              write: refuseLevel(family, "write", context),
            }}
            onChange={(level) => onChange(withLevel(scopes, family, level))}
          />
        ))}
      </div>
      <p className="field-error" aria-live="polite">
        {error}
      </p>
    </fieldset>
  );
}

function FamilyRow({
  family,
  level,
  reasons,
  onChange,
}: {
  readonly family: ApiFamily;
  readonly level: Level;
  readonly reasons: Readonly<Record<Level, string | undefined>>;
  readonly onChange: (level: Level) => void;
}): ReactNode {
  const id = useId();
  const note =
    reasons.read !== undefined
      ? reasons.read
      : reasons.write === undefined
        ? undefined
        : `Read and write: ${reasons.write}`;
  return (
    <fieldset className="choice-line" aria-describedby={note === undefined ? undefined : `${id}-note`}>
      <legend>{FAMILY_WORDS[family]}</legend>
      <div className="row">
        {LEVELS.map((candidate) => (
          <label key={candidate} className="choice">
            <input
              type="radio"
              name={id}
              checked={level === candidate}
              // What the token has already can stay, whoever edits it.
              disabled={reasons[candidate] !== undefined && level !== candidate}
              onChange={() => onChange(candidate)}
            />
            {LEVEL_WORDS[candidate]}
          </label>
        ))}
      </div>
      {note === undefined ? undefined : (
        <p className="field-hint" id={`${id}-note`}>
          {note}
        </p>
      )}
    </fieldset>
  );
}
