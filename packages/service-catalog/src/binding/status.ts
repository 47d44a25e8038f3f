import { timeText } from '../conditions.ts';
import type { BindingStatus, Properties, ServiceBinding } from '../model.ts';
import { ready, say } from '../outcome.ts';
import type { Parameters } from '../parameters.ts';

/** The status of a binding, with what a new one lacks. */
export function statusOf({ status }: ServiceBinding): BindingStatus {
  return {
    conditions: [],
    asyncOpInProgress: false,
    orphanMitigationInProgress: false,
    reconciledGeneration: 0,
    unbindStatus: 'NotRequired',
    lastConditionState: '',
    ...status,
  };
}

/** What the broker is to know of a binding. */
export function propertiesOf(
  { spec }: ServiceBinding,
  { shown, checksum }: Parameters,
): Properties {
  return {
    parameters: shown,
    parameterChecksum: checksum,
    userInfo: spec.userInfo,
  };
}

/** Records that an operation begins, before its request is sent. */
export function begun(
  status: BindingStatus,
  operation: 'Bind' | 'Unbind',
  now: Date,
  properties?: Properties,
): BindingStatus {
  const isBind = operation === 'Bind';
  const started: BindingStatus = {
    ...status,
    currentOperation: operation,
    operationStartTime: timeText(now),
    triedSince: status.triedSince ?? timeText(now),
    inProgressProperties: properties,
    unbindStatus: isBind ? 'Required' : status.unbindStatus,
  };
  const said = isBind
    ? ready(
        'False',
        'BindingRequestInFlight',
        'Binding request for ServiceBinding in-flight to Broker',
      )
    : ready(
        'False',
        'UnbindingRequestInFlight',
        'Unbind request for ServiceBinding in-flight to Broker',
      );
  return say(started, [said], now);
}
