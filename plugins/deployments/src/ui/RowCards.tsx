import { makeStyles } from '@material-ui/core/styles';
import type { HeldRowsProps } from './columns';
import { glowing } from './glowing';
import { RowName } from './RowName';

const useStyles = makeStyles(theme => ({
  ...glowing,
  list: { listStyle: 'none', padding: 0, margin: 0 },
  card: {
    padding: theme.spacing(1.5),
    marginBottom: theme.spacing(1),
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
  },
  gone: { background: theme.palette.action.hover },
  name: { fontWeight: 600, overflowWrap: 'anywhere' },
  facts: {
    display: 'grid',
    gridTemplateColumns: 'minmax(80px, max-content) 1fr',
    gap: theme.spacing(0.5, 1.5),
    margin: theme.spacing(1, 0, 0),
    fontSize: 13,
    '& dt': { color: theme.palette.text.secondary },
    '& dd': { margin: 0, overflowWrap: 'anywhere', minWidth: 0 },
  },
  mono: {
    fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
    fontSize: 12,
  },
}));

/** Rows as cards, for narrow screens; what says nothing is left out. */
export function RowCards<T>(props: HeldRowsProps<T>) {
  const classes = useStyles();
  const [head, ...facts] = props.columns;
  return (
    <ul className={classes.list} aria-label={props.label}>
      {props.held.map(({ key, row, gone }) => (
        <li
          key={key}
          data-row={key}
          className={[
            classes.card,
            gone && classes.gone,
            !gone && props.isNew(key) && classes.glow,
          ]
            .filter(Boolean)
            .join(' ')}
        >
          <div className={`${classes.name} ${head?.mono ? classes.mono : ''}`}>
            <RowName gone={gone}>{head?.cell(row)}</RowName>
          </div>
          <dl className={classes.facts}>
            {facts.map(column => {
              const said = column.cell(row);
              return said === undefined ||
                said === null ||
                said === '' ? null : (
                <div key={column.id} style={{ display: 'contents' }}>
                  <dt>{column.title}</dt>
                  <dd className={column.mono ? classes.mono : undefined}>
                    {said}
                  </dd>
                </div>
              );
            })}
          </dl>
        </li>
      ))}
    </ul>
  );
}
