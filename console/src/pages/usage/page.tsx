import type { ReactNode } from "react";
import { useAddressState } from "../../api/use-address-state.ts";
import { Page } from "../../design/page.tsx";
import { targetOf, USAGE_ADDRESS } from "../../usage/address.ts";
import { UsageReport } from "../../usage/usage-report.tsx";
import { SubjectFields } from "./subject-fields.tsx";

const ADDRESS = { ...USAGE_ADDRESS, subject: "workspace", id: "" };

/** What the workspace, or one thing of it, has used: the counts that bills are made from. */
export default function UsagePage(): ReactNode {
  const [address, setAddress] = useAddressState(ADDRESS);
  const target = targetOf(address);
  return (
    <Page
      title="Usage"
      description="What your tokens, services and applications have used: the counts that bills are made from."
    >
      <SubjectFields subject={address.subject} id={address.id} onChange={setAddress} />
      {target === undefined ? (
        <p className="muted">Choose whose usage you want to see.</p>
      ) : (
        <UsageReport key={`${target.subject} ${target.id ?? ""}`} target={target} />
      )}
    </Page>
  );
}
