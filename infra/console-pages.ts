import {
  type BehaviorOptions,
  Function as CloudFrontFunction,
  FunctionCode,
  FunctionEventType,
  FunctionRuntime,
  HeadersFrameOption,
  HeadersReferrerPolicy,
  ResponseHeadersPolicy,
} from "aws-cdk-lib/aws-cloudfront";
import { Construct } from "constructs";
import { formatContentPolicy, STRICT_TRANSPORT } from "./security-headers.ts";

/**
 * The paths of the console and of the API reference, in the order in which CloudFront tries them. Everything else, `docs/errors/*` included,
 * stays with the API.
 *
 * @param files how files of the bucket are served to every page: the console's assets are, because its preview runs in a frame without an origin
 * @param signInOrigins what the console asks while signing in, with spaces between
 */
export function consoleBehaviors(
  scope: Construct,
  files: BehaviorOptions,
  signInOrigins: string,
): Readonly<Record<string, BehaviorOptions>> {
  const parent = new Construct(scope, "Console");
  const pages: BehaviorOptions = {
    ...files,
    responseHeadersPolicy: pageHeaders(parent, signInOrigins),
    functionAssociations: [
      {
        eventType: FunctionEventType.VIEWER_REQUEST,
        function: new CloudFrontFunction(parent, "Paths", {
          comment: "Latchkey: finds the page for a path of the console",
          runtime: FunctionRuntime.JS_2_0,
          code: FunctionCode.fromInline(PATHS_CODE),
        }),
      },
    ],
  };
  return {
    "console/assets/*": files,
    "console/preview.html": { ...files, responseHeadersPolicy: previewHeaders(parent) },
    console: pages,
    "console/*": pages,
    "workspace/*": pages,
    docs: pages,
    "docs/": pages,
  };
}

/**
 * The console is one page, which reads the rest of the path itself, so every path below `/console/` is that page. Addresses without the
 * prefix lead there: they are what people write down.
 */
const PATHS_CODE = `function handler(event) {
  var request = event.request;
  var path = request.uri;
  if (path === "/console") return redirect("/console/", request.querystring);
  if (path.startsWith("/workspace/")) return redirect("/console" + path, request.querystring);
  request.uri = path === "/docs" || path === "/docs/" ? "/docs/index.html" : "/console/index.html";
  return request;
}

function redirect(path, query) {
  var pairs = [];
  Object.keys(query).forEach(function (name) {
    var parameter = query[name];
    (parameter.multiValue || [parameter]).forEach(function (each) {
      pairs.push(each.value === "" ? name : name + "=" + each.value);
    });
  });
  var location = pairs.length === 0 ? path : path + "?" + pairs.join("&");
  return { statusCode: 302, statusDescription: "Found", headers: { location: { value: location } } };
}
`;

/** Nothing but the page's own files runs, it talks to the API and the issuer only, and nobody frames it. */
function pageHeaders(scope: Construct, signInOrigins: string): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, "PageHeaders", {
    comment: "Latchkey console",
    securityHeadersBehavior: {
      ...STRICT_TRANSPORT,
      contentSecurityPolicy: {
        contentSecurityPolicy: formatContentPolicy({
          "default-src": "'none'",
          "script-src": "'self'",
          "style-src": "'self'",
          "img-src": "'self' data: blob:",
          "font-src": "'self'",
          "connect-src": `'self' ${signInOrigins}`,
          "frame-src": "'self'",
          "form-action": "'self'",
          "base-uri": "'none'",
          "frame-ancestors": "'none'",
          "require-trusted-types-for": "'script'",
        }),
        override: true,
      },
      frameOptions: { frameOption: HeadersFrameOption.DENY, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
    },
    customHeadersBehavior: {
      customHeaders: [
        { header: "cross-origin-opener-policy", value: "same-origin", override: true },
        { header: "cross-origin-resource-policy", value: "same-origin", override: true },
        {
          header: "permissions-policy",
          value: "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
          override: true,
        },
      ],
    },
  });
}

/**
 * The page that shows a configurator while it is edited. Its `sandbox` takes its origin away, also when it is opened by itself: it can read
 * nothing of the console and send no credential. Pictures and models come from wherever the configurator says.
 */
function previewHeaders(scope: Construct): ResponseHeadersPolicy {
  return new ResponseHeadersPolicy(scope, "PreviewHeaders", {
    comment: "Latchkey console preview",
    securityHeadersBehavior: {
      ...STRICT_TRANSPORT,
      contentSecurityPolicy: {
        contentSecurityPolicy: formatContentPolicy({
          sandbox: "allow-scripts",
          "default-src": "'none'",
          "script-src": "'self'",
          "style-src": "'self'",
          "img-src": "https: http: data: blob:",
          "media-src": "https: http: data: blob:",
          "font-src": "'self'",
          "connect-src": "https: http: data: blob:",
          "form-action": "'none'",
          "base-uri": "'none'",
          "frame-ancestors": "'self'",
          "require-trusted-types-for": "'script'",
        }),
        override: true,
      },
      frameOptions: { frameOption: HeadersFrameOption.SAMEORIGIN, override: true },
      referrerPolicy: { referrerPolicy: HeadersReferrerPolicy.NO_REFERRER, override: true },
    },
  });
}
