import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  InstanceAnswer,
  InstanceDeletion,
} from '@pilothouse/plugin-platform-common';
import { WhoBreaks } from '../binding/WhoBreaks';
import { marketplaceTranslationRef } from '../language/ref';
import { Holders } from './Holders';

/** What goes with an instance, what stays, and who would break. */
export function DeletionPlan(props: {
  answer: InstanceAnswer;
  plan: InstanceDeletion;
  when: InstanceDeletion['when'];
  /** Of what it holds, these are deleted first. */
  chosen: NonNullable<InstanceDeletion['contents']>;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { answer, plan, when, chosen } = props;
  const { goes, finalizers, unknown, keptBy, runs = [] } = plan;
  const going = new Set(chosen.map(keyOf));
  const stays = plan.stays.filter(each => !going.has(keyOf(each)));
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
      {chosen.length > 0 && (
        <>
          <h3>{t('delete.contentsFirst')}</h3>
          <Things things={chosen} none="" whole />
          <p>{t('delete.contentsWhy', { name: plan.ref.name })}</p>
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

/** What is known by its kind and name, in the namespace of the instance. */
function keyOf({ group = '', kind, name }: Thing): string {
  return `${group}/${kind}/${name}`;
}

type Thing = InstanceDeletion['goes'][number];

function Things(props: {
  things: readonly Thing[];
  none: string;
  /** Lists all, however many there are. */
  whole?: boolean;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { things, none, whole = false } = props;
  // A broker may hold thousands of topics; what has data is never left out.
  const listed = things.filter(
    ({ data }, i) => whole || data || i < mostListed,
  );
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
