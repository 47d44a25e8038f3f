import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import {
  CellMark,
  Duration,
  nameOfRef,
  platformReactTranslationRef,
  runPath,
  runsPath,
  useCauses,
  usePipelineWords,
  useWhere,
} from '@pilothouse/plugin-platform-react';
import type { ReactNode } from 'react';
import { homeTranslationRef } from '../language/ref';
import type { FailedRun } from './creations';
import type { Need } from './needs';
import type { Failing } from './pipelines';

const useStyles = makeStyles(theme => ({
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
  withTeam: {
    gridTemplateColumns: 'minmax(160px, 240px) minmax(72px, 128px) 1fr auto',
    [theme.breakpoints.down('xs')]: { gridTemplateColumns: '1fr' },
  },
  team: { overflowWrap: 'anywhere', color: theme.palette.text.secondary },
  cause: { overflowWrap: 'anywhere' },
  since: { color: theme.palette.text.secondary, whiteSpace: 'nowrap' },
}));

/** A run of a template that I started, and that failed. */
export function RunLine(props: {
  run: FailedRun;
  ofAll: boolean;
  onDone: (id: string) => void;
}) {
  const { t } = useTranslationRef(homeTranslationRef);
  const { t: shared } = useTranslationRef(platformReactTranslationRef);
  const { id, at, name, template } = props.run;
  const called = name ?? template;
  return (
    <Line
      mark={
        <CellMark
          cell={{ status: 'failed', versions: [called] }}
          spoken
          wrapping
        />
      }
      owner={props.ofAll ? t('needs.you') : undefined}
      since={shared('status.lasting', { duration: <Duration at={at} /> })}
      to={`/create/tasks/${encodeURIComponent(id)}`}
      toWhat={t('needs.openRun', { name: called })}
      more={
        <Button
          size="small"
          aria-label={t('needs.doneWith', { name: called })}
          onClick={() => props.onDone(id)}
        >
          {t('needs.done')}
        </Button>
      }
    >
      {name === undefined
        ? t('needs.runFailed')
        : t('needs.creationFailed', { template })}
    </Line>
  );
}

/** Something of a service that does not work as it should. */
export function NeedLine(props: {
  need: Need;
  ofAll: boolean;
  manyClusters: boolean;
}) {
  const { t } = useTranslationRef(homeTranslationRef);
  const { t: shared } = useTranslationRef(platformReactTranslationRef);
  const { sayLine } = useCauses();
  const { service, placement } = props.need;
  const { status, since, cause } = placement;
  const name = service.title ?? service.name;
  const where = useWhere()(
    placement,
    props.manyClusters,
    Object.values(service.placements),
  );
  const path = runsPath(service);
  return (
    <Line
      mark={
        <CellMark
          cell={{ status, versions: [`${name} · ${where}`] }}
          spoken
          wrapping
        />
      }
      owner={
        props.ofAll ? nameOfTeam(service.owner) ?? t('teams.none') : undefined
      }
      since={
        since && shared('status.lasting', { duration: <Duration at={since} /> })
      }
      to={path}
      toWhat={t('needs.openWhat', { name, where })}
    >
      {sayLine({ ...placement, causes: cause ? [cause] : [] })}
    </Line>
  );
}

/** A pipeline whose last run went wrong. */
export function FailingLine(props: { failing: Failing; ofAll: boolean }) {
  const { t } = useTranslationRef(homeTranslationRef);
  const { t: shared } = useTranslationRef(platformReactTranslationRef);
  const say = usePipelineWords();
  const { entityRef, name, owner, broken } = props.failing;
  const { run, since, sinceOrEarlier } = broken;
  const status = run.state === 'unstable' ? 'degraded' : 'failed';
  return (
    <Line
      mark={<CellMark cell={{ status, versions: [name] }} spoken wrapping />}
      owner={props.ofAll ? nameOfTeam(owner) ?? t('teams.none') : undefined}
      since={shared(
        sinceOrEarlier ? 'pipeline.lastingAtLeast' : 'status.lasting',
        { duration: <Duration at={since} /> },
      )}
      to={runPath(entityRef, run)}
      toWhat={shared('pipeline.open', { name, number: `${run.number}` })}
    >
      {say(broken)}
    </Line>
  );
}

/** What it is, whose, what is wrong and since when, and where to see it. */
function Line(props: {
  mark: ReactNode;
  owner?: string;
  children: ReactNode;
  since: ReactNode;
  to: string | undefined;
  toWhat: string;
  /** What else one can do about it. */
  more?: ReactNode;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const { owner, since, to } = props;
  const hasTeam = owner !== undefined;
  return (
    <li className={`${classes.need} ${hasTeam ? classes.withTeam : ''}`}>
      {props.mark}
      {hasTeam && <span className={classes.team}>{owner}</span>}
      <span className={classes.cause}>
        {props.children}
        {since && (
          <span className={classes.since}>
            {' · '}
            {since}
          </span>
        )}
        {props.more}
      </span>
      {to && (
        <Link to={to} aria-label={props.toWhat}>
          {t('needs.open')}
        </Link>
      )}
    </li>
  );
}

function nameOfTeam(owner: string | undefined): string | undefined {
  return owner && nameOfRef(owner);
}
