import { useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import { RowCards } from './RowCards';
import { RowTable } from './RowTable';
import type { RowsProps } from './columns';
import { useHeldRows } from './useHeldRows';
import { useNewRows } from './useNewRows';

/** Rows that change in place: a table, or cards where there is little room. */
export function Rows<T>(props: RowsProps<T>) {
  // Asked before the first paint: a table is wider than a narrow screen.
  const narrow = useMediaQuery(useTheme().breakpoints.down('sm'), {
    noSsr: true,
  });
  const { held, handlers } = useHeldRows(props.rows, props.keyOf);
  const isNew = useNewRows(held.map(({ key }) => key));
  const View = narrow ? RowCards : RowTable;
  return (
    <div {...handlers}>
      <View {...props} held={held.slice(0, props.most)} isNew={isNew} />
    </div>
  );
}
