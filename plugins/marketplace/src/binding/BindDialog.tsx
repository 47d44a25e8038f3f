import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  BindingChoices,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import {
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';
import { useMemo, useRef, useState } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { BindingDialog } from './BindingDialog';
import { BindingForm } from './BindingForm';
import { ChoicesGate } from './ChoicesGate';
import { beginning, requestOf, type Entered } from './editing';

/** Binds a service to an instance. */
export function BindDialog(props: {
  instanceRef: InstanceRef;
  /** Reference of the service that is to be bound, where that is decided. */
  service?: string;
  onClose: () => void;
}) {
  const { t } = useTranslationRef(marketplaceTranslationRef);
  const client = usePlatformClient();
  const { instanceRef, onClose } = props;
  const choices = usePlatformQuery({
    queryKey: ['marketplace.bindings.choices', instanceRef],
    queryFn: ({ signal }) =>
      client.marketplace.bindings.choices(instanceRef, { signal }),
    staleTime: 0,
  });
  const { name } = instanceRef;
  // Another answer while one edits must not take away what was entered.
  const first = useRef<BindingChoices>();
  const shown = first.current ?? choices.data;
  const isOpen =
    shown !== undefined && !shown.going && shown.secrets.length > 0;
  if (isOpen) first.current = shown;
  const [edited, setEdited] = useState<Entered>();
  const entered = useMemo(
    () =>
      edited ??
      (isOpen ? beginning(shown, instanceRef, props.service) : undefined),
    [edited, isOpen, shown, instanceRef, props.service],
  );
  const request = useMemo(
    () => shown && entered && requestOf(instanceRef, shown, entered),
    [instanceRef, shown, entered],
  );
  return (
    <BindingDialog
      title={
        props.service
          ? t('binding.bindTo', {
              service: titleOf(props.service, shown),
              name,
            })
          : t('binding.bindAny', { name })
      }
      verb={t('binding.bindNow', { name })}
      request={request}
      onClose={onClose}
    >
      {isOpen && entered ? (
        <BindingForm
          choices={shown}
          instanceRef={instanceRef}
          entered={entered}
          onChange={setEdited}
        />
      ) : (
        <ChoicesGate choices={choices} name={name} />
      )}
    </BindingDialog>
  );
}

function titleOf(entityRef: string, choices: BindingChoices | undefined) {
  const all = [
    ...(choices?.targets ?? []).flatMap(({ services }) => services),
    ...(choices?.elsewhere ?? []),
  ];
  return (
    all.find(each => each.entityRef === entityRef)?.title ??
    entityRef.slice(entityRef.lastIndexOf('/') + 1)
  );
}
