import * as z from "zod";
import { instant } from "./common.ts";

const currency = z
  .string()
  .regex(/^[A-Z]{3}$/, "Write an ISO 4217 code, such as EUR.")
  .optional()
  .meta({
    description: "ISO 4217 code of a currency of the configurator; its first one when left out",
    example: "EUR",
  });
/** What a page sends. */
export const quoteBody = z
  .strictObject({
    currency,
    editKey: z.string().max(100).optional().meta({
      description:
        "From the answer to the save. A token without `embed:resume` needs it: a quote shows what was saved, and such a token may see its own saves only",
    }),
  })
  .meta({ id: "QuoteConfiguration" });
/** What a server sends, which may read every save. */
export const quoteSavedBody = z.strictObject({ currency }).meta({ id: "QuoteSavedConfiguration" });

export const quote = z
  .strictObject({
    quote: z.string().meta({
      description: "A compact JWS, signed with ES256: what was chosen, what it costs, and until when that holds",
    }),
    expiresAt: instant,
  })
  .meta({ id: "Quote" });

const coordinate = z.string().regex(/^[0-9A-Za-z_-]{43}$/);
const quoteKey = z
  .strictObject({
    kty: z.literal("EC"),
    crv: z.literal("P-256"),
    x: coordinate,
    y: coordinate,
    alg: z.literal("ES256"),
    use: z.literal("sig"),
    kid: z.string().meta({ description: "The key's thumbprint (RFC 7638)" }),
  })
  .meta({ id: "QuoteKey", description: "A public key that quotes are signed with (RFC 7517)" });
export const quoteKeys = z.strictObject({ keys: z.array(quoteKey) }).meta({ id: "QuoteKeys" });
