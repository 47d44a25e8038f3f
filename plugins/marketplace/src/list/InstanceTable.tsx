import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  staleClusters,
  titleAmong,
  type Instance,
  type Marketplace,
} from '@pilothouse/plugin-platform-common';
import { StatusLabel } from '@pilothouse/plugin-platform-react';
import { DeletionNote } from '../instance/DeletionNote';
import { marketplaceTranslationRef } from '../language/ref';
import { instancePath } from '../page/paths';
import { useSaying } from '../words/useSaying';

const useStyles = makeStyles(theme => ({
  table: {
    width: '100%',
    borderCollapse: 'collapse',
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    '& th, & td': {
      padding: theme.spacing(0.75, 1.5),
      textAlign: 'left',
      verticalAlign: 'baseline',
      borderBottom: `1px solid ${theme.palette.divider}`,
      overflowWrap: 'anywhere',
    },
    '& th': { fontSize: 13, color: theme.palette.text.secondary },
    // On a narrow screen each row is a card.
    [theme.breakpoints.down('xs')]: {
      '& thead': {
        position: 'absolute',
        clip: 'rect(0 0 0 0)',
        overflow: 'hidden',
        width: 1,
        height: 1,
      },
      '& tr': { display: 'block', padding: theme.spacing(0.75, 0) },
      '& td': {
        display: 'block',
        border: 0,
        padding: theme.spacing(0.25, 1.5),
      },
      '& tr + tr': { borderTop: `1px solid ${theme.palette.divider}` },
    },
  },
  name: { fontFamily: 'ui-monospace, Menlo, Consolas, monospace' },
}));

/** Instances, a row each. */
export function InstanceTable(props: {
  marketplace: Marketplace;
  instances: readonly Instance[];
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const say = useSaying();
  const { marketplace, instances } = props;
  const titleOf = (name: string) => {
    const item = marketplace.items[name];
    return item ? titleAmong(item, Object.values(marketplace.items)) : name;
  };
  const stale = staleClusters(marketplace.clusters);
  return (
    <table className={classes.table}>
      <thead>
        <tr>
          <th scope="col">{t('column.name')}</th>
          <th scope="col">{t('column.status')}</th>
          <th scope="col">{t('column.item')}</th>
          <th scope="col">{t('column.environment')}</th>
          <th scope="col">{t('column.team')}</th>
          <th scope="col">{t('column.place')}</th>
        </tr>
      </thead>
      <tbody>
        {instances.map(instance => {
          const { ref, status, since, environment, tenant, deletion } =
            instance;
          const { word, why } = say(instance);
          return (
            <tr key={instancePath(ref)}>
              <td>
                <Link to={instancePath(ref)} className={classes.name}>
                  {ref.name}
                </Link>
                {instance.byHand && ` · ${t('adoption.row')}`}
              </td>
              <td>
                <StatusLabel
                  status={status}
                  since={since}
                  word={word}
                  why={why}
                  stale={stale.has(ref.cluster)}
                />
                {deletion && (
                  <DeletionNote
                    key={deletion.uid}
                    instanceRef={ref}
                    deletion={deletion}
                    small
                  />
                )}
              </td>
              <td>{titleOf(ref.item)}</td>
              <td>{environment}</td>
              <td>{tenant}</td>
              <td>{`${ref.cluster}/${ref.namespace}`}</td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}
