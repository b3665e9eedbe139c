import type { ReactNode } from "react";
import type { Token } from "../../../sdk/src/generated/types.ts";

/** What revoking means, and how long a request may still pass. */
export function RevocationText({ kinds }: { readonly kinds: readonly Token["kind"][] }): ReactNode {
  const isPublic = kinds.includes("public");
  const isOther = kinds.some((kind) => kind !== "public");
  return (
    <>
      <p>A revoked token never works again. To stop one for a while, disable it.</p>
      {isOther ? (
        <p>{isPublic ? "A private token" : "It"} stops with the next request: nothing passes with it any more.</p>
      ) : undefined}
      {isPublic ? (
        <p>
          {isOther ? "A public token" : "It"} is refused after 10 seconds. A configurator that is kept near its visitors
          may load for up to a minute more; you are told from when on no request passes.
        </p>
      ) : undefined}
    </>
  );
}
