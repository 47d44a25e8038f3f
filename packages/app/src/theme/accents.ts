/** The few colors that Pilothouse adds to a stock theme. */
export interface Accent {
  /** Links, buttons, the tab that is open; at least 4.5:1 on the paper of its variant. */
  readonly main: string;
  /** The same under the pointer. */
  readonly strong: string;
  /** What is emphasized without being the accent, such as the node a graph is about. */
  readonly neutral: string;
  /** The accent on the navigation, which is dark in both variants. */
  readonly onDark: string;
  /** Text of page headers. */
  readonly text: string;
  /** What is said beside the rest; at least 4.5:1 also in a row under the pointer. */
  readonly aside: string;
  /** Lines between areas. */
  readonly border: string;
}

/** One accent, for either variant. */
export const accents: Record<'light' | 'dark', Accent> = {
  light: {
    main: '#0f6b66',
    strong: '#0a4f4b',
    neutral: '#455a64',
    onDark: '#5eead4',
    text: '#1f1f1f',
    aside: '#616161',
    border: '#e0e0e0',
  },
  dark: {
    main: '#5eead4',
    strong: '#99f6e4',
    neutral: '#b0bec5',
    onDark: '#5eead4',
    text: '#ffffff',
    aside: '#cccccc',
    border: '#5a5a5a',
  },
};
