import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import IconButton from '@material-ui/core/IconButton';
import { makeStyles } from '@material-ui/core/styles';
import CollapseIcon from '@material-ui/icons/ExpandLess';
import ExpandIcon from '@material-ui/icons/ExpandMore';
import type { ServiceView } from '@pilothouse/plugin-platform-common';
import {
  CellMark,
  entityPath,
  nameOfRef,
  StatusLabel,
} from '@pilothouse/plugin-platform-react';
import { servicesTranslationRef } from '../language/ref';
import { CauseLine } from '../list/CauseLine';
import type { ApplicationView } from '../rows/applications';
import { none } from '../rows/filter';
import { brokenFirst, sorted } from '../rows/sort';
import { Matrix } from './Matrix';

const useStyles = makeStyles(theme => ({
  root: {
    padding: theme.spacing(1.5, 2),
    marginBottom: theme.spacing(1.5),
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    fontSize: 14,
  },
  head: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(0.5, 2),
    '& h3': { margin: 0, fontSize: 17 },
  },
  nothing: { color: theme.palette.text.secondary },
  end: {
    display: 'flex',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginLeft: 'auto',
  },
  marks: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0.5, 2),
    listStyle: 'none',
    margin: theme.spacing(1, 0, 0),
    padding: 0,
  },
  causes: {
    listStyle: 'none',
    margin: theme.spacing(1, 0),
    padding: 0,
    '& li': {
      display: 'flex',
      gap: theme.spacing(0, 1),
      [theme.breakpoints.down('xs')]: {
        flexWrap: 'wrap',
        marginBottom: theme.spacing(1),
      },
    },
    '& li > *': { minWidth: 0 },
    // The name is what a cause is of.
    '& li > :first-child': { flexShrink: 0, maxWidth: '100%' },
  },
}));

/** An application: how it is, why, and what runs of its services. */
export function ApplicationCard(props: {
  view: ApplicationView;
  environments: readonly (string | undefined)[];
  manyClusters: boolean;
  /** Whether what is not known to run does not run. */
  allAnswer: boolean;
  open: boolean;
  onToggle: () => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const { view, open } = props;
  const name = view.name ?? t('applications.loose');
  return (
    <li className={classes.root} data-application={view.key}>
      <div className={classes.head}>
        <h3>
          {view.key === none ? (
            name
          ) : (
            <Link to={entityPath(view.key)}>{name}</Link>
          )}
        </h3>
        {view.status ? (
          <StatusLabel
            status={view.status}
            asleep={view.asleep}
            undeployed={view.undeployed}
          />
        ) : (
          <span className={classes.nothing}>
            {t(props.allAnswer ? 'card.noServices' : 'card.noServicesKnown')}
          </span>
        )}
        {view.owner && (
          <Link to={entityPath(view.owner)}>{nameOfRef(view.owner)}</Link>
        )}
        <span className={classes.end}>
          <Link to={`/services?application=${encodeURIComponent(view.key)}`}>
            {t('summary.services', { count: view.services.length })}
          </Link>
          {view.services.length > 0 && (
            <IconButton
              size="small"
              aria-expanded={open}
              aria-label={t(
                open ? 'applications.collapse' : 'applications.expand',
                { name },
              )}
              onClick={props.onToggle}
            >
              {open ? <CollapseIcon /> : <ExpandIcon />}
            </IconButton>
          )}
        </span>
      </div>
      <Causes
        services={view.services}
        manyClusters={props.manyClusters}
        allAnswer={props.allAnswer}
      />
      {open ? <Opened {...props} name={name} /> : <Marks view={view} />}
    </li>
  );
}

function Opened(
  props: Parameters<typeof ApplicationCard>[0] & { name: string },
) {
  const { services } = props.view;
  return services.length === 0 ? null : (
    <Matrix
      name={props.name}
      services={services}
      environments={props.environments}
      manyClusters={props.manyClusters}
      allAnswer={props.allAnswer}
    />
  );
}

function Causes(props: {
  services: readonly ServiceView[];
  manyClusters: boolean;
  allAnswer: boolean;
}) {
  const classes = useStyles();
  const troubled = sorted(
    props.services.filter(view => view.trouble || view.status === 'unknown'),
    brokenFirst,
  );
  if (troubled.length === 0) {
    return null;
  }
  return (
    <ul className={classes.causes}>
      {troubled.map(view => (
        <li key={view.key}>
          <CellMark
            cell={{ status: view.status, versions: [view.name] }}
            spoken
          />
          <CauseLine
            view={view}
            manyClusters={props.manyClusters}
            allAnswer={props.allAnswer}
          />
        </li>
      ))}
    </ul>
  );
}

function Marks({ view }: { view: ApplicationView }) {
  const classes = useStyles();
  return (
    <ul className={classes.marks}>
      {view.services.map(({ key, name, status, asleep, undeployed }) => (
        <li key={key}>
          <CellMark
            cell={{ status, asleep, undeployed, versions: [name] }}
            spoken={status !== 'healthy' || asleep || undeployed}
          />
        </li>
      ))}
    </ul>
  );
}
