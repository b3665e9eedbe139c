import * as z from "zod";
import { instant, label, workspaceId } from "./common.ts";
import { role } from "./tokens.ts";

/** An ID token is about 1 kB; issuers that put groups into it make it longer. */
const ID_TOKEN_CHARACTERS_MAX = 16_384;

/** Who has signed in, as the issuer says it. */
export const idToken = z
  .string()
  .min(1)
  .max(ID_TOKEN_CHARACTERS_MAX)
  .meta({ description: "OpenID Connect ID token of the sign-in, with a verified email address" });

export const listSignInWorkspacesBody = z.strictObject({ idToken }).meta({ id: "ListSignInWorkspaces" });

export const signInWorkspaces = z
  .strictObject({
    email: z
      .string()
      .nullable()
      .meta({ description: "In lower case; null when the issuer has not verified it, and then nothing invites it" }),
    workspaces: z
      .array(
        z.strictObject({
          id: workspaceId,
          name: label,
          role,
          state: z
            .enum(["active", "suspended"])
            .meta({ description: "`suspended`: every request there is refused until somebody ends the suspension" }),
        }),
      )
      .meta({ description: "Whose member the person is, usable ones first, then by name; 100 at most" }),
    invitations: z
      .array(
        z.strictObject({
          workspaceId,
          workspaceName: label,
          role,
          expiresAt: instant.nullable().meta({ description: "null: it does not end" }),
        }),
      )
      .meta({ description: "Open invitations, by name of the workspace; 100 at most" }),
  })
  .meta({ id: "SignInWorkspaces" });
