import type { LogPiece, RunRef } from '@pilothouse/plugin-platform-common';
import { usePlatformClient } from '@pilothouse/plugin-platform-react';
import { useEffect, useMemo, useState, useSyncExternalStore } from 'react';
import { earlier, type AskEarlier } from './earlier';
import { LogReader, type ReadingState } from './LogReader';
import { LogText } from './LogText';

/** Asks the portal for a piece of a log. */
export type AskLog = (
  piece: { start?: number; tailBytes?: number; maxBytes?: number },
  signal?: AbortSignal,
) => Promise<LogPiece>;

/** As many lines are kept while a run goes on. */
const capacity = 100_000;

/** Reads the log of a run as long as the page is in sight. */
export function useLog(entityRef: string, { job, number }: RunRef) {
  const client = usePlatformClient();
  const log = useMemo(() => {
    const ask: AskLog = (piece, signal) =>
      client.pipelines.log(
        { entityRef, run: { job, number }, ...piece },
        { signal },
      );
    const listeners = new Set<() => void>();
    const text = new LogText({
      capacity,
      frame: callback => window.requestAnimationFrame(callback),
    });
    const reader = new LogReader({
      ask,
      hear: piece => text.append(piece),
      changed: () => listeners.forEach(listener => listener()),
    });
    return {
      ask,
      text,
      reader,
      state: (): ReadingState => reader.state,
      subscribe: (listener: () => void) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
  }, [client, entityRef, job, number]);
  useEffect(() => whileSeen(document, log.reader), [log]);
  const shown = useSyncExternalStore(log.text.subscribe, log.text.snapshot);
  const state = useSyncExternalStore(log.subscribe, log.state);
  const { ask, reader } = log;
  return { ask, shown, state, retry: reader.start, earlier: useEarlier(log) };
}

/** Reads what stands before the first line, a piece at a time. */
function useEarlier(log: { ask: AskEarlier; text: LogText }) {
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Error>();
  const read = async () => {
    setBusy(true);
    setProblem(undefined);
    try {
      log.text.prepend(await earlier(log.ask, log.text.snapshot().from));
    } catch (error) {
      setProblem(error instanceof Error ? error : new Error(String(error)));
    } finally {
      setBusy(false);
    }
  };
  return { busy, problem, read };
}

/** A page that is hidden draws no frame, so that what is read would only pile up. */
function whileSeen(page: Document, reader: LogReader): () => void {
  const look = () => (page.hidden ? reader.stop() : reader.start());
  page.addEventListener('visibilitychange', look);
  look();
  return () => {
    page.removeEventListener('visibilitychange', look);
    reader.stop();
  };
}
