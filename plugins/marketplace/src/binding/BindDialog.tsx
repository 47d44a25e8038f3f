import { useTranslationRef } from '@backstage/frontend-plugin-api';
import type {
  BindingChoices,
  InstanceRef,
} from '@pilothouse/plugin-platform-common';
import {
  usePlatformClient,
  usePlatformQuery,
} from '@pilothouse/plugin-platform-react';
import { useMemo, useState } from 'react';
import { marketplaceTranslationRef } from '../language/ref';
import { BindingDialog } from './BindingDialog';
import { BindingForm } from './BindingForm';
import { ChoicesGate } from './ChoicesGate';
import { beginning, requestOf } from './editing';

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
  const title = props.service
    ? t('binding.bindTo', {
        service: titleOf(props.service, choices.data),
        name,
      })
    : t('binding.bindAny', { name });
  const verb = t('binding.bindNow', { name });
  if (!choices.data || choices.data.secrets.length === 0) {
    return (
      <BindingDialog
        title={title}
        verb={verb}
        request={undefined}
        onClose={onClose}
      >
        <ChoicesGate choices={choices} />
      </BindingDialog>
    );
  }
  return (
    <Binding
      title={title}
      verb={verb}
      choices={choices.data}
      instanceRef={instanceRef}
      service={props.service}
      onClose={onClose}
    />
  );
}

function Binding(props: {
  title: string;
  verb: string;
  choices: BindingChoices;
  instanceRef: InstanceRef;
  service?: string;
  onClose: () => void;
}) {
  const { instanceRef, service } = props;
  // Another answer while one edits must not take away what was entered.
  const [choices] = useState(props.choices);
  const [entered, setEntered] = useState(() =>
    beginning(choices, instanceRef, service),
  );
  const request = useMemo(
    () => requestOf(instanceRef, choices, entered),
    [instanceRef, choices, entered],
  );
  return (
    <BindingDialog
      title={props.title}
      verb={props.verb}
      request={request}
      onClose={props.onClose}
    >
      <BindingForm
        choices={choices}
        instanceRef={instanceRef}
        entered={entered}
        onChange={setEntered}
      />
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
