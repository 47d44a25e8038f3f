import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import LinearProgress from '@material-ui/core/LinearProgress';
import Radio from '@material-ui/core/Radio';
import RadioGroup from '@material-ui/core/RadioGroup';
import TextField from '@material-ui/core/TextField';
import type {
  InstanceAnswer,
  InstanceDeletion,
  InstanceDetail,
} from '@pilothouse/plugin-platform-common';
import {
  duration,
  useAct,
  useLanguage,
  useLive,
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';
import { useId, useRef, useState } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { Problem } from '../order/Effect';
import { ActDialog } from '../page/ActDialog';
import { useWords } from '../words/useWords';
import { DeletionPlan } from './DeletionPlan';
import { useAbilities } from './useAbilities';

type When = InstanceDeletion['when'];

/** Shows what goes and what stays, and deletes: at once by its name, or once it was time to undo it. */
export function DeleteDialog(props: {
  answer: InstanceAnswer;
  instance: InstanceDetail;
  onClose: () => void;
  /** Told the uid of what is being deleted at once. */
  onDeleted: (uid: string) => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const language = useLanguage();
  const nameId = useId();
  const { answer, instance, onClose } = props;
  const { ref } = instance;
  const { name } = ref;
  const [typed, setTyped] = useState('');
  const [chosen, setChosen] = useState<When>();
  const [withContents, setWithContents] = useState(false);
  const abilities = useAbilities(instance);
  const wordsOf = useWords();
  const plan = usePlan(answer, instance);
  const when = chosen ?? plan.shown?.when ?? 'now';
  const held = plan.shown?.contents ?? [];
  const contents = when === 'now' && withContents ? held : [];
  const acting = useAct(client.marketplace.delete, ({ at }) => {
    if (!at && plan.shown) props.onDeleted(plan.shown.uid);
    onClose();
  });
  const again = () => {
    acting.forget();
    plan.again();
  };
  const { busy } = acting;
  const failed = acting.problem ?? plan.error;
  const ready =
    plan.isFresh && (when === 'later' || typed === name) && !busy && !failed;
  const act = () => {
    if (!plan.shown) return;
    const { uid, seen, first } = plan.shown;
    void acting.act({
      ref,
      uid,
      seen,
      when,
      ...(when === 'now' &&
        first.length > 0 && {
          first: first.map(each => ({ name: each.name, uid: each.uid })),
        }),
      ...(contents.length > 0 && {
        contents: contents.map(each => ({ name: each.name, uid: each.uid })),
      }),
    });
  };
  const grace = duration(0, plan.shown?.graceMs ?? 0, language);
  return (
    <ActDialog
      title={t('delete.title', { name })}
      verb={
        when === 'later'
          ? t('life.laterVerb', { name, grace })
          : t('delete.verb', { name })
      }
      cancel={t('delete.cancel')}
      ready={ready}
      busy={busy}
      maxWidth="sm"
      narrow="xs"
      onAct={act}
      onClose={onClose}
    >
      {!plan.isFresh && !plan.error && (
        <LinearProgress
          aria-label={plan.shown ? t('life.following') : t('delete.looking')}
        />
      )}
      {plan.shown && (
        <DeletionPlan
          answer={answer}
          plan={plan.shown}
          when={when}
          chosen={contents}
        />
      )}
      {failed && <Problem error={failed} isChange onAgain={again} />}
      {plan.shown?.first.length === 0 && (
        <RadioGroup
          aria-label={t('life.when')}
          value={when}
          onChange={(_, value) => setChosen(value === 'later' ? value : 'now')}
        >
          <FormControlLabel
            value="later"
            disabled={busy}
            control={<Radio size="small" color="primary" />}
            label={t('life.later', { grace })}
          />
          <FormControlLabel
            value="now"
            disabled={busy}
            control={<Radio size="small" color="primary" />}
            label={t('life.now')}
          />
        </RadioGroup>
      )}
      {when === 'now' && held.length > 0 && (
        <FormControlLabel
          control={
            <Checkbox
              size="small"
              color="primary"
              checked={withContents}
              onChange={(_, checked) => setWithContents(checked)}
            />
          }
          disabled={busy || !abilities?.removeContent?.allowed}
          label={t('delete.contents', {
            what: answer.contents ? wordsOf(answer.contents.title) : '',
            number: String(held.length),
          })}
        />
      )}
      {when === 'now' && (
        <TextField
          id={nameId}
          fullWidth
          label={t('delete.type', { name })}
          value={typed}
          disabled={busy}
          autoComplete="off"
          onChange={event => setTyped(event.target.value)}
        />
      )}
    </ActDialog>
  );
}

/**
 * The plan, asked for anew as soon as something of it changes: bound or unbound, backed up,
 * grown. Until then the last one is shown, and is not to be acted on.
 */
function usePlan(answer: InstanceAnswer, instance: InstanceDetail) {
  const client = usePlatformClient();
  const { ref, uid, volumes } = instance;
  const live = useLive('marketplace.bindings', ref);
  const bound = 'value' in live ? live.value.bindings : [];
  const followed = JSON.stringify([
    uid,
    volumes.map(volume => volume.name),
    (answer.backups?.list ?? []).map(backup => [backup.name, backup.state]),
    (answer.backups?.schedules ?? []).map(schedule => schedule.name),
    (answer.contents?.list ?? []).map(content => content.uid),
    bound.map(({ target, secret }) => [target.kind, target.name, secret]),
  ]);
  const { data, error, refetch } = usePlatformQuery({
    queryKey: ['marketplace.deletion', ref, followed],
    queryFn: ({ signal }) => client.marketplace.deletion(ref, { signal }),
    staleTime: 0,
  });
  const last = useRef<InstanceDeletion>();
  if (data) last.current = data;
  return {
    shown: data ?? last.current,
    isFresh: data !== undefined,
    error: error ?? undefined,
    again: () => void refetch(),
  };
}
