import {
  CopyObjectCommand,
  DeleteObjectCommand,
  GetObjectCommand,
  S3Client,
  S3ServiceException,
} from "@aws-sdk/client-s3";
import { createPresignedPost } from "@aws-sdk/s3-presigned-post";
import { presignGet } from "./presigned-get.ts";

/**
 * Where shoppers' files are: a private bucket. A browser sends a file to `pending/`; what has been checked there is copied to `files/`, where
 * nobody can replace it, until its upload has ended. Keys are made of ids, never of a name that somebody chose.
 */
export interface FileStore {
  readonly client: S3Client;
  readonly bucket: string;
}

/** One per function, made when the module loads. */
export function createFileStore(bucket: string): FileStore {
  return {
    client: new S3Client({ maxAttempts: 3, requestHandler: { requestTimeout: 5000, connectionTimeout: 1000 } }),
    bucket,
  };
}

/** Whose file, and which. */
export interface FileAddress {
  readonly workspaceId: string;
  readonly uploadId: string;
}

const pendingKey = ({ workspaceId, uploadId }: FileAddress) => `pending/${workspaceId}/${uploadId}`;
const fileKey = ({ workspaceId, uploadId }: FileAddress) => `files/${workspaceId}/${uploadId}`;

export interface UploadForm {
  readonly url: string;
  readonly fields: Record<string, string>;
}

/** A form that sends exactly one file: this key, this type, so many bytes. Whoever has it can do nothing else with it. */
export async function createForm(
  { client, bucket }: FileStore,
  address: FileAddress,
  file: { readonly contentType: string; readonly bytes: number; readonly seconds: number },
): Promise<UploadForm> {
  return createPresignedPost(client, {
    Bucket: bucket,
    Key: pendingKey(address),
    Fields: { "Content-Type": file.contentType },
    Conditions: [["content-length-range", file.bytes, file.bytes]],
    Expires: file.seconds,
  });
}

/** A file as it was sent. */
export interface PendingFile {
  readonly bytes: number;
  readonly contentType: string | undefined;
  /** The first bytes, as many as were asked for. */
  readonly start: Uint8Array;
  /** Stands for exactly this content. */
  readonly etag: string;
}

/** Undefined when nothing was sent. */
export async function readPendingFile(
  { client, bucket }: FileStore,
  address: FileAddress,
  startBytes: number,
): Promise<PendingFile | undefined> {
  try {
    const { Body, ContentRange, ContentType, ETag } = await client.send(
      new GetObjectCommand({ Bucket: bucket, Key: pendingKey(address), Range: `bytes=0-${startBytes - 1}` }),
    );
    const [, bytes] = /\/(\d+)$/.exec(ContentRange ?? "") ?? [];
    if (Body === undefined || bytes === undefined || ETag === undefined)
      throw new Error("S3 gave no part of an object");
    return {
      bytes: Number(bytes),
      contentType: ContentType,
      start: await Body.transformToByteArray(),
      etag: ETag,
    };
  } catch (error) {
    if (isAbsent(error)) return undefined;
    throw error;
  }
}

/** Copies what was sent, if it is still what was read. */
export async function keepPendingFile(
  { client, bucket }: FileStore,
  address: FileAddress,
  { etag }: PendingFile,
): Promise<boolean> {
  try {
    await client.send(
      new CopyObjectCommand({
        Bucket: bucket,
        Key: fileKey(address),
        CopySource: `${bucket}/${pendingKey(address)}`,
        CopySourceIfMatch: etag,
      }),
    );
    return true;
  } catch (error) {
    if (error instanceof S3ServiceException && error.name === "PreconditionFailed") return false;
    throw error;
  }
}

/** Deletes a file that was kept. It does not matter whether it is there. */
export async function removeFile({ client, bucket }: FileStore, address: FileAddress): Promise<void> {
  await client.send(new DeleteObjectCommand({ Bucket: bucket, Key: fileKey(address) }));
}

/** An address from which a file can be downloaded. The store answers with the type and the disposition that are given here. */
export async function createDownload(
  { client, bucket }: FileStore,
  address: FileAddress,
  download: {
    readonly contentType: string;
    readonly contentDisposition: string;
    readonly nowEpochMs: number;
    readonly seconds: number;
  },
): Promise<string> {
  const region = await client.config.region();
  const { AWS_ENDPOINT_URL_S3 } = process.env;
  const endpoint = client.config.endpointProvider({
    Bucket: bucket,
    Region: region,
    ...(AWS_ENDPOINT_URL_S3 && { Endpoint: AWS_ENDPOINT_URL_S3 }),
  });
  const url = new URL(`${endpoint.url.href.replace(/\/$/, "")}/${fileKey(address)}`);
  url.searchParams.set("response-content-type", download.contentType);
  url.searchParams.set("response-content-disposition", download.contentDisposition);
  const { nowEpochMs, seconds } = download;
  return presignGet({ url, region, credentials: await client.config.credentials(), nowEpochMs, seconds });
}

/** S3 tells whoever may not list a bucket that access is denied when there is no such object. */
function isAbsent(error: unknown): boolean {
  return error instanceof S3ServiceException && ["NoSuchKey", "AccessDenied"].includes(error.name);
}
