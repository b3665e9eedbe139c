/** An answer other than 200, as it goes over the wire. */
export class ApiError extends Error {
  readonly statusCode: number;
  readonly body: Readonly<Record<string, unknown>>;

  constructor(statusCode: number, body: Readonly<Record<string, unknown>>) {
    super(String(body.message ?? body.Message ?? body.__type));
    this.statusCode = statusCode;
    this.body = body;
  }

  /** The exception's name without its namespace, for example `ValidationException`. */
  get type(): string {
    return String(this.body.__type).replace(/^.*#/, "");
  }
}

const DYNAMODB = "com.amazonaws.dynamodb.v20120810#";
const CORAL = "com.amazon.coral.service#";
const VALIDATE = "com.amazon.coral.validate#";

export function validationError(message: string): ApiError {
  return new ApiError(400, {
    __type: `${VALIDATE}ValidationException`,
    message,
  });
}

/** `message` may be left out: DynamoDB itself sends none for a body that is not JSON. */
export function serializationError(message?: string): ApiError {
  return new ApiError(400, {
    __type: `${CORAL}SerializationException`,
    ...(message === undefined ? {} : { Message: message }),
  });
}

/** A refusal by the caller's credentials, `AccessDeniedException` or `UnrecognizedClientException`. */
export function authorizationError(type: string, message: string): ApiError {
  return new ApiError(400, { __type: `${CORAL}${type}`, Message: message });
}

export function unknownOperationError(message?: string): ApiError {
  return new ApiError(400, {
    __type: `${CORAL}UnknownOperationException`,
    ...(message === undefined ? {} : { message }),
  });
}

/** An exception of DynamoDB's own model, for example `ResourceNotFoundException`. */
export function dynamoDbError(type: string, message: string, members: Record<string, unknown> = {}): ApiError {
  return new ApiError(400, {
    __type: `${DYNAMODB}${type}`,
    ...members,
    message,
  });
}

/** `item` is what stands in the way, for a caller that asked to see it. */
export function conditionalCheckFailed(item: object | undefined): ApiError {
  const members = item === undefined ? {} : { Item: item };
  return dynamoDbError("ConditionalCheckFailedException", "The conditional request failed", members);
}

export function internalError(): ApiError {
  return new ApiError(500, {
    __type: `${DYNAMODB}InternalServerError`,
    message: "Internal server error",
  });
}

/** Reads an error that dynalite made (it carries `statusCode` and `body`); undefined for any other error. */
export function parseApiError(error: unknown): ApiError | undefined {
  if (error instanceof ApiError) return error;
  if (!(error instanceof Error) || !("statusCode" in error) || !("body" in error)) return undefined;
  const { statusCode, body } = error;
  if (typeof statusCode !== "number" || typeof body !== "object" || body === null) return undefined;
  return new ApiError(statusCode, { ...body });
}
