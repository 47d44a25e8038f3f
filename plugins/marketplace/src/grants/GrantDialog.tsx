import { useTranslationRef } from '@backstage/frontend-plugin-api';
import LinearProgress from '@material-ui/core/LinearProgress';
import TextField from '@material-ui/core/TextField';
import {
  instanceNameSchema,
  type GrantForm,
  type GrantRequest,
  type InstanceRef,
  type Values,
} from '@pilothouse/plugin-platform-common';
import {
  Failure,
  useAct,
  usePlatformClient,
  usePlatformQuery,
  usePreview,
} from '@pilothouse/plugin-platform-react';
import { useId, useMemo, useState } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { withoutBlanks } from '../order/editing';
import { Effect, Problem } from '../order/Effect';
import { SchemaForm } from '../order/SchemaForm';
import { ActDialog } from '../page/ActDialog';
import { grantName } from './names';

/** Asks for credentials of an instance; they come into a Secret that a service can have. */
export function GrantDialog(props: {
  instanceRef: InstanceRef;
  /** Names of what was asked for already. */
  taken: readonly string[];
  onClose: () => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const { instanceRef, onClose } = props;
  const [name, setName] = useState(() =>
    grantName(instanceRef.name, props.taken),
  );
  const [values, setValues] = useState<Values>({});
  const [isValid, setValid] = useState(true);
  const [attempt, setAttempt] = useState(0);
  const form = usePlatformQuery({
    queryKey: ['marketplace.grantForm', instanceRef],
    queryFn: ({ signal }) =>
      client.marketplace.grantForm(instanceRef, { signal }),
  });
  const isName = instanceNameSchema.safeParse(name).success;
  const isReady = Boolean(form.data) && isValid && isName;
  const request = useMemo(
    (): GrantRequest | undefined =>
      isReady
        ? { ref: instanceRef, name, parameters: withoutBlanks(values) }
        : undefined,
    [isReady, instanceRef, name, values],
  );
  const state = usePreview(client.marketplace.grantPreview, request, attempt);
  const acting = useAct(client.marketplace.grant, onClose);
  const { busy, problem } = acting;
  const again = () => {
    acting.forget();
    setAttempt(attempt + 1);
  };
  const title = t('grant.title', { name: instanceRef.name });
  return (
    <ActDialog
      title={title}
      verb={t('grant.verb')}
      cancel={t('grant.cancel')}
      ready={state.kind === 'known' && !busy && !problem}
      busy={busy}
      maxWidth="sm"
      narrow="xs"
      onAct={() => {
        if (request) void acting.act(request);
      }}
      onClose={onClose}
    >
      <p>{t('grant.what')}</p>
      <TextField
        id={useId()}
        fullWidth
        required
        label={t('grant.name')}
        helperText={t('grant.nameHelp')}
        value={name}
        error={!isName}
        disabled={busy}
        onChange={event => setName(event.target.value)}
      />
      <Parameters
        form={form}
        values={values}
        disabled={busy}
        onChange={(next, valid) => {
          setValues(next);
          setValid(valid);
        }}
      />
      <Effect
        state={state}
        takeOver={false}
        onTakeOver={() => {}}
        onAgain={again}
        countsNothing
      />
      {problem && <Problem error={problem} onAgain={again} />}
    </ActDialog>
  );
}

function Parameters(props: {
  form: { data?: GrantForm; error: Error | null; refetch: () => unknown };
  values: Values;
  disabled: boolean;
  onChange: (values: Values, isValid: boolean) => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { data, error, refetch } = props.form;
  const form = useMemo(
    () => ({ schema: data?.schema ?? {}, fields: [] }),
    [data],
  );
  if (error && !data) {
    return (
      <Failure
        title={t('order.noForm')}
        error={error}
        onRetry={() => void refetch()}
      />
    );
  }
  if (!data) return <LinearProgress aria-label={t('order.loading')} />;
  return data.schema ? (
    <SchemaForm
      form={form}
      values={props.values}
      disabled={props.disabled}
      onChange={props.onChange}
    />
  ) : null;
}
