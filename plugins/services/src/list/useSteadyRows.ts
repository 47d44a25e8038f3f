import type { ServiceView } from '@pilothouse/plugin-platform-common';
import { useEffect, useMemo, useRef } from 'react';
import { freeRows, heldRows, type Held } from '../rows/hold';

/**
 * Rows that stay where they are for as long as they are held, and otherwise stand in
 * their own order.
 *
 * @param asked - what was asked for; whoever asks for something else wants to see it
 */
export function useSteadyRows(options: {
  wanted: readonly ServiceView[];
  all: ReadonlyMap<string, ServiceView>;
  held: boolean;
  asked: object;
}): readonly Held<ServiceView>[] {
  const { wanted, all, held, asked } = options;
  const shown = useRef<{ rows: Held<ServiceView>[]; asked: object }>();
  const rows = useMemo(
    () =>
      held && shown.current?.asked === asked
        ? heldRows(shown.current.rows, wanted, all)
        : freeRows(wanted),
    [held, asked, wanted, all],
  );
  useEffect(() => {
    shown.current = { rows, asked };
  }, [rows, asked]);
  return rows;
}
