import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type { ServiceView } from '@pilothouse/plugin-platform-common';
import { runsPath } from '@pilothouse/plugin-platform-react';
import { homeTranslationRef } from '../language/ref';
import { useCardStyles } from './cardStyles';
import { Running } from './Running';

const mostShown = 6;

/** What runs in my teams' namespaces and is not in the catalog. */
export function Unregistered(props: { workloads: readonly ServiceView[] }) {
  const classes = useCardStyles();
  const { t } = useTranslationRef(homeTranslationRef);
  const { workloads } = props;
  const rest = workloads.length - mostShown;
  return (
    <li className={classes.card}>
      <h3>{t('owned.unregistered')}</h3>
      <p className={classes.description}>{t('owned.unregisteredWhy')}</p>
      <ul className={classes.rows}>
        {workloads.slice(0, mostShown).map(view => (
          <li key={view.key}>
            <Link to={runsPath(view.row) ?? '/services'}>{view.name}</Link>
            <Running view={view} />
          </li>
        ))}
        {rest > 0 && (
          <li>
            <Link to="/services?team=mine">
              {t('owned.unregisteredMore', { count: rest })}
            </Link>
          </li>
        )}
      </ul>
    </li>
  );
}
