import type { Cause, CauseFacts } from '@pilothouse/plugin-platform-common';
import type { Sentence } from './sentence';

/** What words of a cause need besides its facts. */
export interface Wording {
  readonly language: string;
  /** Says a part of a sentence, such as one reason of several. */
  readonly say: (part: Sentence) => string;
  readonly unnamed: string;
}

/** A cause in words: what is wrong, then what to do. */
export interface CauseWords {
  readonly what: Sentence;
  readonly fix: Sentence;
}

/** The facts of one kind of cause. */
export type Facts<K extends CauseFacts['kind']> = Extract<
  CauseFacts,
  { kind: K }
>;

/** Kind by kind which sentences tell a cause, and what they are filled with. */
export type Table<Kind extends CauseFacts['kind']> = {
  readonly [K in Kind]: (
    facts: Facts<K>,
    cause: Cause,
    wording: Wording,
  ) => CauseWords;
};

/** A cause by the keys of its sentences, and what the first is filled with. */
export function plain(
  what: Sentence['key'],
  fix: Sentence['key'],
  values: Sentence['values'] = {},
): CauseWords {
  return { what: { key: what, values }, fix: { key: fix, values: {} } };
}
