import { createHash } from 'node:crypto';
import type { Scope } from '../instance/references.ts';
import {
  API_VERSION,
  MAXIMUM_POLLING,
  PLAN_UPDATABLE,
  type Broker,
  type Meta,
  type ServiceClass,
  type ServicePlan,
} from '../model.ts';
import type { Catalog, CatalogPlan, CatalogService } from '../osb/messages.ts';
import { restriction } from './restrictions.ts';

/** Classes and plans that a broker's catalog stands for. */
export interface Offered {
  readonly classes: readonly ServiceClass[];
  readonly plans: readonly ServicePlan[];
}

/** An id as the name of an object: itself where it may be one, else a digest of it. */
export function objectName(id: string): string {
  if (/^[a-z0-9]([-a-z0-9.]{0,251}[a-z0-9])?$/.test(id) && !id.includes('..'))
    return id;
  return createHash('sha256').update(id).digest('hex').slice(0, 32);
}

/**
 * What is to be offered of a catalog.
 *
 * @throws an error that names a restriction which cannot be read
 */
export function offeredBy(
  broker: Broker,
  scope: Scope,
  { services }: Catalog,
): Offered {
  const { serviceClass, servicePlan } = broker.spec.catalogRestrictions ?? {};
  const isClassWanted = restriction('serviceClass', serviceClass);
  const isPlanWanted = restriction('servicePlan', servicePlan);
  const kept = services.flatMap(service => {
    const properties = propertiesOf(service);
    if (!isClassWanted(properties)) return [];
    const plans = service.plans.filter(plan =>
      isPlanWanted({
        ...propertiesOf(plan),
        'spec.free': String(plan.free),
        'spec.serviceClass.name': objectName(service.id),
        'spec.clusterServiceClass.name': objectName(service.id),
      }),
    );
    // A class without plans can be had by nobody.
    return plans.length > 0 ? [{ service, plans }] : [];
  });
  return {
    classes: kept.map(({ service }) => classOf(broker, scope, service)),
    plans: kept.flatMap(({ service, plans }) =>
      plans.map(plan => planOf(broker, scope, { service, plan })),
    ),
  };
}

function propertiesOf({ id, name }: { id: string; name: string }) {
  return {
    name: objectName(id),
    'spec.externalName': name,
    'spec.externalID': id,
  };
}

function brokerRef({ metadata }: Broker, scope: Scope) {
  const name = metadata?.name ?? '';
  return scope === 'cluster'
    ? { clusterServiceBrokerName: name }
    : { serviceBrokerName: name };
}

/** They go with their broker. */
function metadataOf(
  { metadata }: Broker,
  scope: Scope,
  id: string,
  annotations?: Readonly<Record<string, string>>,
): Meta {
  return {
    name: objectName(id),
    ...(metadata?.namespace && { namespace: metadata.namespace }),
    ...(annotations && { annotations }),
    ownerReferences: [
      {
        apiVersion: API_VERSION,
        kind: scope === 'cluster' ? 'ClusterServiceBroker' : 'ServiceBroker',
        name: metadata?.name ?? '',
        uid: metadata?.uid ?? '',
        controller: true,
        blockOwnerDeletion: false,
      },
    ],
  };
}

function classOf(
  broker: Broker,
  scope: Scope,
  service: CatalogService,
): ServiceClass {
  return {
    metadata: metadataOf(broker, scope, service.id),
    spec: {
      ...brokerRef(broker, scope),
      externalName: service.name,
      externalID: service.id,
      description: service.description,
      bindable: service.bindable,
      bindingRetrievable: service.bindings_retrievable,
      planUpdatable: service.plan_updateable,
      tags: service.tags,
      requires: service.requires,
      ...(service.metadata && { externalMetadata: service.metadata }),
    },
  };
}

function planOf(
  broker: Broker,
  scope: Scope,
  { service, plan }: { service: CatalogService; plan: CatalogPlan },
): ServicePlan {
  const { service_instance: instance, service_binding: binding } =
    plan.schemas ?? {};
  const className = { name: objectName(service.id) };
  return {
    metadata: metadataOf(broker, scope, plan.id, annotationsOf(plan)),
    spec: {
      ...brokerRef(broker, scope),
      ...(scope === 'cluster'
        ? { clusterServiceClassRef: className }
        : { serviceClassRef: className }),
      externalName: plan.name,
      externalID: plan.id,
      description: plan.description,
      free: plan.free,
      ...(plan.bindable !== undefined && { bindable: plan.bindable }),
      ...(plan.metadata && { externalMetadata: plan.metadata }),
      ...whereGiven({
        instanceCreateParameterSchema: instance?.create?.parameters,
        instanceUpdateParameterSchema: instance?.update?.parameters,
        serviceBindingCreateParameterSchema: binding?.create?.parameters,
      }),
    },
  };
}

/** What the public kinds have no field for. */
function annotationsOf({
  maximum_polling_duration: seconds,
  plan_updateable: updatable,
}: CatalogPlan): Record<string, string> | undefined {
  const annotations = {
    ...(seconds !== undefined && { [MAXIMUM_POLLING]: String(seconds) }),
    ...(updatable !== undefined && { [PLAN_UPDATABLE]: String(updatable) }),
  };
  return Object.keys(annotations).length > 0 ? annotations : undefined;
}

function whereGiven<T extends object>(fields: T): Partial<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Partial<T>;
}
