import { timeText } from '../conditions.ts';
import type { InstanceStatus, Properties, ServiceInstance } from '../model.ts';
import { ready, say } from '../outcome.ts';
import type { Parameters } from '../parameters.ts';
import { scopeOf, wantedNames, type Offering } from './references.ts';

/** The status of an instance, with what a new one lacks. */
export function statusOf(instance: ServiceInstance): InstanceStatus {
  const { className, planName } = wantedNames(instance);
  const kind =
    scopeOf(instance) === 'cluster' ? 'ClusterServiceClass' : 'ServiceClass';
  return {
    conditions: [],
    asyncOpInProgress: false,
    orphanMitigationInProgress: false,
    reconciledGeneration: 0,
    observedGeneration: 0,
    provisionStatus: 'NotProvisioned',
    deprovisionStatus: 'NotRequired',
    lastConditionState: '',
    ...instance.status,
    userSpecifiedPlanName: planName,
    userSpecifiedClassName: `${kind}/${className}`,
  };
}

/** What the broker is to know of an instance. */
export function propertiesOf(
  { spec }: ServiceInstance,
  { plan, scope }: Offering,
  { shown, checksum }: Parameters,
): Properties {
  const { externalName, externalID } = plan.spec;
  return {
    ...(scope === 'cluster'
      ? {
          clusterServicePlanExternalName: externalName,
          clusterServicePlanExternalID: externalID,
        }
      : {
          servicePlanExternalName: externalName,
          servicePlanExternalID: externalID,
        }),
    parameters: shown,
    parameterChecksum: checksum,
    userInfo: spec.userInfo,
  };
}

/** Id of the plan that properties name. */
export function planIdOf(
  properties: Properties | undefined,
): string | undefined {
  return (
    properties?.clusterServicePlanExternalID ??
    properties?.servicePlanExternalID
  );
}

const IN_FLIGHT = {
  Provision: [
    'ProvisionRequestInFlight',
    'Provision request for ServiceInstance in-flight to Broker',
  ],
  Update: [
    'UpdateInstanceRequestInFlight',
    'Update request for ServiceInstance in-flight to Broker',
  ],
  Deprovision: [
    'DeprovisionRequestInFlight',
    'Deprovision request for ServiceInstance in-flight to Broker',
  ],
} as const;

/** Records that an operation begins, before its request is sent. */
export function begun(
  status: InstanceStatus,
  operation: keyof typeof IN_FLIGHT,
  {
    generation,
    properties,
    now,
  }: {
    readonly generation: number;
    readonly properties?: Properties;
    readonly now: Date;
  },
): InstanceStatus {
  const [reason, message] = IN_FLIGHT[operation];
  const isSameWish = status.observedGeneration === generation;
  const started: InstanceStatus = {
    ...status,
    conditions: status.conditions.filter(({ type }) => type !== 'Failed'),
    currentOperation: operation,
    operationStartTime: timeText(now),
    triedSince: (isSameWish ? status.triedSince : undefined) ?? timeText(now),
    inProgressProperties: properties,
    observedGeneration: generation,
    ...(operation === 'Provision' && { deprovisionStatus: 'Required' }),
    // What an update that was not answered has done is not known.
    ...(operation === 'Update' &&
      status.currentOperation === 'Update' && { isUpdateUnsettled: true }),
  };
  return say(started, [ready('False', reason, message)], now);
}
