import { useState } from "react";
import { saveFile } from "../design/save-file.ts";
import { useNotifications } from "../design/toast.tsx";

export interface Download {
  readonly isBusy: boolean;
  /** Saves what the API answers with under a name. Says so when it does not answer. */
  readonly download: (fileName: string, read: () => Promise<string>) => Promise<void>;
}

/** Comma-separated values of the API, as a file. */
export function useDownload(): Download {
  const { failed } = useNotifications();
  const [isBusy, setIsBusy] = useState(false);
  const download = async (fileName: string, read: () => Promise<string>): Promise<void> => {
    setIsBusy(true);
    try {
      saveFile(new Blob([await read()], { type: "text/csv" }), fileName);
    } catch (error) {
      failed(error);
    } finally {
      setIsBusy(false);
    }
  };
  return { isBusy, download };
}
