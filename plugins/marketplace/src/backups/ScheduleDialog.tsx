import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import MenuItem from '@material-ui/core/MenuItem';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type {
  BackupRequest,
  Backups,
  BackupSchedule,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import { useId, useMemo, useState } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { BackupOrderDialog } from './BackupOrderDialog';
import { cronOf, isWhole, rhythmOf, usual, type Rhythm } from './rhythm';
import { useWeekdays } from './useRhythmWords';

const useStyles = makeStyles(theme => ({
  fields: {
    display: 'flex',
    flexWrap: 'wrap',
    gap: theme.spacing(2),
    margin: theme.spacing(1, 0, 2),
    '& > *': { flex: '1 1 180px' },
  },
}));

const usuallyKept = '7';
const mostKept = 10_000;

function isKeep(keep: number): boolean {
  return Number.isInteger(keep) && keep >= 1 && keep <= mostKept;
}

/** Makes a schedule of backups, or changes one. */
export function ScheduleDialog(props: {
  instanceRef: InstanceRef;
  cronFields: 5 | 6;
  /** What it can say beside its times. */
  scheduling: Backups['scheduling'];
  /** The name that it has, or is to have. */
  name: string;
  /** What there is, where it is to be changed. */
  schedule?: BackupSchedule;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { instanceRef, cronFields, name, schedule, onClose } = props;
  const { keeps = false, suspends = false } = props.scheduling ?? {};
  const keepId = useId();
  const [rhythm, setRhythm] = useState<Rhythm>(
    schedule ? rhythmOf(schedule.cron, cronFields) : usual,
  );
  const [suspended, setSuspended] = useState(schedule?.suspended ?? false);
  const [kept, setKept] = useState(
    schedule ? `${schedule.keep ?? ''}` : usuallyKept,
  );
  const changes = schedule !== undefined;
  const keep = keeps && kept !== '' ? Number(kept) : undefined;
  const isNumber = keep === undefined || isKeep(keep);
  const cron = isWhole(rhythm) ? cronOf(rhythm, cronFields) : undefined;
  const request = useMemo(
    (): BackupRequest | undefined =>
      cron === undefined || !isNumber
        ? undefined
        : {
            ref: instanceRef,
            name,
            schedule: {
              ...{ cron, suspended, changes },
              ...(keep !== undefined && { keep }),
            },
          },
    [instanceRef, name, cron, suspended, changes, keep, isNumber],
  );
  return (
    <BackupOrderDialog
      title={t(changes ? 'schedule.changeTitle' : 'schedule.title', {
        name: instanceRef.name,
      })}
      verb={t(changes ? 'schedule.changeVerb' : 'schedule.verb', {
        name: instanceRef.name,
      })}
      request={request}
      onClose={onClose}
    >
      <RhythmFields
        rhythm={rhythm}
        cronFields={cronFields}
        onChange={setRhythm}
      />
      {keeps && (
        <TextField
          id={keepId}
          type="number"
          fullWidth
          label={t('schedule.keep')}
          helperText={t('schedule.keepHelp')}
          value={kept}
          error={!isNumber}
          inputProps={{ min: 1, max: mostKept }}
          onChange={event => setKept(event.target.value)}
        />
      )}
      {changes && suspends && (
        <FormControlLabel
          label={t('schedule.suspended')}
          control={
            <Checkbox
              color="primary"
              checked={suspended}
              onChange={(_, checked) => setSuspended(checked)}
            />
          }
        />
      )}
    </BackupOrderDialog>
  );
}

const choices = ['hour', 'day', 'week', 'other'] as const;

function RhythmFields(props: {
  rhythm: Rhythm;
  cronFields: 5 | 6;
  onChange: (rhythm: Rhythm) => void;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const weekdays = useWeekdays();
  const id = useId();
  const { rhythm, cronFields, onChange } = props;
  const time = 'time' in rhythm ? rhythm.time : '02:00';
  const begin = (every: string): Rhythm => {
    switch (every) {
      case 'hour':
        return { every, minute: 0 };
      case 'week':
        return { every, time, day: 0 };
      case 'other':
        return {
          every,
          cron: isWhole(rhythm) ? cronOf(rhythm, cronFields) : '',
        };
      default:
        return { every: 'day', time };
    }
  };
  return (
    <div className={classes.fields}>
      <TextField
        id={`${id}-every`}
        select
        label={t('rhythm.label')}
        value={rhythm.every}
        onChange={event => onChange(begin(event.target.value))}
      >
        {choices.map(choice => (
          <MenuItem key={choice} value={choice}>
            {t(choice === 'other' ? 'rhythm.own' : `rhythm.${choice}`)}
          </MenuItem>
        ))}
      </TextField>
      {rhythm.every === 'week' && (
        <TextField
          id={`${id}-day`}
          select
          label={t('rhythm.weekday')}
          value={rhythm.day}
          onChange={event =>
            onChange({ ...rhythm, day: Number(event.target.value) })
          }
        >
          {weekdays.map((weekday, day) => (
            <MenuItem key={weekday} value={day}>
              {weekday}
            </MenuItem>
          ))}
        </TextField>
      )}
      {'time' in rhythm && (
        <TextField
          id={`${id}-time`}
          type="time"
          label={t('rhythm.time')}
          value={rhythm.time}
          error={!isWhole(rhythm)}
          InputLabelProps={{ shrink: true }}
          onChange={event => onChange({ ...rhythm, time: event.target.value })}
        />
      )}
      {rhythm.every === 'hour' && (
        <TextField
          id={`${id}-minute`}
          type="number"
          label={t('rhythm.minute')}
          value={Number.isInteger(rhythm.minute) ? rhythm.minute : ''}
          error={!isWhole(rhythm)}
          inputProps={{ min: 0, max: 59 }}
          onChange={event =>
            onChange({ every: 'hour', minute: minuteIn(event.target.value) })
          }
        />
      )}
      {rhythm.every === 'other' && (
        <TextField
          id={`${id}-cron`}
          label={t('rhythm.cron')}
          value={rhythm.cron}
          error={!isWhole(rhythm)}
          helperText={t(cronFields === 6 ? 'rhythm.six' : 'rhythm.five')}
          onChange={event =>
            onChange({ every: 'other', cron: event.target.value })
          }
        />
      )}
    </div>
  );
}

function minuteIn(text: string): number {
  const minute = text === '' ? NaN : Number(text);
  return minute >= 0 && minute <= 59 ? minute : NaN;
}
