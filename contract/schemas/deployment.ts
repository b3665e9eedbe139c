import * as z from "zod";

/** What a page must know before anybody has signed in. All of it is public. */
export const deployment = z
  .strictObject({
    signIn: z.strictObject({
      issuer: z.string().meta({ description: "The `iss` claim of the OpenID Connect issuer that signs people in" }),
      clientId: z.string().meta({ description: "The console's public client at that issuer" }),
      scopes: z.string().meta({ description: "What a sign-in asks for, with spaces between", example: "openid email" }),
    }),
    embed: z
      .strictObject({
        scriptPath: z.string().meta({ description: "Follows new versions", example: "/embed.js" }),
        pinnedScriptPath: z.string().meta({ description: "Stays this version, to be used with `integrity`" }),
        integrity: z.string().meta({ description: "Value of the `integrity` attribute for `pinnedScriptPath`" }),
      })
      .meta({ description: "Paths on the origin that serves this API" }),
    uploadsOrigin: z
      .string()
      .meta({ description: "Where shoppers' files are sent: for `connect-src` of pages with a strict policy" }),
    version: z.string().meta({ example: "0.1.0" }),
  })
  .meta({ id: "Deployment" });
