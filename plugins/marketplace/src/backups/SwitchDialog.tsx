import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  Binding,
  BindingRequest,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import { useMemo, useState } from 'react';
import { BindingDialog } from '../binding/BindingDialog';
import { marketplaceTranslationRef } from '../language/ref';

/** How a workload is bound, and to which Secret it is to be bound instead. */
export interface Switching {
  readonly binding: Binding;
  /** The Secret of the instance that it is to use. */
  readonly secret: string;
}

/**
 * Binds a workload to another instance as it is bound now: in the same container, by files
 * or by variables of the same names. First the one binding ends, then the other is made,
 * each after a look at what it does.
 */
export function SwitchDialog(props: {
  switching: Switching;
  /** The instance that it is to use. */
  to: InstanceRef;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const { to, onClose } = props;
  // The binding that is kept to is gone after the first step.
  const [{ binding, secret }] = useState(props.switching);
  const [step, setStep] = useState<'unbind' | 'bind'>('unbind');
  const { target } = binding;
  const requests = useMemo(
    (): Record<typeof step, BindingRequest> => ({
      unbind: { kind: 'unbind', secret: binding.secret, target },
      bind: asBound(binding, { to, secret }),
    }),
    [binding, target, to, secret],
  );
  const what = { kind: target.kind, name: target.name, instance: to.name };
  return (
    <BindingDialog
      key={step}
      title={t('life.switch.title', what)}
      verb={t(step === 'unbind' ? 'life.switch.first' : 'life.switch.second', {
        ...what,
        before: binding.instance?.name ?? binding.secret,
      })}
      request={requests[step]}
      onClose={onClose}
      onDone={() => (step === 'unbind' ? setStep('bind') : onClose())}
    >
      <p>{t('life.switch.how', what)}</p>
    </BindingDialog>
  );
}

/** The binding to another Secret that is in all else as this one. */
export function asBound(
  { uses, target }: Pick<Binding, 'uses' | 'target'>,
  { to, secret }: { to: InstanceRef; secret: string },
): Extract<BindingRequest, { kind: 'bind' }> {
  const variables = uses.flatMap(use => use.variables);
  const [first] = uses;
  const { item, cluster, namespace, name } = to;
  return {
    kind: 'bind',
    instance: { item, cluster, namespace, name },
    secret,
    target,
    ...(first && { container: first.container }),
    form:
      variables.length > 0 && uses.every(({ files }) => files.length === 0)
        ? { kind: 'env', variables }
        : { kind: 'files' },
  };
}
