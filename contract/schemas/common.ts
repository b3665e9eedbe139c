import * as z from "zod";

/** Shapes that several resources share. */
export const instant = z.iso
  .datetime({ offset: false, error: "Write an instant in UTC, such as 2026-11-22T12:00:00Z." })
  .max(30)
  .meta({ description: "RFC 3339 instant in UTC", example: "2026-11-22T12:00:00.000Z" });

export const workspaceId = z
  .string()
  .regex(/^ws_[0-9A-Za-z]{12}$/)
  .meta({ description: "Workspace id", example: "ws_4fK2mZq81LpA" });
export const tokenId = z
  .string()
  .regex(/^lk[psv]_[0-9A-Za-z]{12}$/)
  .meta({ description: "Token id: the first 16 characters of the token. Not secret.", example: "lks_7Qm2ZfP0aBcD" });
export const serviceAccountId = z
  .string()
  .regex(/^[A-Za-z0-9_-]{1,64}$/, "Use 1 to 64 letters, digits, hyphens and underscores.")
  .meta({
    description: "Service-account name: letters, digits, hyphen and underscore. The name is the id.",
    example: "web-shop",
  });
export const configuratorId = z
  .string()
  .regex(/^cfg_[0-9A-Za-z]{12}$/)
  .meta({ description: "Configurator id", example: "cfg_2hJ7sWv9QxTb" });
export const shortId = z
  .string()
  .regex(/^[0-9A-Za-z]{16}$/)
  .meta({ description: "Short id of a saved configuration; it cannot be guessed", example: "q7Zt0LmW4cVb9XyK" });
export const VERSION_MAX = 999_999;
export const versionNumber = z
  .int()
  .min(1)
  .max(VERSION_MAX)
  .meta({ description: "Version of a configurator, counted from 1", example: 3 });

export const label = z.string().trim().min(1).max(120);
export const note = z.string().max(1000);

/** `?limit` and `?cursor` of every list. Query values arrive as text. */
export const pageQuery = {
  limit: z.coerce.number().int().min(1).max(100).default(25).meta({ description: "Most items on the page" }),
  cursor: z.string().min(1).max(2048).optional().meta({ description: "`nextCursor` of the page before" }),
};

export function pageOf<Item extends z.ZodType>(item: Item, id: string) {
  return z
    .strictObject({
      items: z.array(item),
      nextCursor: z
        .string()
        .nullable()
        .meta({ description: "Pass it as `cursor` for the next page; null on the last one" }),
    })
    .meta({ id });
}

/** Prices by ISO 4217 code, in integer minor units: `{ "EUR": 24900 }` is 249.00 euros. */
export const priceByCurrency = z
  .record(z.string().regex(/^[A-Z]{3}$/), z.int())
  .meta({ id: "Price", description: "Integer minor units by ISO 4217 currency code", example: { EUR: 24900 } });

export const problem = z
  .strictObject({
    type: z.url().or(z.string()).meta({ description: "Page of this code" }),
    title: z.string(),
    status: z.int(),
    code: z.string().meta({ description: "Stable code; see docs/errors" }),
    detail: z.string().optional(),
    requestId: z.string(),
    errors: z.array(z.strictObject({ pointer: z.string(), code: z.string(), message: z.string() })).optional(),
    publishedVersion: versionNumber.optional().meta({
      description:
        "With `version_not_published`, where a version is: load it with the parameter `version`, past every cache",
    }),
  })
  .meta({ id: "Problem", description: "RFC 9457 problem details" });

/** A day of a query. */
export const date = z.iso
  .date({ error: "Write a date, such as 2026-11-22.", abort: true })
  .regex(/^20/, "Name a date of this century.")
  .meta({ description: "Date in the time zone of the query", example: "2026-11-22" });
export const timeZone = z
  .string()
  .min(1)
  .max(64)
  .meta({ description: "Name in the IANA time zone database", example: "Europe/Berlin" });
