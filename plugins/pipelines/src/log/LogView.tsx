import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type { RunRef } from '@pilothouse/plugin-platform-common';
import {
  Failure,
  isTyping,
  problemOf,
  useFollow,
  useNumber,
} from '@pilothouse/plugin-platform-react';
import { useEffect } from 'react';
import type { VListHandle } from 'virtua';
import { pipelinesTranslationRef } from '../language/ref';
import { DownloadButton } from './DownloadButton';
import { LogList } from './LogList';
import { SearchBar } from './SearchBar';
import { sizeOf } from './size';
import { useLineSearch } from './useLineSearch';
import { useLog } from './useLog';

const useStyles = makeStyles(theme => ({
  bar: {
    display: 'flex',
    flexWrap: 'wrap',
    alignItems: 'center',
    gap: theme.spacing(1, 2),
    marginBottom: theme.spacing(1),
    fontSize: 13,
    color: theme.palette.text.secondary,
  },
  button: { textTransform: 'none' },
  lines: { position: 'relative', height: '60vh', minHeight: 240 },
  news: {
    position: 'absolute',
    bottom: theme.spacing(2),
    left: '50%',
    transform: 'translateX(-50%)',
    textTransform: 'none',
    whiteSpace: 'nowrap',
  },
  empty: {
    padding: theme.spacing(2),
    border: `1px solid ${theme.palette.divider}`,
    borderRadius: theme.shape.borderRadius,
    color: theme.palette.text.secondary,
  },
}));

/** The log of a run, from near its end on, as it is written. */
export function LogView(props: { entityRef: string; run: RunRef }) {
  const classes = useStyles();
  const { t } = useTranslationRef(pipelinesTranslationRef);
  const number = useNumber();
  const { run } = props;
  const { ask, shown, state, retry, earlier } = useLog(props.entityRef, run);
  const { list, following, follow, news, ...scrolled } =
    useFollow<VListHandle>(shown);
  const searching = useLineSearch(shown, row =>
    list.current?.scrollToIndex(row, { align: 'center' }),
  );
  useFollowKey(() => follow(!following));
  const { length: count } = shown.rows;
  if (state.kind === 'failed') {
    const words = problemOf(state.because) === 'not-allowed';
    return (
      <Failure
        title={t(words ? 'log.notAllowed' : 'log.failed')}
        error={state.because}
        onRetry={retry}
      />
    );
  }
  return (
    <>
      <div className={classes.bar}>
        <span role="status">{t(`log.state.${state.kind}`)}</span>
        <span>{t('log.kept', { count, shown: number.format(count) })}</span>
        {state.kind !== 'ended' && (
          <Button
            size="small"
            variant={following ? 'contained' : 'outlined'}
            className={classes.button}
            aria-pressed={following}
            title={t('log.followHint')}
            onClick={() => follow(!following)}
          >
            {t('log.follow')}
          </Button>
        )}
        {shown.from > 0 && (
          <Button
            size="small"
            variant="outlined"
            className={classes.button}
            disabled={earlier.busy}
            onClick={() => {
              follow(false);
              void earlier.read();
            }}
          >
            {t('log.earlier', { bytes: sizeOf(shown.from, number) })}
          </Button>
        )}
        {count > 0 && (
          <>
            <DownloadButton run={run} ask={ask} className={classes.button} />
            <SearchBar
              searching={searching}
              onGo={direction => {
                follow(false);
                searching.go(direction);
              }}
            />
          </>
        )}
      </div>
      {earlier.problem && (
        <Failure title={t('log.failed')} error={earlier.problem} />
      )}
      {count === 0 ? (
        <div className={classes.empty}>
          {t(state.kind === 'ended' ? 'log.empty' : 'log.nothingYet')}
        </div>
      ) : (
        <div className={classes.lines}>
          <LogList
            ref={list}
            shown={shown}
            wanted={searching.wanted}
            current={searching.current}
            {...scrolled}
          />
          {news > 0 && (
            <Button
              className={classes.news}
              variant="contained"
              color="primary"
              size="small"
              onClick={() => follow(true)}
            >
              {t('log.news', { count: news, shown: number.format(news) })}
            </Button>
          )}
        </div>
      )}
    </>
  );
}

function useFollowKey(toggle: () => void): void {
  useEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.key === 'f' && !isTyping(event)) {
        event.preventDefault();
        toggle();
      }
    };
    document.addEventListener('keydown', listen);
    return () => document.removeEventListener('keydown', listen);
  }, [toggle]);
}
