import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Chip from '@material-ui/core/Chip';
import { makeStyles } from '@material-ui/core/styles';
import {
  categories,
  type Item,
  type Marketplace,
} from '@pilothouse/plugin-platform-common';
import {
  ClusterNotes,
  KeysHelp,
  SearchField,
  useKeys,
  useLive,
} from '@pilothouse/plugin-platform-react';
import { useMemo, useRef, useState } from 'react';
import { useSearchParams } from 'react-router-dom';
import { marketplaceTranslationRef } from '../language/ref';
import { Known } from '../page/Known';
import { Section } from '../page/Section';
import { DraftsLink } from '../publishing/DraftsLink';
import { fittingInstances, fittingItems, type Looking } from './fitting';
import { InstanceTable } from './InstanceTable';
import { ItemCard } from './ItemCard';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    marginBottom: theme.spacing(2),
  },
  search: { width: 340, maxWidth: '100%' },
  cards: {
    display: 'grid',
    gridTemplateColumns: 'repeat(auto-fill, minmax(min(300px, 100%), 1fr))',
    gap: theme.spacing(2),
    margin: 0,
    padding: 0,
    listStyle: 'none',
  },
}));

/** What can be had, and what runs of it. */
export function ListPage() {
  const live = useLive('marketplace.list', {});
  return <Known live={live}>{value => <List marketplace={value} />}</Known>;
}

function List({ marketplace }: { marketplace: Marketplace }) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { looking, change } = useLooking();
  const search = useRef<HTMLInputElement>(null);
  const [helping, setHelping] = useState(false);
  useKeys({
    search: () => search.current?.focus(),
    clear: () => change({ text: '' }),
    help: () => setHelping(true),
  });
  const items = useMemo(
    () => fittingItems(marketplace, looking),
    [marketplace, looking],
  );
  const instances = useMemo(
    () => fittingInstances(marketplace, looking),
    [marketplace, looking],
  );
  const offered = items.filter(({ offers }) => offers.length > 0);
  const absent = items.filter(
    ({ offers, withdrawn }) => offers.length === 0 && !withdrawn,
  );
  const isKnown =
    marketplace.clusters.length > 0 && marketplace.pending.length === 0;
  const present = categories.filter(category =>
    Object.values(marketplace.items).some(item => item.category === category),
  );
  return (
    <>
      <div className={classes.bar}>
        <SearchField
          className={classes.search}
          label={t('list.search')}
          text={looking.text}
          onChange={text => change({ ...looking, text })}
          fieldRef={search}
        />
        {present.length > 1 &&
          present.map(category => (
            <Chip
              key={category}
              label={t(`category.${category}`)}
              color={looking.category === category ? 'primary' : 'default'}
              aria-pressed={looking.category === category}
              onClick={() =>
                change({
                  ...looking,
                  category:
                    looking.category === category ? undefined : category,
                })
              }
            />
          ))}
        <DraftsLink />
      </div>
      <ClusterNotes
        clusters={marketplace.clusters}
        pending={marketplace.pending}
      />
      <Section title={t('list.items')}>
        {offered.length > 0 ? (
          <Cards items={offered} marketplace={marketplace} />
        ) : (
          <Nothing marketplace={marketplace} />
        )}
      </Section>
      <Section title={t('list.instances')}>
        {instances.length > 0 ? (
          <InstanceTable marketplace={marketplace} instances={instances} />
        ) : (
          <p>
            {Object.keys(marketplace.instances).length > 0
              ? t('list.noneFits')
              : t('list.noInstances')}
          </p>
        )}
      </Section>
      {isKnown && absent.length > 0 && (
        <Section title={t('list.absent')}>
          <p>{t('list.absentWhy')}</p>
          <Cards items={absent} marketplace={marketplace} />
        </Section>
      )}
      <KeysHelp
        open={helping}
        meanings={{ search: t('keys.search'), clear: t('keys.clear') }}
        onClose={() => setHelping(false)}
      />
    </>
  );
}

function Cards(props: { items: readonly Item[]; marketplace: Marketplace }) {
  const classes = useStyles();
  const { items, marketplace } = props;
  const counts = useMemo(() => countsOf(marketplace), [marketplace]);
  const all = useMemo(() => Object.values(marketplace.items), [marketplace]);
  return (
    <ul className={classes.cards}>
      {items.map(item => (
        <li key={item.name}>
          <ItemCard
            item={item}
            items={all}
            instances={counts.get(item.name) ?? 0}
          />
        </li>
      ))}
    </ul>
  );
}

function Nothing({ marketplace }: { marketplace: Marketplace }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const offered = Object.values(marketplace.items).filter(
    ({ offers }) => offers.length > 0,
  );
  if (offered.length > 0) {
    return <p>{t('list.noneFits')}</p>;
  }
  if (marketplace.clusters.length === 0) return <p>{t('list.noPlace')}</p>;
  const unsure =
    marketplace.pending.length > 0 ||
    marketplace.clusters.some(
      ({ knowledge, unreadable }) => knowledge.kind !== 'live' || unreadable,
    );
  return <p>{unsure ? t('list.notKnown') : t('list.noItems')}</p>;
}

function countsOf({ instances }: Marketplace): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  for (const { ref } of Object.values(instances)) {
    counts.set(ref.item, (counts.get(ref.item) ?? 0) + 1);
  }
  return counts;
}

function useLooking() {
  const [params, setParams] = useSearchParams();
  const text = params.get('q') ?? '';
  const category = categories.find(each => each === params.get('category'));
  const looking = useMemo(() => ({ text, category }), [text, category]);
  const change = (next: Looking) =>
    setParams(
      {
        ...(next.text && { q: next.text }),
        ...(next.category && { category: next.category }),
      },
      { replace: true },
    );
  return { looking, change };
}
