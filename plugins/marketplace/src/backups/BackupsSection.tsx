import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import { makeStyles } from '@material-ui/core/styles';
import type {
  Backups,
  BackupSchedule,
  InstanceDetail,
} from '@pilothouse/plugin-platform-common';
import { RelativeTime } from '@pilothouse/plugin-platform-react';
import { useState } from 'react';
import { useAbilities } from '../instance/useAbilities';
import { marketplaceTranslationRef } from '../language/ref';
import { Section } from '../page/Section';
import { useRefusal } from '../words/useRefusal';
import { useWords } from '../words/useWords';
import { BackupNowDialog } from './BackupNowDialog';
import { BackupTable } from './BackupTable';
import { lastGoodOf } from './lastGoodOf';
import { scheduleName } from './names';
import { ScheduleDialog } from './ScheduleDialog';
import { ScheduleTable } from './ScheduleTable';
import { UnscheduleDialog } from './UnscheduleDialog';

const useStyles = makeStyles(theme => ({
  actions: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(1),
    margin: theme.spacing(1, 0, 2),
  },
  action: { textTransform: 'none' },
}));

type Asking =
  | { readonly kind: 'now' }
  | { readonly kind: 'schedule'; readonly schedule?: BackupSchedule }
  | { readonly kind: 'unschedule'; readonly schedule: BackupSchedule };

/** Backups of an instance: whether there are good ones, and what makes more of them. */
export function BackupsSection(props: {
  backups: Backups;
  instance: InstanceDetail;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const wordsOf = useWords();
  const refusal = useRefusal();
  const { backups, instance } = props;
  const { ref, saying } = instance;
  const [asking, setAsking] = useState<Asking>();
  const abilities = useAbilities(instance);
  const { cronFields, lacks, list, more, schedules, scheduling } = backups;
  const going = saying.kind === 'deleting' || lacks !== undefined;
  const reasons = new Set(
    [refusal(abilities?.backUp), refusal(abilities?.schedule)].flatMap(
      reason => reason ?? [],
    ),
  );
  return (
    <Section title={t('backups.title')}>
      {lacks && <p>{wordsOf(lacks)}</p>}
      <Summary backups={backups} />
      <div className={classes.actions}>
        <Button
          variant="outlined"
          className={classes.action}
          disabled={going || !abilities?.backUp?.allowed}
          onClick={() => setAsking({ kind: 'now' })}
        >
          {t('backups.now', { name: ref.name })}
        </Button>
        {cronFields && (
          <Button
            variant="outlined"
            className={classes.action}
            disabled={going || !abilities?.schedule?.allowed}
            onClick={() => setAsking({ kind: 'schedule' })}
          >
            {t('schedule.verb', { name: ref.name })}
          </Button>
        )}
      </div>
      {[...reasons].map(reason => (
        <p key={reason}>{reason}</p>
      ))}
      {schedules && cronFields && schedules.length > 0 && (
        <ScheduleTable
          schedules={schedules}
          cronFields={cronFields}
          keeps={scheduling?.keeps}
          disabled={!abilities?.schedule?.allowed}
          onChange={schedule => setAsking({ kind: 'schedule', schedule })}
          onEnd={schedule => setAsking({ kind: 'unschedule', schedule })}
        />
      )}
      {list && list.length > 0 && (
        <BackupTable
          backups={list}
          instanceRef={ref}
          restorable={backups.restorable}
        />
      )}
      {more > 0 && <p>{t('backups.more', { count: more })}</p>}
      {asking?.kind === 'now' && (
        <BackupNowDialog
          instanceRef={ref}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking?.kind === 'schedule' && cronFields && (
        <ScheduleDialog
          instanceRef={ref}
          cronFields={cronFields}
          scheduling={scheduling}
          name={
            asking.schedule?.name ??
            scheduleName(
              ref.name,
              (schedules ?? []).map(({ name }) => name),
            )
          }
          schedule={asking.schedule}
          onClose={() => setAsking(undefined)}
        />
      )}
      {asking?.kind === 'unschedule' && (
        <UnscheduleDialog
          instanceRef={ref}
          schedule={asking.schedule}
          onClose={() => setAsking(undefined)}
        />
      )}
    </Section>
  );
}

function Summary({ backups }: { backups: Backups }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { list } = backups;
  if (!list) return <p>{t('backups.unknown')}</p>;
  const last = lastGoodOf(backups);
  if (!last) {
    return <p>{t(list.length === 0 ? 'backups.none' : 'backups.noneGood')}</p>;
  }
  const at = last.finishedAt ?? last.createdAt;
  return (
    <p>
      {t('backups.lastGood', {
        time: at ? <RelativeTime at={at} /> : last.name,
      })}
    </p>
  );
}
