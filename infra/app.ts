import { synthesize } from "./synthesize.ts";

// The CLI says where it wants the assembly. Run without it, the same variable may be set by hand.
await synthesize(process.env.CDK_OUTDIR ?? "cdk.out");
