import { toError } from '@backstage/errors';
import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import Dialog from '@material-ui/core/Dialog';
import DialogActions from '@material-ui/core/DialogActions';
import DialogContent from '@material-ui/core/DialogContent';
import DialogTitle from '@material-ui/core/DialogTitle';
import LinearProgress from '@material-ui/core/LinearProgress';
import TextField from '@material-ui/core/TextField';
import { useTheme } from '@material-ui/core/styles';
import useMediaQuery from '@material-ui/core/useMediaQuery';
import type {
  InstanceDeletion,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import {
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';
import { useId, useState, type FormEvent } from 'react';
import { useBindingWords } from '../binding/useBindingWords';
import { marketplaceTranslationRef } from '../language/ref';
import { Problem } from '../order/Effect';

/** Shows what goes and what stays, and deletes once the name was typed. */
export function DeleteDialog(props: {
  instanceRef: InstanceRef;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const titleId = useId();
  const narrow = useMediaQuery(useTheme().breakpoints.down('xs'));
  const { instanceRef, onClose } = props;
  const { name } = instanceRef;
  const [typed, setTyped] = useState('');
  const [busy, setBusy] = useState(false);
  const [problem, setProblem] = useState<Error>();
  const plan = usePlatformQuery({
    queryKey: ['marketplace.deletion', instanceRef],
    queryFn: ({ signal }) =>
      client.marketplace.deletion(instanceRef, { signal }),
    staleTime: 0,
  });
  const again = () => {
    setProblem(undefined);
    void plan.refetch();
  };
  const failed = problem ?? plan.error ?? undefined;
  const ready = plan.data && typed === name && !busy && !failed;
  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (!ready || !plan.data) return;
    setBusy(true);
    try {
      const { uid } = plan.data;
      await client.marketplace.delete({ ref: instanceRef, uid });
      onClose();
    } catch (error) {
      setProblem(toError(error));
      setBusy(false);
    }
  };
  return (
    <Dialog
      open
      fullWidth
      fullScreen={narrow}
      maxWidth="sm"
      onClose={() => !busy && onClose()}
      aria-labelledby={titleId}
    >
      <form onSubmit={submit} noValidate style={{ display: 'contents' }}>
        <DialogTitle id={titleId}>{t('delete.title', { name })}</DialogTitle>
        <DialogContent>
          {plan.isPending && (
            <LinearProgress aria-label={t('delete.looking')} />
          )}
          {plan.data && <Plan plan={plan.data} />}
          {failed && <Problem error={failed} onAgain={again} />}
          <TextField
            id={`${titleId}-name`}
            fullWidth
            label={t('delete.type', { name })}
            value={typed}
            disabled={busy}
            autoComplete="off"
            onChange={event => setTyped(event.target.value)}
          />
          {busy && <LinearProgress />}
        </DialogContent>
        <DialogActions>
          <Button onClick={onClose} disabled={busy}>
            {t('delete.cancel')}
          </Button>
          <Button
            type="submit"
            variant="contained"
            color="primary"
            style={{ textTransform: 'none' }}
            disabled={!ready}
          >
            {t('delete.verb', { name })}
          </Button>
        </DialogActions>
      </form>
    </Dialog>
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
