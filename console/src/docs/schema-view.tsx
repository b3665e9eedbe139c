import type { ReactNode } from "react";
import { formatInline } from "./inline.tsx";
import { type OpenApi, resolveSchema, type Schema, schemaName } from "./openapi.ts";
import { describeType } from "./sample.ts";

const OPEN_DEPTH = 1;

/** The members of an object as a nested list, or what a value may be. Deeper levels are folded; a schema inside itself is named only. */
export function SchemaView({
  api,
  schema,
  above = [],
}: {
  readonly api: OpenApi;
  readonly schema: Schema;
  readonly above?: readonly string[];
}): ReactNode {
  const name = schemaName(schema);
  if (name !== undefined && above.includes(name)) return <p className="small muted">As {name} above</p>;
  const inside = name === undefined ? above : [...above, name];
  const resolved = resolveSchema(api, schema);
  const variants = resolved.oneOf ?? resolved.anyOf;
  if (variants?.some((variant) => isStructured(api, variant))) {
    return (
      <ul className="schema-variants">
        {variants.map((variant, index) => (
          // biome-ignore lint/suspicious/noArrayIndexKey: variants have no names and never move
          <li key={index}>
            <p className="small muted">One of these: {describeType(api, variant)}</p>
            <SchemaView api={api} schema={variant} above={inside} />
          </li>
        ))}
      </ul>
    );
  }
  const { items, properties, required = [] } = resolved;
  if (items !== undefined && isStructured(api, items)) {
    return (
      <>
        <p className="small muted">A list of:</p>
        <SchemaView api={api} schema={items} above={inside} />
      </>
    );
  }
  if (properties === undefined) return <p className="small">{describeType(api, schema)}</p>;
  return (
    <ul className="schema">
      {Object.entries(properties).map(([member, memberSchema]) => (
        <Member
          key={member}
          {...{ api, name: member, schema: memberSchema, isRequired: required.includes(member), above: inside }}
        />
      ))}
    </ul>
  );
}

interface MemberProps {
  readonly api: OpenApi;
  readonly name: string;
  readonly schema: Schema;
  readonly isRequired: boolean;
  readonly above: readonly string[];
}

function Member({ api, name, schema, isRequired, above }: MemberProps): ReactNode {
  const { description, default: standard } = resolveSchema(api, schema);
  const hasMore = isStructured(api, schema);
  return (
    <li>
      <p>
        <code>{name}</code>{" "}
        <span className="small muted">
          {describeType(api, schema)}
          {isRequired ? ", required" : ""}
          {standard === undefined ? "" : `, default ${JSON.stringify(standard)}`}
        </span>
      </p>
      {description === undefined ? undefined : <p className="small">{formatInline(description)}</p>}
      {hasMore ? (
        <details open={above.length < OPEN_DEPTH}>
          <summary className="small">{schemaName(schema) ?? "Members"}</summary>
          <SchemaView api={api} schema={schema} above={above} />
        </details>
      ) : undefined}
    </li>
  );
}

function isStructured(api: OpenApi, schema: Schema): boolean {
  const { properties, items, oneOf, anyOf } = resolveSchema(api, schema);
  if (properties !== undefined) return true;
  if (items !== undefined) return isStructured(api, items);
  return (oneOf ?? anyOf ?? []).some((variant) => isStructured(api, variant));
}
