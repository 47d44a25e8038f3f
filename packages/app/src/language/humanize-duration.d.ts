declare module 'humanize-duration' {
  /** Writes durations; with the one of its options that is set. */
  const humanizeDuration: {
    (ms: number): string;
    /** Code of the language in which it writes unless told. */
    language: string;
  };
  export default humanizeDuration;
}
