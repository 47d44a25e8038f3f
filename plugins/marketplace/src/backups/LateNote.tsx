import { useTranslationRef } from '@backstage/frontend-plugin-api';
import { makeStyles } from '@material-ui/core/styles';
import type { Backups } from '@pilothouse/plugin-platform-common';
import {
  RelativeTime,
  statusColors,
  StatusShape,
  useNow,
} from '@pilothouse/plugin-platform-react';
import { marketplaceTranslationRef } from '../language/ref';
import { lastGoodOf } from './lastGoodOf';

const useStyles = makeStyles(theme => {
  const { failed } = statusColors[theme.palette.type];
  return {
    root: {
      display: 'flex',
      gap: theme.spacing(1),
      margin: theme.spacing(0, 0, 2),
      padding: theme.spacing(1, 1.5),
      background: theme.palette.background.paper,
      border: `1px solid ${theme.palette.divider}`,
      borderLeft: `4px solid ${failed}`,
      '& svg': { flex: 'none', marginTop: 3, color: failed },
      '& .inner': { stroke: theme.palette.background.paper },
      '& p': { margin: 0 },
    },
  };
});

/** Says that a schedule has made no good backup for two of its times; nothing where all have. */
export function LateNote({ backups }: { backups: Backups }) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const now = useNow();
  const late = (backups.schedules ?? []).filter(
    ({ lateAt }) => lateAt !== undefined && Date.parse(lateAt) <= now,
  );
  const last = lastGoodOf(backups)?.finishedAt;
  return late.length === 0 ? null : (
    <div role="alert" className={classes.root}>
      <StatusShape status="failed" />
      <div>
        {late.map(({ name }) => (
          <p key={name}>
            <strong>{t('backups.late', { name })}</strong>{' '}
            {last
              ? t('backups.lastGood', { time: <RelativeTime at={last} /> })
              : t('backups.noneGood')}{' '}
            {t('backups.lateAdvice')}
          </p>
        ))}
      </div>
    </div>
  );
}
