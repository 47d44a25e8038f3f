import { useTranslationRef } from '@backstage/frontend-plugin-api';
import ButtonBase from '@material-ui/core/ButtonBase';
import DownIcon from '@material-ui/icons/ArrowDropDown';
import UpIcon from '@material-ui/icons/ArrowDropUp';
import { servicesTranslationRef } from '../language/ref';
import {
  resorted,
  sortColumns,
  type Sort,
  type SortColumn,
} from '../rows/sort';
import { useTableStyles } from './tableStyles';

/** Names of the columns, by some of which rows can be ordered. */
export function TableHead(props: {
  environments: readonly (string | undefined)[];
  columns: string;
  sort: Sort;
  onSort: (sort: Sort) => void;
}) {
  const classes = useTableStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const { sort, onSort } = props;
  return (
    <div role="rowgroup" className={classes.head}>
      <div
        role="row"
        aria-rowindex={1}
        className={classes.headRow}
        style={{ gridTemplateColumns: props.columns }}
      >
        {sortColumns.map(by => (
          <SortHead key={by} by={by} sort={sort} onSort={onSort} />
        ))}
        {props.environments.map(name => (
          <div key={name ?? ''} role="columnheader" className={classes.cell}>
            <span className={classes.short} title={name}>
              {name ?? t('column.noEnvironment')}
            </span>
          </div>
        ))}
        <div role="columnheader" className={classes.cell}>
          {t('column.cause')}
        </div>
      </div>
    </div>
  );
}

function SortHead(props: {
  by: SortColumn;
  sort: Sort;
  onSort: (sort: Sort) => void;
}) {
  const classes = useTableStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const { by, sort, onSort } = props;
  const isChosen = sort.by === by;
  const Icon = sort.reversed ? UpIcon : DownIcon;
  return (
    <div
      role="columnheader"
      className={classes.cell}
      aria-sort={isChosen ? directionOf(sort) : undefined}
    >
      <ButtonBase
        className={classes.sort}
        onClick={() => onSort(resorted(sort, by))}
      >
        {t(`column.${by}`)}
        {isChosen && <Icon fontSize="small" aria-hidden />}
      </ButtonBase>
    </div>
  );
}

/** The worst state first is the highest first, and so descending. */
function directionOf({ by, reversed }: Sort) {
  return (by === 'status') === reversed ? 'ascending' : 'descending';
}
