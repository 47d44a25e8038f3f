import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { ServiceView } from '@pilothouse/plugin-platform-common';
import { deploymentsPath } from '@pilothouse/plugin-platform-react';
import { lazy, Suspense, useState } from 'react';
import { servicesTranslationRef } from '../language/ref';

const RegisterDialog = lazy(() =>
  import('./RegisterDialog').then(({ RegisterDialog: dialog }) => ({
    default: dialog,
  })),
);

const useStyles = makeStyles(theme => ({
  root: { display: 'flex', flexDirection: 'column', minWidth: 0 },
  name: {
    overflow: 'hidden',
    textOverflow: 'ellipsis',
    whiteSpace: 'nowrap',
    fontWeight: 600,
  },
  hint: {
    alignSelf: 'flex-start',
    padding: 0,
    border: 0,
    background: 'none',
    font: 'inherit',
    fontSize: 12,
    color: theme.palette.text.secondary,
    textAlign: 'left',
    textDecoration: 'underline',
    cursor: 'pointer',
  },
}));

/** What a service is called; leads to all about what runs of it, or into the catalog. */
export function ServiceName({ view }: { view: ServiceView }) {
  const classes = useStyles();
  const { t } = useTranslationRef(servicesTranslationRef);
  const [asked, setAsked] = useState(false);
  const { entityRef } = view.row;
  if (entityRef) {
    return (
      <Link
        to={deploymentsPath(entityRef)}
        className={classes.name}
        title={view.name}
      >
        {view.name}
      </Link>
    );
  }
  return (
    <span className={classes.root}>
      <span className={classes.name} title={view.name}>
        {view.name}
      </span>
      <button
        type="button"
        className={classes.hint}
        title={t('row.register')}
        onClick={() => setAsked(true)}
      >
        {t('row.unregistered')}
      </button>
      {asked && (
        <Suspense fallback={null}>
          <RegisterDialog row={view.row} onClose={() => setAsked(false)} />
        </Suspense>
      )}
    </span>
  );
}
