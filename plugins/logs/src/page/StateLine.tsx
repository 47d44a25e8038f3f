import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import {
  StatusLabel,
  useLanguage,
  useNow,
  useNumber,
} from '@pilothouse/plugin-platform-react';
import { logsTranslationRef } from '../language/ref';
import type { LogStore, Shown } from '../store/LogStore';
import type { TailState } from '../tail/LogTail';
import { capacity } from '../tail/Session';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(0, 2),
    fontSize: 13,
    color: theme.palette.text.secondary,
  },
}));

const everySecond = 1_000;

const statuses = {
  connecting: 'progressing',
  live: 'healthy',
  reconnecting: 'unknown',
  paused: 'unknown',
  ended: 'healthy',
} as const;

/** How the connection is, how much comes and how much is kept. */
export function StateLine(props: {
  state: TailState;
  /** Why nothing comes, though it is listened. */
  inVain: 'podGone' | 'silent' | undefined;
  store: LogStore;
  shown: Shown;
}) {
  const { state, store, shown } = props;
  const inVain = state.kind === 'live' ? props.inVain : undefined;
  const isLive = state.kind === 'live' && !inVain;
  const classes = useStyles();
  const { t } = useTranslationRef(logsTranslationRef);
  const language = useLanguage();
  const rate = store.rate.perMinute(useNow(everySecond));
  const number = useNumber();
  const lines = number.format(shown.lines);
  const isFull = shown.total > shown.kept && shown.kept >= capacity;
  return (
    <div className={classes.root}>
      {state.kind !== 'failed' && (
        <span role="status">
          <StatusLabel
            status={inVain ? 'unknown' : statuses[state.kind]}
            word={t(`state.${inVain ?? state.kind}`)}
          />
        </span>
      )}
      {isLive && rate !== undefined && (
        <span>
          {t('state.rate', { count: rate, rate: number.format(rate) })}
        </span>
      )}
      <span>
        {isFull
          ? t('state.full', { shown: lines })
          : t('state.kept', { count: shown.lines, shown: lines })}
      </span>
      <span>{t('state.zone', { zone: zoneOf(language) })}</span>
    </div>
  );
}

/** The viewer's zone as they call it, for example `GMT+8`. */
function zoneOf(language: string): string {
  return (
    new Intl.DateTimeFormat(language, { timeZoneName: 'short' })
      .formatToParts()
      .find(({ type }) => type === 'timeZoneName')?.value ?? ''
  );
}
