/** Something that somebody wants remembered. */
export interface Note {
  readonly id: number;
  readonly text: string;
  readonly at: Date;
}

/** Where notes are kept. */
export interface Notes {
  add(text: string): Promise<Note>;
  /** The newest first. */
  latest(most: number): Promise<Note[]>;
}
