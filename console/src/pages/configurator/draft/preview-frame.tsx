import { type ReactNode, useEffect, useRef, useState } from "react";
import { Notice } from "../../../design/page.tsx";
import { parseFrameMessage, type ShowMessage } from "../../../preview/messages.ts";

const PREVIEW_PAGE = "/console/preview.html";
/** The frame loads two small scripts. */
const READY_MS = 15_000;

export type Shown = Omit<ShowMessage, "type" | "number">;

/**
 * The real embed in a frame without an origin: nothing that a document brings along can reach the console, and the frame gets the document and
 * nothing else. What it says counts only when it comes from this frame.
 */
export function PreviewFrame({ shown, width }: { readonly shown: Shown; readonly width: string }): ReactNode {
  const frame = useRef<HTMLIFrameElement>(null);
  const numbers = useRef(0);
  const [isReady, setReady] = useState(false);
  const [problem, setProblem] = useState<string>();

  useEffect(() => {
    const receive = ({ source, origin, data }: MessageEvent): void => {
      // A sandboxed frame has no origin, which is written as "null".
      if (source !== frame.current?.contentWindow || origin !== "null") return;
      const message = parseFrameMessage(data);
      if (message?.type === "latchkey:ready") setReady(true);
      else if (message?.number !== numbers.current) return;
      setProblem(message?.type === "latchkey:failed" ? message.message : undefined);
    };
    addEventListener("message", receive);
    return () => removeEventListener("message", receive);
  }, []);

  useEffect(() => {
    if (isReady) return undefined;
    const timer = setTimeout(() => setProblem("It did not load."), READY_MS);
    return () => clearTimeout(timer);
  }, [isReady]);

  useEffect(() => {
    if (!isReady) return;
    numbers.current += 1;
    const message: ShowMessage = { type: "latchkey:show", number: numbers.current, ...shown };
    // It has no origin that could be named; it is our own page, which the policy keeps from going elsewhere.
    frame.current?.contentWindow?.postMessage(message, "*");
  }, [isReady, shown]);

  return (
    <>
      {problem === undefined ? undefined : (
        <Notice tone="warning">
          <p role="status">The preview does not show this draft. {problem}</p>
        </Notice>
      )}
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard */}
      <section className="preview-scroll" aria-label="Preview window" tabIndex={0}>
        <iframe
          ref={frame}
          className="preview-frame"
          data-width={width}
          title="Preview of the draft"
          src={PREVIEW_PAGE}
          sandbox="allow-scripts"
          // For products with a model that shoppers may see in their own room.
          allow="xr-spatial-tracking *"
        />
      </section>
    </>
  );
}
