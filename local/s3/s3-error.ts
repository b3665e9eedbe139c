/** A refusal, as it goes over the wire. */
export class S3Error extends Error {
  readonly status: number;
  /** S3's own word, such as `NoSuchKey`. */
  readonly code: string;

  constructor(status: number, code: string, message: string) {
    super(message);
    this.status = status;
    this.code = code;
  }
}

export const accessDenied = (message = "Access Denied") => new S3Error(403, "AccessDenied", message);
export const invalidArgument = (message: string) => new S3Error(400, "InvalidArgument", message);
export const notImplemented = (message: string) => new S3Error(501, "NotImplemented", message);
