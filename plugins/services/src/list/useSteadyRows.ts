import type { ServiceView } from '@pilothouse/plugin-platform-common';
import {
  freeRows,
  heldRows,
  type HeldRow,
} from '@pilothouse/plugin-platform-react';
import { useEffect, useMemo, useRef } from 'react';

const keyOf = ({ key }: ServiceView) => key;

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
}): readonly HeldRow<ServiceView>[] {
  const { wanted, all, held, asked } = options;
  const shown = useRef<{ rows: HeldRow<ServiceView>[]; asked: object }>();
  const rows = useMemo(
    () =>
      held && shown.current?.asked === asked
        ? heldRows(shown.current.rows, wanted, keyOf, key => all.get(key))
        : freeRows(wanted, keyOf),
    [held, asked, wanted, all],
  );
  useEffect(() => {
    shown.current = { rows, asked };
  }, [rows, asked]);
  return rows;
}
