import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import TextField from '@material-ui/core/TextField';
import type {
  InstanceDeletion,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import {
  useAct,
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';
import { useId, useState } from 'react';
import { useBindingWords } from '../binding/useBindingWords';
import { marketplaceTranslationRef } from '../language/ref';
import { Problem } from '../order/Effect';
import { ActDialog } from '../page/ActDialog';

/** Shows what goes and what stays, and deletes once the name was typed. */
export function DeleteDialog(props: {
  instanceRef: InstanceRef;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const nameId = useId();
  const { instanceRef, onClose } = props;
  const { name } = instanceRef;
  const [typed, setTyped] = useState('');
  const acting = useAct(client.marketplace.delete, onClose);
  const plan = usePlatformQuery({
    queryKey: ['marketplace.deletion', instanceRef],
    queryFn: ({ signal }) =>
      client.marketplace.deletion(instanceRef, { signal }),
    staleTime: 0,
  });
  const again = () => {
    acting.forget();
    void plan.refetch();
  };
  const { busy } = acting;
  const failed = acting.problem ?? plan.error ?? undefined;
  const ready = Boolean(plan.data) && typed === name && !busy && !failed;
  const act = () => {
    if (plan.data) void acting.act({ ref: instanceRef, uid: plan.data.uid });
  };
  return (
    <ActDialog
      title={t('delete.title', { name })}
      verb={t('delete.verb', { name })}
      cancel={t('delete.cancel')}
      ready={ready}
      busy={busy}
      maxWidth="sm"
      narrow="xs"
      onAct={act}
      onClose={onClose}
    >
      {plan.isPending && <LinearProgress aria-label={t('delete.looking')} />}
      {plan.data && <Plan plan={plan.data} />}
      {failed && <Problem error={failed} onAgain={again} />}
      <TextField
        id={nameId}
        fullWidth
        label={t('delete.type', { name })}
        value={typed}
        disabled={busy}
        autoComplete="off"
        onChange={event => setTyped(event.target.value)}
      />
    </ActDialog>
  );
}

function Plan({ plan }: { plan: InstanceDeletion }) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { goes, stays, finalizers, unknown } = plan;
  const data = goes.filter(({ kind }) => kind === 'PersistentVolumeClaim');
  const saved = goes.filter(each => each.data && !data.includes(each));
  return (
    <>
      {data.length > 0 && (
        <p>
          <strong>{t('delete.data', { count: data.length })}</strong>
        </p>
      )}
      {saved.length > 0 && (
        <p>
          <strong>{t('delete.backups', { count: saved.length })}</strong>
        </p>
      )}
      <Bound bound={plan.bound} />
      <h3>{t('delete.goes')}</h3>
      <Things things={goes} none={t('delete.nothingElse')} />
      <h3>{t('delete.stays')}</h3>
      <Things things={stays} none={t('delete.nothingStays')} />
      {finalizers.length > 0 && (
        <p>{t('delete.finalizers', { finalizers: finalizers.join(', ') })}</p>
      )}
      {unknown.length > 0 && (
        <p>{t('delete.unknown', { kinds: unknown.join(', ') })}</p>
      )}
    </>
  );
}

/** Who would break. */
function Bound({ bound }: Pick<InstanceDeletion, 'bound'>) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const words = useBindingWords();
  return (
    <>
      <h3>{t('binding.delete.title')}</h3>
      {bound.length === 0 ? (
        <p>{t('binding.delete.none')}</p>
      ) : (
        <>
          <ul>
            {bound.map(binding => (
              <li key={`${binding.target.kind}/${binding.target.name}`}>
                {t('binding.delete.row', {
                  kind: binding.target.kind,
                  name: binding.target.name,
                  what: words.parts(binding),
                })}
              </li>
            ))}
          </ul>
          <p>
            <strong>{t('binding.delete.breaks')}</strong>
          </p>
        </>
      )}
    </>
  );
}

function Things(props: { things: InstanceDeletion['goes']; none: string }) {
  const { things, none } = props;
  return things.length === 0 ? (
    <p>{none}</p>
  ) : (
    <ul>
      {things.map(({ kind, name, size }) => (
        <li key={`${kind}/${name}`}>
          {kind} <code>{name}</code>
          {size && ` · ${size}`}
        </li>
      ))}
    </ul>
  );
}
