import { Link } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { Item, Marketplace } from '@pilothouse/plugin-platform-common';
import {
  ClusterNotes,
  RelativeTime,
  useLive,
} from '@pilothouse/plugin-platform-react';
import { Link as RouterLink } from 'react-router-dom';
import { marketplaceTranslationRef } from '../language/ref';
import { fittingInstances } from '../list/fitting';
import { InstanceTable } from '../list/InstanceTable';
import { Known } from '../page/Known';
import { marketplacePath, orderPath } from '../page/paths';
import { Section } from '../page/Section';
import { PlansSection } from '../terms/PlansSection';
import { useWords } from '../words/useWords';
import { OfferNote } from './OfferNote';
import { Operations } from './Operations';

const useStyles = makeStyles(theme => ({
  title: { margin: theme.spacing(0, 0, 0.5), fontSize: 22 },
  button: { margin: theme.spacing(2, 0), textTransform: 'none' },
}));

/** What an item is, where it can be had, and what runs of it. */
export function ItemPage({ name }: { name: string }) {
  const live = useLive('marketplace.list', {});
  return (
    <Known live={live}>
      {marketplace => {
        const item = marketplace.items[name];
        return item ? (
          <Shown item={item} marketplace={marketplace} />
        ) : (
          <Missing name={name} marketplace={marketplace} />
        );
      }}
    </Known>
  );
}

function Shown(props: { item: Item; marketplace: Marketplace }) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const { item, marketplace } = props;
  const instances = fittingInstances(marketplace, { text: '' }).filter(
    ({ ref }) => ref.item === item.name,
  );
  const usable = item.offers.filter(
    ({ version, trouble }) => version && !trouble?.closed,
  );
  const titleOf = (cluster: string) =>
    marketplace.clusters.find(({ name }) => name === cluster)?.title ?? cluster;
  return (
    <>
      <h2 className={classes.title}>{item.title}</h2>
      <p>{wordsOf(item.summary)}</p>
      {item.details && <p>{wordsOf(item.details)}</p>}
      <p>
        {t('item.by', {
          operator: item.operator.url ? (
            <Link to={item.operator.url} underline="always">
              {item.operator.name}
            </Link>
          ) : (
            item.operator.name
          ),
        })}
      </p>
      <Operations item={item} />
      {item.note && <p>{wordsOf(item.note)}</p>}
      {item.unbacked && <p>{wordsOf(item.unbacked)}</p>}
      {usable.length > 0 && (
        <Button
          component={RouterLink}
          to={orderPath(item.name)}
          variant="contained"
          color="primary"
          className={classes.button}
        >
          {t('item.order', { title: item.title })}
        </Button>
      )}
      <ClusterNotes
        clusters={marketplace.clusters}
        pending={marketplace.pending}
      />
      {item.withdrawn && <p>{t('item.withdrawn')}</p>}
      {item.offers.length === 0 &&
        !item.withdrawn &&
        marketplace.pending.length === 0 && (
          <Section title={t('item.absent')}>
            <p>{t('item.absentWhy', { operator: item.operator.name })}</p>
            <p>
              {t('item.install', {
                operator: item.operator.url ? (
                  <Link to={item.operator.url} underline="always">
                    {item.operator.name}
                  </Link>
                ) : (
                  item.operator.name
                ),
                kind: item.kind,
              })}
            </p>
          </Section>
        )}
      {usable.length > 0 && <PlansSection item={item.name} />}
      {item.offers.length > 0 && (
        <Section title={t('item.where')}>
          <ul>
            {item.offers.map(offer => {
              const { cluster, version, toldAt } = offer;
              return (
                <li key={cluster}>
                  {version
                    ? t('item.offer', { cluster: titleOf(cluster), version })
                    : t('item.otherVersion', {
                        cluster: titleOf(cluster),
                        kind: item.kind,
                      })}
                  {toldAt && (
                    <>
                      {' · '}
                      {t('item.toldAt', {
                        time: <RelativeTime at={toldAt} />,
                      })}
                    </>
                  )}
                  <OfferNote offer={offer} />
                </li>
              );
            })}
          </ul>
        </Section>
      )}
      {(item.offers.length > 0 || instances.length > 0) && (
        <Section title={t('list.instances')}>
          {instances.length > 0 ? (
            <InstanceTable marketplace={marketplace} instances={instances} />
          ) : (
            <p>{t('list.noInstances')}</p>
          )}
        </Section>
      )}
    </>
  );
}

function Missing(props: { name: string; marketplace: Marketplace }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { clusters, pending } = props.marketplace;
  return (
    <>
      <ClusterNotes clusters={clusters} pending={pending} />
      <p>{t('item.missing', { name: props.name })}</p>
      <Link to={marketplacePath}>{t('page.back')}</Link>
    </>
  );
}
