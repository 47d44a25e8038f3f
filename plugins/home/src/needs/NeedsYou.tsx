import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceRow } from '@pilothouse/plugin-platform-common';
import {
  CellMark,
  Duration,
  platformReactTranslationRef,
  runsPath,
  StatusLabel,
  useCauses,
} from '@pilothouse/plugin-platform-react';
import { homeTranslationRef } from '../language/ref';
import { needsOf, type Need } from './needs';
import { whereOf } from './where';

const mostShown = 6;

const useStyles = makeStyles(theme => ({
  needs: {
    listStyle: 'none',
    margin: 0,
    padding: 0,
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    fontSize: 14,
  },
  need: {
    display: 'grid',
    gridTemplateColumns: 'minmax(160px, 240px) 1fr auto',
    gap: theme.spacing(0.5, 2),
    alignItems: 'baseline',
    padding: theme.spacing(1, 2),
    '& + &': { borderTop: `1px solid ${theme.palette.divider}` },
    '& > *': { minWidth: 0 },
    [theme.breakpoints.down('xs')]: { gridTemplateColumns: '1fr' },
  },
  cause: { overflowWrap: 'anywhere' },
  since: { color: theme.palette.text.secondary, whiteSpace: 'nowrap' },
  more: { padding: theme.spacing(1, 2) },
}));

/** What of mine is broken, worst first, with its cause; or that nothing is. */
export function NeedsYou(props: {
  mine: readonly ServiceRow[];
  manyClusters: boolean;
  /** Whether what is not known to be broken is not. */
  allAnswer: boolean;
}) {
  const { mine, manyClusters } = props;
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const needs = needsOf(mine);
  if (needs.length === 0) {
    return <AllWell mine={mine} allAnswer={props.allAnswer} />;
  }
  return (
    <section aria-labelledby="needs">
      <h2 id="needs">{t('needs.title')}</h2>
      <ul className={classes.needs}>
        {needs.slice(0, mostShown).map(need => (
          <NeedLine key={need.key} need={need} manyClusters={manyClusters} />
        ))}
        {needs.length > mostShown && (
          <li className={classes.more}>
            <Link to="/services?team=mine">
              {t('needs.more', { count: needs.length - mostShown })}
            </Link>
          </li>
        )}
      </ul>
    </section>
  );
}

function AllWell(props: { mine: readonly ServiceRow[]; allAnswer: boolean }) {
  const { mine } = props;
  const { t } = useTranslationRef(homeTranslationRef);
  const unsettled = mine.filter(({ status }) => status !== 'healthy').length;
  if (mine.length === 0) {
    return null;
  }
  if (!props.allAnswer) {
    return <StatusLabel status="unknown" word={t('needs.notKnown')} />;
  }
  return unsettled === 0 ? (
    <StatusLabel
      status="healthy"
      word={t('needs.none', { count: mine.length })}
    />
  ) : (
    <StatusLabel
      status="progressing"
      word={t('needs.underWay', { count: unsettled })}
    />
  );
}

function NeedLine(props: { need: Need; manyClusters: boolean }) {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const { t: shared } = useTranslationRef(platformReactTranslationRef);
  const { sayLine } = useCauses();
  const { service, placement } = props.need;
  const { status, since, cause, replicas } = placement;
  const name = service.title ?? service.name;
  const where = whereOf(placement, props.manyClusters);
  const path = runsPath(service);
  return (
    <li className={classes.need}>
      <CellMark cell={{ status, versions: [`${name} · ${where}`] }} spoken />
      <span className={classes.cause}>
        {sayLine({ replicas, causes: cause ? [cause] : [] })}{' '}
        {since && (
          <span className={classes.since}>
            {shared('status.lasting', { duration: <Duration at={since} /> })}
          </span>
        )}
      </span>
      {path && (
        <Link to={path} aria-label={t('needs.openWhat', { name, where })}>
          {t('needs.open')}
        </Link>
      )}
    </li>
  );
}
