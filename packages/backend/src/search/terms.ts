/** What a person searches for, word by word. */
export interface Terms {
  readonly words: readonly string[];
  /** Whether each may be the beginning of a longer word. */
  readonly areBeginnings: boolean;
}

/** What stands between words, where it is not a space. */
const special = /[^\p{L}\p{M}\p{N}._@/-]+/u;

const atEnds = /^[._@/-]+|[._@/-]+$/g;

/**
 * Reads what a person typed: `<b>% catalog` is about `catalog`. A letter that is left of a
 * word with special characters is the beginning of too many words: it is left out, or,
 * where there is nothing else, stands for itself only.
 */
export function termsOf(typed: string): Terms {
  const found = typed
    .normalize('NFC')
    .split(/\s+/)
    .flatMap(part =>
      part
        .split(special)
        .map(word => word.replace(atEnds, ''))
        .filter(word => word !== '')
        .map(word => ({ word, isLeft: word !== part && /^\w$/.test(word) })),
    );
  const whole = found.filter(({ isLeft }) => !isLeft);
  const areBeginnings = whole.length > 0;
  return {
    words: (areBeginnings ? whole : found).map(({ word }) => word),
    areBeginnings,
  };
}
