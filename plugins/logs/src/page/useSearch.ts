import { useEffect, useMemo, useState } from 'react';
import type { VListHandle } from 'virtua';
import type { RefObject } from 'react';
import { compile, neighbor } from '@pilothouse/plugin-platform-react';
import type { Address } from '../choice/useAddress';
import type { LogStore, Shown } from '../store/LogStore';
import { indexOfRow } from '../store/rows';

/** Searching in the rows of a store, and going from match to match. */
export function useSearch(
  store: LogStore,
  shown: Shown,
  address: Address,
  list: RefObject<VListHandle>,
) {
  const { only, change } = address;
  const { text, regex } = address.search;
  const compiled = useMemo(() => compile({ text, regex }), [text, regex]);
  const matcher = compiled.kind === 'matcher' ? compiled.matcher : undefined;
  const [current, setCurrent] = useState<number>();
  const [wanted, setWanted] = useState<1 | -1>();

  useEffect(() => {
    store.search(matcher, only);
    setCurrent(undefined);
  }, [store, matcher, only]);

  const isDone = shown.matcher === matcher && !shown.searching;
  useEffect(() => {
    if (!wanted || (matcher && !isDone)) {
      return;
    }
    setWanted(undefined);
    const next = neighbor(shown.matches, current, wanted);
    const index = next === undefined ? -1 : indexOfRow(shown.rows, next);
    if (index >= 0) {
      setCurrent(next);
      list.current?.scrollToIndex(index, { align: 'center' });
    }
  }, [wanted, matcher, isDone, shown, current, list]);

  return {
    compiled,
    matcher,
    current,
    /** Goes to a match as soon as all are found; the caller stops following. */
    go: setWanted,
    set: (search: Address['search']) =>
      change({ q: search.text, regex: search.regex ? 'true' : '' }),
    setOnly: (wantedOnly: boolean) =>
      change({ only: wantedOnly ? 'true' : '' }),
  };
}
