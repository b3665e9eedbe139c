/** Whether `Accept-Encoding` names brotli, and not with a weight of 0: RFC 9110 section 12.5.3. */
export function acceptsBrotli(header = ""): boolean {
  return header.split(",").some((offer) => {
    const [coding = "", weight = "q=1"] = offer
      .trim()
      .toLowerCase()
      .split(/\s*;\s*/);
    return coding === "br" && Number(weight.replace(/^q=/, "")) > 0;
  });
}
