import type { Row } from '../store/rows';
import { inBothZones } from '../line/time';
import { useNoteText } from './useNoteText';
import type { RowClasses } from './styles';

/** A line across the log: something may be missing here, or a container has ended. */
export function Note(props: {
  row: Exclude<Row, { kind: 'line' }>;
  classes: RowClasses;
}) {
  const { row, classes } = props;
  const text = useNoteText()(row);
  const said = row.kind === 'gap' && row.detail;
  const isMissing = row.kind === 'gap' && row.lines !== 0;
  return (
    <div className={classes.gap} role="note">
      <span
        className={`${classes.gapText} ${isMissing ? classes.missing : ''}`}
        title={[inBothZones(row.at), said].filter(Boolean).join('\n')}
      >
        {text}
      </span>
    </div>
  );
}
