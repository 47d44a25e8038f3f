import {
  customKindName,
  type CustomObject,
} from '@pilothouse/plugin-platform-node';
import { InMemoryCustom } from '@pilothouse/plugin-platform-node/testing';
import { bindingKind, instanceKind, offeredKinds } from '../kinds';

type Fields = Record<string, unknown>;

const { cluster: kinds, namespace: inNamespace } = offeredKinds;
const since = '2030-01-02T03:04:05Z';

/** A condition of an instance, a binding or a broker. */
export function condition(
  type: string,
  status: string,
  reason?: string,
  message?: string,
) {
  return { type, status, reason, message, lastTransitionTime: since };
}

/** A broker of a cluster; it answers, unless told otherwise. */
export function broker(
  conditions: object[] = [condition('Ready', 'True', 'FetchedCatalog')],
): CustomObject {
  return {
    metadata: { name: 'embedded' },
    spec: { url: 'http://broker' },
    status: { conditions, lastCatalogRetrievalTime: since },
  };
}

/** A class of that broker. */
export function redisClass(spec: Fields = {}, status?: Fields): CustomObject {
  return {
    metadata: { name: 'class-1' },
    spec: {
      clusterServiceBrokerName: 'embedded',
      externalName: 'redis',
      externalID: 'class-1',
      description: 'Cache and key-value store',
      bindable: true,
      planUpdatable: true,
      tags: ['redis', 'cache'],
      externalMetadata: {
        displayName: 'Redis',
        longDescription: 'Redis, one server.',
        providerDisplayName: 'Data team',
      },
      ...spec,
    },
    status,
  };
}

/** A plan of that class. */
export function redisPlan(
  name: string,
  spec: Fields = {},
  status?: Fields,
): CustomObject {
  return {
    metadata: { name: `plan-${name}` },
    spec: {
      clusterServiceBrokerName: 'embedded',
      clusterServiceClassRef: { name: 'class-1' },
      externalName: name,
      externalID: `plan-${name}`,
      description: `The ${name} one`,
      free: true,
      ...spec,
    },
    status,
  };
}

/** An instance of that class and its small plan, as the controller has taken it up. */
export function instance(
  status?: unknown,
  { spec, metadata }: { spec?: Fields; metadata?: Fields } = {},
): CustomObject {
  return {
    metadata: { namespace: 'shop-dev', name: 'cache', uid: 'uid', ...metadata },
    spec: {
      clusterServiceClassExternalName: 'redis',
      clusterServicePlanExternalName: 'small',
      clusterServiceClassRef: { name: 'class-1' },
      clusterServicePlanRef: { name: 'plan-small' },
      ...spec,
    },
    status,
  };
}

/** The status of an instance that is all right. */
export const provisioned = {
  conditions: [condition('Ready', 'True', 'ProvisionedSuccessfully')],
  asyncOpInProgress: false,
  orphanMitigationInProgress: false,
  provisionStatus: 'Provisioned',
  deprovisionStatus: 'Required',
  lastConditionState: 'Ready',
  observedGeneration: 1,
};

/** A cluster with what is told, and nothing else of Service Catalog. */
export function cluster(
  name: string,
  {
    brokers = [broker()],
    classes = [redisClass()],
    plans = [redisPlan('small'), redisPlan('large')],
    instances = [],
    bindings = [],
    namespaced = {},
  }: {
    brokers?: CustomObject[];
    classes?: CustomObject[];
    plans?: CustomObject[];
    instances?: CustomObject[];
    bindings?: CustomObject[];
    namespaced?: {
      brokers?: CustomObject[];
      classes?: CustomObject[];
      plans?: CustomObject[];
    };
  } = {},
): InMemoryCustom {
  return new InMemoryCustom(name)
    .put(customKindName(kinds.broker), brokers)
    .put(customKindName(kinds.serviceClass), classes)
    .put(customKindName(kinds.plan), plans)
    .put(customKindName(inNamespace.broker), namespaced.brokers ?? [])
    .put(customKindName(inNamespace.serviceClass), namespaced.classes ?? [])
    .put(customKindName(inNamespace.plan), namespaced.plans ?? [])
    .put(customKindName(instanceKind), instances)
    .put(customKindName(bindingKind), bindings);
}
