import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  BrokenPipelines,
  ServiceView,
} from '@pilothouse/plugin-platform-common';
import {
  useRoomBelow,
  type HeldRow,
  type HoldHandlers,
} from '@pilothouse/plugin-platform-react';
import { defaultRangeExtractor, useVirtualizer } from '@tanstack/react-virtual';
import { useImperativeHandle, useMemo, useRef, type Ref } from 'react';
import { servicesTranslationRef } from '../language/ref';
import type { Sort } from '../rows/sort';
import { TableHead } from './TableHead';
import { TableRow, type TableLayout } from './TableRow';
import {
  columnsOf,
  leastWidthOf,
  rowHeightPx,
  useTableStyles,
} from './tableStyles';
import type { Glow } from './useGlow';
import { useRowFocus } from './useRowFocus';

const unseenRows = 8;
/** Least height of the table, in pixels. */
const leastPx = 320;

/** What keys do with a list. */
export interface ListHandle {
  readonly move: (by: 1 | -1) => void;
}

/** What a list of services shows, as a table or as cards. */
export interface ListProps {
  rows: readonly HeldRow<ServiceView>[];
  environments: readonly (string | undefined)[];
  /** Pipelines that fail, by the reference of the service. */
  pipelines: BrokenPipelines['services'];
  manyClusters: boolean;
  /** Whether what is not shown does not exist. */
  allAnswer: boolean;
  glow: Glow;
  sort: Sort;
  onSort: (sort: Sort) => void;
  onOpen: (view: ServiceView) => void;
  /** Hears whether somebody points at a row or has the focus in one. */
  holding: HoldHandlers;
  handle: Ref<ListHandle>;
}

/** Services as a table, of which only the rows in sight are drawn. */
export function ServiceTable(props: ListProps) {
  const classes = useTableStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const { rows, environments } = props;
  const root = useRef<HTMLDivElement>(null);
  const height = useRoomBelow(root, leastPx);
  const { virtualizer, focus } = useRows(rows, root);
  useImperativeHandle(props.handle, () => ({ move: focus.move }));
  const layout = useLayout(props, focus.arrived);
  const minWidth = leastWidthOf(environments.length, props.manyClusters);
  return (
    <div
      ref={root}
      role="table"
      aria-label={t('list.label')}
      aria-rowcount={rows.length + 1}
      aria-colcount={environments.length + 5}
      className={classes.root}
      style={{ maxHeight: height }}
    >
      <div style={{ minWidth }}>
        <TableHead
          environments={environments}
          columns={layout.columns}
          sort={props.sort}
          onSort={props.onSort}
        />
        <div
          role="rowgroup"
          className={classes.body}
          style={{ height: virtualizer.getTotalSize() }}
          {...props.holding}
        >
          {virtualizer.getVirtualItems().map(({ index, start }) => {
            const held = rows[index];
            return (
              held && (
                <TableRow
                  key={held.key}
                  held={held}
                  index={index}
                  top={start}
                  layout={layout}
                  focusable={index === Math.max(focus.index, 0)}
                />
              )
            );
          })}
        </div>
      </div>
    </div>
  );
}

function useRows(
  rows: readonly HeldRow<ServiceView>[],
  root: { readonly current: HTMLDivElement | null },
) {
  const keys = useMemo(() => rows.map(({ key }) => key), [rows]);
  const focused = useRef(-1);
  const virtualizer = useVirtualizer({
    count: rows.length,
    getScrollElement: () => root.current,
    estimateSize: () => rowHeightPx,
    getItemKey: index => keys[index] ?? index,
    overscan: unseenRows,
    // The row with the focus is drawn wherever it is, or the focus would be lost.
    rangeExtractor: range => {
      const seen = defaultRangeExtractor(range);
      return focused.current < 0 || seen.includes(focused.current)
        ? seen
        : [...seen, focused.current].sort((left, right) => left - right);
    },
  });
  const focus = useRowFocus(keys, root, index =>
    virtualizer.scrollToIndex(index, { align: 'auto' }),
  );
  focused.current = focus.index;
  return { virtualizer, focus };
}

function useLayout(
  { environments, pipelines, manyClusters, allAnswer, glow, onOpen }: ListProps,
  arrived: (key: string) => void,
): TableLayout {
  return useMemo(
    () => ({
      environments,
      pipelines,
      columns: columnsOf(environments.length, manyClusters),
      manyClusters,
      allAnswer,
      glow,
      arrived,
      open: onOpen,
    }),
    [environments, pipelines, manyClusters, allAnswer, glow, arrived, onOpen],
  );
}
