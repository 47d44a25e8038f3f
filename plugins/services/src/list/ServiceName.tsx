import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type {
  BrokenPipeline,
  ServiceView,
} from '@pilothouse/plugin-platform-common';
import {
  runPath,
  runsPath,
  statusColors,
  StatusShape,
  usePipelineWords,
} from '@pilothouse/plugin-platform-react';
import { servicesTranslationRef } from '../language/ref';

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  name: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontWeight: 600,
  },
  whole: { overflowWrap: 'anywhere', whiteSpace: 'normal' },
  hint: { fontSize: 12, color: theme.palette.text.secondary },
  failing: {
    display: 'inline-flex',
    alignItems: 'center',
    gap: theme.spacing(0.5),
    fontSize: 12,
    color: statusColors[theme.palette.type].failed,
    '& svg': { flex: 'none' },
    '& .inner': { stroke: theme.palette.background.paper },
  },
}));

/** What a service is called; leads to all about what runs of it. */
export function ServiceName(props: {
  view: ServiceView;
  /** Its pipeline, where that fails. */
  broken?: BrokenPipeline;
  /** Whether a long name goes on in another line, rather than end in dots. */
  whole?: boolean;
}) {
  const { view, whole = false } = props;
  const classes = useStyles();
  const className = `${classes.name} ${whole ? classes.whole : ''}`;
  const { t } = useTranslationRef(servicesTranslationRef);
  const path = runsPath(view.row);
  const name = path ? (
    <Link to={path} className={className} title={view.name}>
      {view.name}
    </Link>
  ) : (
    <span className={className} title={view.name}>
      {view.name}
    </span>
  );
  const { entityRef } = view.row;
  if (entityRef && !props.broken) {
    return name;
  }
  return (
    <span className={classes.root}>
      {name}
      {entityRef && props.broken ? (
        <FailingPipeline entityRef={entityRef} broken={props.broken} />
      ) : (
        <span className={classes.hint}>{t('row.unregistered')}</span>
      )}
    </span>
  );
}

function FailingPipeline(props: { entityRef: string; broken: BrokenPipeline }) {
  const classes = useStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const say = usePipelineWords();
  const { entityRef, broken } = props;
  return (
    <Link
      to={runPath(entityRef, broken.run)}
      className={classes.failing}
      title={say(broken)}
    >
      <StatusShape status="failed" size={12} />
      {t('row.pipelineFailed')}
    </Link>
  );
}
