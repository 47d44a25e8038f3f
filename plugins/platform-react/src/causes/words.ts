import type { Cause, CauseFacts } from '@pilothouse/plugin-platform-common';
import { podWords } from './pod-words';
import type { CauseWords, Facts, Table, Wording } from './wording';
import { workloadWords } from './workload-words';

const table: Table<CauseFacts['kind']> = { ...podWords, ...workloadWords };

/** The sentences that tell a cause, as data. */
export function causeWords(cause: Cause, wording: Wording): CauseWords {
  return wordsOf(cause.facts, cause, wording);
}

function wordsOf<K extends CauseFacts['kind']>(
  facts: Facts<K>,
  cause: Cause,
  wording: Wording,
): CauseWords {
  const kind: K = facts.kind as K;
  return table[kind](facts, cause, wording);
}
