import { expect, it } from "vitest";
import { presignGet } from "../../../functions/store/presigned-get.ts";

const AWS_EXAMPLE = {
  region: "us-east-1",
  credentials: {
    accessKeyId: "AKIAIOSFODNN7EXAMPLE",
    secretAccessKey: "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
  },
  nowEpochMs: Date.UTC(2013, 4, 24),
  seconds: 86400,
};

it("is the address of the example in AWS's own documentation (Signature Version 4, query parameters)", () => {
  const url = new URL("https://examplebucket.s3.amazonaws.com/test.txt");
  expect(presignGet({ ...AWS_EXAMPLE, url })).toBe(
    "https://examplebucket.s3.amazonaws.com/test.txt?X-Amz-Algorithm=AWS4-HMAC-SHA256" +
      "&X-Amz-Credential=AKIAIOSFODNN7EXAMPLE%2F20130524%2Fus-east-1%2Fs3%2Faws4_request" +
      "&X-Amz-Date=20130524T000000Z&X-Amz-Expires=86400&X-Amz-SignedHeaders=host" +
      "&X-Amz-Signature=aeeed9bbccd4d02ee5c0109b86d86835f995330da4c265957d157751f604d404",
  );
});

it("names the session and every parameter of the answer, in one order, with the signs encoded that URLs leave alone", () => {
  const url = new URL("https://examplebucket.s3.amazonaws.com/test.txt");
  url.searchParams.set("response-content-disposition", `attachment; filename*=UTF-8''a%20(1).png`);
  const credentials = { ...AWS_EXAMPLE.credentials, sessionToken: "a/b+c=" };
  const signed = presignGet({ ...AWS_EXAMPLE, credentials, url });
  expect(signed).toContain("&X-Amz-Security-Token=a%2Fb%2Bc%3D&X-Amz-SignedHeaders=host&response-content-disposition=");
  expect(signed).toContain("filename%2A%3DUTF-8%27%27a%2520%281%29.png&X-Amz-Signature=");
});
