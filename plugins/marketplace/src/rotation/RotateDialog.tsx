import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Checkbox from '@material-ui/core/Checkbox';
import FormControlLabel from '@material-ui/core/FormControlLabel';
import type {
  Binding,
  InstanceRef,
  WorkloadRef,
} from '@pilothouse/plugin-platform-common';
import {
  messageOf,
  useAct,
  useLive,
  usePlatformClient,
} from '@pilothouse/plugin-platform-react';
import { useState } from 'react';
import { useBindingWords } from '../binding/useBindingWords';
import { marketplaceTranslationRef } from '../language/ref';
import { Problem } from '../order/Effect';
import { ActDialog } from '../page/ActDialog';
import { Known } from '../page/Known';
import { splitByRestart } from './split';

/** What came of new credentials, and of restarts for them. */
interface Outcome {
  readonly made: boolean;
  readonly restarted: readonly WorkloadRef[];
  readonly failed: readonly { readonly name: string; readonly why: Error }[];
}

/** Has the operator make new credentials, and restarts who has the old ones until then. */
export function RotateDialog(props: {
  instanceRef: InstanceRef;
  secret: string;
  uid: string;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const { instanceRef: ref, secret, uid, onClose } = props;
  const live = useLive('marketplace.bindings', ref);
  const [without, setWithout] = useState<readonly string[]>([]);
  const [outcome, setOutcome] = useState<Outcome>();
  const rotate = async (targets: readonly WorkloadRef[]): Promise<Outcome> => {
    const { made } = await client.marketplace.rotate({ ref, secret, uid });
    const restarted: WorkloadRef[] = [];
    const failed: Outcome['failed'][number][] = [];
    for (const target of made ? targets : []) {
      const change = { kind: 'restart' as const };
      try {
        const { precondition } = await client.deployments.preview({
          target,
          change,
        });
        await client.deployments.apply({ target, change, precondition });
        restarted.push(target);
      } catch (error) {
        failed.push({ name: target.name, why: error as Error });
      }
    }
    return { made, restarted, failed };
  };
  const { act, busy: acts, forget, problem } = useAct(rotate, setOutcome);
  const busy = acts && !outcome;
  const bound =
    live.kind === 'loading' || live.kind === 'failed'
      ? []
      : live.value.bindings.filter(each => each.secret === secret);
  const { restarts } = splitByRestart(bound);
  const chosen = restarts.filter(each => !without.includes(keyOf(each)));
  return (
    <ActDialog
      title={t('rotation.title', { secret })}
      verb={t('rotation.verb')}
      cancel={t(outcome ? 'rotation.close' : 'rotation.cancel')}
      ready={!busy && !problem && !outcome && live.kind === 'current'}
      busy={busy}
      maxWidth="sm"
      narrow="xs"
      onAct={() => void act(chosen.map(({ target }) => target))}
      onClose={onClose}
    >
      {outcome ? (
        <Told outcome={outcome} />
      ) : (
        <>
          <p>{t('rotation.what', { secret: <code>{secret}</code> })}</p>
          <Known live={live}>
            {() => (
              <Who
                bindings={bound}
                without={without}
                disabled={busy}
                onChange={setWithout}
              />
            )}
          </Known>
          {busy && <p role="status">{t('rotation.making')}</p>}
        </>
      )}
      {problem && <Problem error={problem} onAgain={forget} />}
    </ActDialog>
  );
}

/** Who has the credentials, and who has to restart for new ones. */
function Who(props: {
  bindings: readonly Binding[];
  without: readonly string[];
  disabled: boolean;
  onChange: (without: readonly string[]) => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const words = useBindingWords();
  const { bindings, without, disabled, onChange } = props;
  const { restarts, follows } = splitByRestart(bindings);
  if (bindings.length === 0) return <p>{t('rotation.nobody')}</p>;
  return (
    <>
      {restarts.length > 0 && <p>{t('rotation.restarts')}</p>}
      {restarts.map(binding => {
        const key = keyOf(binding);
        const { kind, name } = binding.target;
        return (
          <FormControlLabel
            key={key}
            label={t('rotation.restart', {
              kind,
              name,
              what: words.parts(binding),
            })}
            control={
              <Checkbox
                size="small"
                color="primary"
                disabled={disabled}
                checked={!without.includes(key)}
                onChange={(_, checked) =>
                  onChange(
                    checked
                      ? without.filter(each => each !== key)
                      : [...without, key],
                  )
                }
              />
            }
          />
        );
      })}
      {follows.length > 0 && (
        <>
          <p>{t('rotation.follows')}</p>
          <ul>
            {follows.map(binding => (
              <li key={keyOf(binding)}>
                {binding.target.kind} <code>{binding.target.name}</code>
              </li>
            ))}
          </ul>
        </>
      )}
    </>
  );
}

function Told({ outcome }: { outcome: Outcome }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { made, restarted, failed } = outcome;
  return (
    <div role="status">
      <p>{t(made ? 'rotation.made' : 'rotation.notMade')}</p>
      {restarted.length > 0 && (
        <p>
          {t('rotation.restarted', {
            names: restarted.map(({ name }) => name).join(', '),
          })}
        </p>
      )}
      {failed.map(({ name, why }) => (
        <div key={name}>
          <p>{t('rotation.notRestarted', { name })}</p>
          <p>{messageOf(why)}</p>
        </div>
      ))}
    </div>
  );
}

function keyOf({ target }: Pick<Binding, 'target'>): string {
  return `${target.kind}/${target.name}`;
}
