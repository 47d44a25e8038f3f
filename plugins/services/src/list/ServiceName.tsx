import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceView } from '@pilothouse/plugin-platform-common';
import { runsPath } from '@pilothouse/plugin-platform-react';
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
}));

/** What a service is called; leads to all about what runs of it. */
export function ServiceName(props: {
  view: ServiceView;
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
  if (view.row.entityRef) {
    return name;
  }
  return (
    <span className={classes.root}>
      {name}
      <span className={classes.hint}>{t('row.unregistered')}</span>
    </span>
  );
}
