import { Content } from '@backstage/core-components';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import {
  DefaultResultListItem,
  SearchBar,
  SearchContextProvider,
  useSearch,
} from '@backstage/plugin-search-react';
import type { SearchResult } from '@backstage/plugin-search-common';
import Button from '@material-ui/core/Button';
import List from '@material-ui/core/List';
import Typography from '@material-ui/core/Typography';
import { alpha, makeStyles } from '@material-ui/core/styles';
import { Failure } from '@pilothouse/plugin-platform-react';
import { useState, type ComponentType } from 'react';
import { useSearchParams } from 'react-router-dom';
import { appTranslationRef } from '../language/ref';
import { readSearch } from './address';
import { pageOf } from './page';
import { useAddress } from './useAddress';

const useStyles = makeStyles(theme => ({
  root: { maxWidth: 960 },
  types: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1),
    margin: theme.spacing(2, 0),
  },
  count: {
    marginLeft: 'auto',
    color: theme.palette.text.secondary,
    fontSize: 14,
  },
  results: {
    background: theme.palette.background.paper,
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    overflowWrap: 'anywhere',
    '& mark': {
      padding: 0,
      color: 'inherit',
      fontWeight: 600,
      background: alpha(theme.palette.primary.main, 0.2),
    },
    '& hr:last-child': { display: 'none' },
  },
  pages: {
    display: 'flex',
    justifyContent: 'space-between',
    marginTop: theme.spacing(2),
  },
}));

/** How a stock plugin shows what was found of its own. */
export interface ResultItem {
  readonly predicate?: (result: SearchResult) => boolean;
  // What a result item is given differs from plugin to plugin.
  readonly component: ComponentType<
    Pick<SearchResult, 'rank' | 'highlight'> & {
      result: SearchResult['document'];
    }
  >;
}

/** A kind of things that can be searched for. */
export type ResultType = 'software-catalog' | 'techdocs';

const resultTypes: readonly ResultType[] = ['software-catalog', 'techdocs'];

/** Finds services, teams and documents by words in them. */
export function SearchPage({ items }: { items: readonly ResultItem[] }) {
  const [params] = useSearchParams();
  const [{ term, types, cursor }] = useState(() => readSearch(params));
  const asked = { term, types: [...types], pageCursor: cursor, filters: {} };
  return (
    <SearchContextProvider initialState={asked}>
      <SearchContent items={items} />
    </SearchContextProvider>
  );
}

function SearchContent({ items }: { items: readonly ResultItem[] }) {
  useAddress();
  const classes = useStyles();
  return (
    <main>
      <Content>
        <div className={classes.root}>
          <SearchBar debounceTime={150} />
          <Types />
          <Results items={items} />
        </div>
      </Content>
    </main>
  );
}

function Types() {
  const classes = useStyles();
  const { t } = useTranslationRef(appTranslationRef);
  const { types, setTypes, setPageCursor } = useSearch();
  const choose = (chosen: readonly ResultType[]) => {
    setTypes([...chosen]);
    setPageCursor(undefined);
  };
  const choices = [[], ...resultTypes.map(type => [type])];
  return (
    <div className={classes.types} role="group" aria-label={t('search.types')}>
      {choices.map(([type]) => {
        const isChosen = types[0] === type;
        return (
          <Button
            key={type ?? 'all'}
            size="small"
            variant={isChosen ? 'contained' : 'outlined'}
            color={isChosen ? 'primary' : 'default'}
            disableElevation
            aria-pressed={isChosen}
            onClick={() => choose(type ? [type] : [])}
          >
            {t(`search.type.${type ?? 'all'}`)}
          </Button>
        );
      })}
      <Count />
    </div>
  );
}

/** Which of how many are shown. */
function Count() {
  const classes = useStyles();
  const { t } = useTranslationRef(appTranslationRef);
  const { term, result, pageCursor, pageLimit } = useSearch();
  const { results = [], numberOfResults, nextPageCursor } = result.value ?? {};
  if (!term || result.loading || results.length === 0) return null;
  const { from, to } = pageOf(pageCursor, pageLimit, results.length);
  const shown = { from: `${from}`, to: `${to}` };
  // What is filtered by what one may see is counted no further than it is shown.
  const total = numberOfResults ?? (nextPageCursor ? undefined : to);
  const words = () => {
    if (total === undefined) return t('search.shownOfMore', shown);
    return from === 1 && to === total
      ? t('search.all', { count: to })
      : t('search.shownOf', { ...shown, count: total });
  };
  return (
    <span role="status" className={classes.count}>
      {words()}
    </span>
  );
}

function Results({ items }: { items: readonly ResultItem[] }) {
  const classes = useStyles();
  const { t } = useTranslationRef(appTranslationRef);
  const { term, setFilters, result } = useSearch();
  const { loading, error, value } = result;
  if (error) {
    return (
      <Failure
        title={t('search.failed')}
        advice={t('search.failedAdvice')}
        error={error}
        // The context asks again only for filters that are not the same, if equal.
        onRetry={() => setFilters(before => ({ ...before }))}
      />
    );
  }
  if (!term.trim()) return <Typography>{t('search.hint')}</Typography>;
  if (!value) {
    return loading ? (
      <Typography role="status">{t('search.loading')}</Typography>
    ) : null;
  }
  if (value.results.length === 0) {
    return (
      <>
        <Typography role="status">
          {t('search.none', { term: term.trim() })}
        </Typography>
        <Typography variant="body2" color="textSecondary">
          {t('search.noneHint')}
        </Typography>
      </>
    );
  }
  return (
    <>
      <List className={classes.results} disablePadding aria-busy={loading}>
        {value.results.map(found => {
          const item = items.find(({ predicate }) => predicate?.(found));
          const Item = item?.component ?? DefaultResultListItem;
          const { type, document, rank, highlight } = found;
          return (
            <Item
              key={`${type} ${document.location}`}
              result={document}
              rank={rank}
              highlight={highlight}
            />
          );
        })}
      </List>
      <Pages />
    </>
  );
}

function Pages() {
  const classes = useStyles();
  const { t } = useTranslationRef(appTranslationRef);
  const { fetchNextPage, fetchPreviousPage } = useSearch();
  return fetchNextPage || fetchPreviousPage ? (
    <nav className={classes.pages} aria-label={t('search.pages')}>
      <Button disabled={!fetchPreviousPage} onClick={fetchPreviousPage}>
        {t('search.previous')}
      </Button>
      <Button disabled={!fetchNextPage} onClick={fetchNextPage}>
        {t('search.next')}
      </Button>
    </nav>
  ) : null;
}
