import { useTranslationRef } from '@backstage/frontend-plugin-api';
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
import { WhoBreaks } from '../binding/WhoBreaks';
import { marketplaceTranslationRef } from '../language/ref';
import { Problem } from '../order/Effect';
import { ActDialog } from '../page/ActDialog';
import { Holders } from './Holders';

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
  const plan = usePlan(answer, instance);
  const when = chosen ?? plan.shown?.when ?? 'now';
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
      {plan.shown && <Plan answer={answer} plan={plan.shown} when={when} />}
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

function Plan(props: {
  answer: InstanceAnswer;
  plan: InstanceDeletion;
  when: When;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { answer, plan, when } = props;
  const { goes, stays, finalizers, unknown, keptBy, runs = [] } = plan;
  const claims = goes.filter(({ kind }) => kind === 'PersistentVolumeClaim');
  const kept = claims.filter(({ volume }) => volume === 'kept');
  const data = claims.filter(({ volume }) => volume !== 'kept');
  const saved = goes.filter(each => each.data && !claims.includes(each));
  const outlives = stays.filter(
    each => each.data && each.kind !== 'PersistentVolumeClaim',
  );
  return (
    <>
      {keptBy && <p role="alert">{t(`life.keptBy.${keptBy}`)}</p>}
      {plan.elsewhere && (
        <p>
          <strong>{t('delete.elsewhere')}</strong>
        </p>
      )}
      {data.length > 0 && (
        <p>
          <strong>
            {t(when === 'now' ? 'delete.data' : 'life.data', {
              count: data.length,
            })}
          </strong>
        </p>
      )}
      {saved.length > 0 && (
        <p>
          <strong>{t('delete.backups', { count: saved.length })}</strong>
        </p>
      )}
      {kept.length > 0 && (
        <p>{t('life.keptVolumes', { count: kept.length })}</p>
      )}
      {outlives.length > 0 && (
        <p>{t('life.keptBackups', { count: outlives.length })}</p>
      )}
      <Bound bound={plan.bound} />
      {plan.first.length > 0 && (
        <>
          <h3>{t('delete.first')}</h3>
          <Things things={plan.first} none="" />
          <p>{t('delete.firstWhy')}</p>
        </>
      )}
      <h3>{t('delete.goes')}</h3>
      <Things things={goes} none={t('delete.nothingElse')} />
      {runs.length > 0 && (
        <p>
          {t('delete.runs', {
            names: runs.map(({ kind, name }) => `${kind} ${name}`).join(', '),
          })}
        </p>
      )}
      <h3>{t('delete.stays')}</h3>
      <Things things={stays} none={t('delete.nothingStays')} />
      <Holders answer={answer} finalizers={finalizers} />
      {unknown.length > 0 && (
        <p>{t('delete.unknown', { kinds: unknown.join(', ') })}</p>
      )}
    </>
  );
}

/** Who would break. */
function Bound({ bound }: Pick<InstanceDeletion, 'bound'>) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  return (
    <>
      <h3>{t('binding.delete.title')}</h3>
      <WhoBreaks
        bindings={bound}
        none={t('binding.delete.none')}
        breaks={t('binding.delete.breaks')}
      />
    </>
  );
}

const mostListed = 100;

type Thing = InstanceDeletion['goes'][number];

function Things(props: { things: readonly Thing[]; none: string }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { things, none } = props;
  // A broker may hold thousands of topics; what has data is never left out.
  const listed = things.filter(({ data }, i) => data || i < mostListed);
  const more = things.length - listed.length;
  const named = ({ kind, name, namespace = '' }: Thing) =>
    JSON.stringify([kind, namespace, name]);
  const times = new Map<string, number>();
  for (const thing of things) {
    times.set(named(thing), (times.get(named(thing)) ?? 0) + 1);
  }
  return things.length === 0 ? (
    <p>{none}</p>
  ) : (
    <ul>
      {listed.map(thing => {
        const { kind, group = '', name, namespace, size, volume } = thing;
        const isAlone = times.get(named(thing)) === 1 || group === '';
        return (
          <li key={`${group}/${kind}/${namespace ?? ''}/${name}`}>
            {isAlone ? kind : `${kind}.${group}`} <code>{name}</code>
            {namespace && ` · ${t('delete.in', { namespace })}`}
            {size && ` · ${size}`}
            {volume && <> · {t(`life.volume.${volume}`)}</>}
          </li>
        );
      })}
      {more > 0 && <li>{t('delete.more', { number: String(more) })}</li>}
    </ul>
  );
}
