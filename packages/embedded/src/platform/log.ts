/** Writes down what happened; never given secrets. */
export type Log = (
  event: string,
  details?: Readonly<Record<string, unknown>>,
) => void;

/** One JSON object a line, on standard output. */
export const logToStdout: Log = (event, details) => {
  process.stdout.write(
    `${JSON.stringify({
      time: new Date().toISOString(),
      event,
      ...details,
    })}\n`,
  );
};
