import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  compareStatuses,
  type Placement,
  type ServiceView,
} from '@pilothouse/plugin-platform-common';
import { useCauses, useWhere } from '@pilothouse/plugin-platform-react';
import { servicesTranslationRef } from '../language/ref';

const useStyles = makeStyles({
  root: {
    display: '-webkit-box',
    WebkitLineClamp: 2,
    WebkitBoxOrient: 'vertical',
    overflow: 'hidden',
    overflowWrap: 'anywhere',
    lineHeight: 1.35,
  },
  where: { fontWeight: 600 },
});

/** Why a service is not as it should be, and where, in one line; nothing of a healthy one. */
export function CauseLine(props: {
  view: ServiceView;
  manyClusters: boolean;
  /** Whether what is not known to run does not run. */
  allAnswer: boolean;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const { sayCause, sayLine } = useCauses();
  const whereOf = useWhere();
  const { view } = props;
  const placement = view.trouble?.placement ?? worstOf(view);
  if (view.row.selectorUnclear) {
    return <span className={classes.root}>{t('row.selectorUnclear')}</span>;
  }
  if (!placement) {
    return view.placements.length === 0 ? (
      <span className={classes.root}>
        {t(props.allAnswer ? 'row.nothingRuns' : 'row.notKnown')}
      </span>
    ) : null;
  }
  const said = view.trouble && sayCause(view.trouble.cause);
  const line = said?.what ?? sayLine({ ...placement, causes: [] });
  return (
    <span className={classes.root} title={said ? `${line}\n${said.fix}` : line}>
      <span className={classes.where}>
        {whereOf(placement, props.manyClusters, view.placements)}
      </span>{' '}
      {line}
    </span>
  );
}

function worstOf({ status, placements }: ServiceView): Placement | undefined {
  if (status === 'healthy') {
    return undefined;
  }
  return [...placements].sort((left, right) =>
    compareStatuses(right.status, left.status),
  )[0];
}
