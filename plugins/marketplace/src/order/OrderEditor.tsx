import { useTranslationRef } from '@backstage/frontend-plugin-api';
import Button from '@material-ui/core/Button';
import LinearProgress from '@material-ui/core/LinearProgress';
import TextField from '@material-ui/core/TextField';
import { makeStyles } from '@material-ui/core/styles';
import type {
  OrderForm,
  OrderRequest,
  Values,
} from '@pilothouse/plugin-platform-common';
import {
  problemOf,
  useAct,
  usePlatformClient,
  usePreview,
} from '@pilothouse/plugin-platform-react';
import {
  useId,
  useMemo,
  useState,
  type FormEvent,
  type ReactNode,
} from 'react';
import { useNavigate } from 'react-router-dom';
import { marketplaceTranslationRef } from '../language/ref';
import { instancePath } from '../page/paths';
import { Effect, Problem } from './Effect';
import { SchemaForm } from './SchemaForm';

const useStyles = makeStyles(theme => ({
  root: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 3fr) minmax(0, 2fr)',
    gap: theme.spacing(4),
    [theme.breakpoints.down('sm')]: { gridTemplateColumns: 'minmax(0, 1fr)' },
  },
  effect: {
    position: 'sticky',
    top: theme.spacing(2),
    alignSelf: 'start',
    minWidth: 0,
    [theme.breakpoints.down('sm')]: { position: 'static' },
  },
  extra: {
    margin: theme.spacing(2, 0),
    '& summary': { cursor: 'pointer' },
    '& textarea': {
      fontFamily: 'ui-monospace, Menlo, Consolas, monospace',
      fontSize: 13,
    },
  },
  verb: { textTransform: 'none' },
}));

/** Fields on one side, what they come to on the other, and the button that does it. */
export function OrderEditor(props: {
  form: OrderForm;
  /** What stands before the fields; is told why the name cannot be had. */
  head?: (taken: boolean) => ReactNode;
  values: Values;
  extra: string;
  request: OrderRequest | undefined;
  verb: string;
  onValues: (values: Values) => void;
  onExtra: (extra: string) => void;
  /** Reads anew what the order begins with, where it begins with anything. */
  onAgain?: () => Promise<void>;
}) {
  const classes = useStyles();
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { form, values, request } = props;
  const extraId = useId();
  const [isValid, setValid] = useState(true);
  const [attempt, setAttempt] = useState(0);
  const [takeOver, setTakeOver] = useState(false);
  const wanted = isValid ? request : undefined;
  const client = usePlatformClient();
  const state = usePreview(client.marketplace.preview, wanted, attempt);
  const navigate = useNavigate();
  const sending = useAct(client.marketplace.order, ({ ref }) =>
    navigate(instancePath(ref)),
  );
  const isReady =
    state.kind === 'known' &&
    !state.preview.unchanged &&
    state.preview.quota.every(({ fits }) => fits) &&
    !state.preview.exceeded &&
    (state.preview.conflicts.length === 0 || takeOver);
  const isTaken =
    !request?.changes &&
    state.kind === 'failed' &&
    problemOf(state.because) === 'changed';
  const submit = (event: FormEvent) => {
    event.preventDefault();
    if (state.kind !== 'known' || !isReady || !wanted) return;
    const { basis, precondition } = state.preview;
    void sending.act({
      ...wanted,
      precondition,
      takeOver,
      ...(basis && { basis }),
    });
  };
  const again = async () => {
    await props.onAgain?.();
    sending.forget();
    setTakeOver(false);
    setAttempt(attempt + 1);
  };
  const fields = useMemo(
    () => ({ schema: form.schema, fields: form.fields }),
    [form.schema, form.fields],
  );
  return (
    <form className={classes.root} onSubmit={submit} noValidate>
      <div>
        {props.head?.(isTaken)}
        <SchemaForm
          form={fields}
          values={values}
          disabled={sending.busy}
          onChange={(next, valid) => {
            setValid(valid);
            props.onValues(next);
          }}
        />
        <details className={classes.extra}>
          <summary>{t('order.extra')}</summary>
          <p>{t('order.extraHelp', { kind: form.item.kind })}</p>
          <TextField
            id={extraId}
            multiline
            fullWidth
            minRows={6}
            variant="outlined"
            label={t('order.extraLabel')}
            value={props.extra}
            onChange={event => props.onExtra(event.target.value)}
          />
        </details>
      </div>
      <div className={classes.effect}>
        <Effect
          state={state}
          takeOver={takeOver}
          onTakeOver={setTakeOver}
          onAgain={() => void again()}
          isChange={request?.changes}
          form={form}
        />
        {sending.problem && (
          <Problem
            error={sending.problem}
            isChange={request?.changes}
            onAgain={() => void again()}
          />
        )}
        {sending.busy && <LinearProgress />}
        <Button
          type="submit"
          variant="contained"
          color="primary"
          className={classes.verb}
          disabled={!isReady || sending.busy || Boolean(sending.problem)}
        >
          {props.verb}
        </Button>
      </div>
    </form>
  );
}
