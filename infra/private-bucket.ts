import { RemovalPolicy } from "aws-cdk-lib";
import { BlockPublicAccess, Bucket, BucketEncryption, type BucketProps } from "aws-cdk-lib/aws-s3";
import type { Construct } from "constructs";

/** A bucket that nobody reads without a policy or a signature that says so, and that goes with the stack only when that is asked for. */
export class PrivateBucket extends Bucket {
  constructor(
    scope: Construct,
    id: string,
    props: Pick<BucketProps, "cors" | "lifecycleRules"> & { readonly removalPolicy: RemovalPolicy },
  ) {
    super(scope, id, {
      ...props,
      blockPublicAccess: BlockPublicAccess.BLOCK_ALL,
      encryption: BucketEncryption.S3_MANAGED,
      enforceSSL: true,
      autoDeleteObjects: props.removalPolicy === RemovalPolicy.DESTROY,
    });
  }

  /** CDK types this more loosely on the class than on its interface, which exact optional properties refuse. */
  override get isWebsite(): boolean {
    return false;
  }
}
