import { brokerIdOf, otherHolderOf } from '../holder.ts';
import { clientOf } from '../kube/brokers.ts';
import type { ServiceInstance } from '../model.ts';
import type { BrokerClient } from '../osb/client.ts';
import {
  parametersOf,
  secretsNamed,
  type Parameters,
  type ParametersResult,
} from '../parameters.ts';
import {
  carryOut,
  carryOutAnswer,
  carryOutUnasked,
  identityOf,
  isAskedFor,
  keyOf,
  type WorkContext,
} from '../work.ts';
import type { OutcomeContext, Result } from './context.ts';
import { decideInstance, type InstanceCall } from './decide.ts';
import {
  afterDeprovision,
  afterPoll,
  afterProvision,
  afterUpdate,
} from './outcome.ts';
import { isPlanUpdatable } from './refusals.ts';
import { resolve, type Offering, type OfferingResult } from './references.ts';
import { planIdOf, statusOf } from './status.ts';

const RESOURCE = 'serviceinstances';

/** Brings instances to what is wanted of them, a step at a time. */
export class InstanceWorker {
  readonly #context: WorkContext;

  constructor(context: WorkContext) {
    this.#context = context;
  }

  /** @returns milliseconds until the instance is to be looked at again */
  async work(key: {
    readonly namespace: string;
    readonly name: string;
  }): Promise<number | undefined> {
    const { store, objects, pace, now } = this.#context;
    // A request must not follow from a state that is over.
    const instance = await store.read<ServiceInstance>(RESOURCE, key);
    if (!instance) {
      pace.forget(keyOf(RESOURCE, { metadata: key }));
      return undefined;
    }
    const offering = resolve(instance, objects.offered());
    const parameters = await this.#parameters(instance, offering);
    const step = decideInstance({
      instance,
      offering,
      parameters,
      holder: otherHolderOf(
        instance,
        objects.serviceinstances.list(),
        ({ status }) => isAskedFor(status?.deprovisionStatus),
      ),
      bindings: objects.bindingsOf(key.namespace, key.name).length,
      waitMs: pace.left(
        keyOf(RESOURCE, instance),
        instance.metadata?.generation ?? 0,
      ),
      now: now(),
    });
    switch (step.kind) {
      case 'rest':
        return step.wakeInMs;
      case 'prepare':
        await store.patch(RESOURCE, instance, {
          metadata: { finalizers: step.finalizers },
          spec: step.spec,
        });
        return undefined;
      case 'status':
        return carryOut(this.#context, RESOURCE, instance, step);
      case 'release':
        await store.release(RESOURCE, instance);
        return undefined;
      case 'send':
        return this.#send(step.call, instance, {
          offering: step.offering,
          parameters:
            parameters.kind === 'parameters' ? parameters.parameters : {},
        });
    }
  }

  async #parameters(
    { metadata, spec }: ServiceInstance,
    result: OfferingResult,
  ): Promise<ParametersResult> {
    const { store } = this.#context;
    const names = secretsNamed(spec);
    const secrets = await store.secrets(metadata?.namespace, names);
    const defaults =
      result.kind === 'offering'
        ? [
            result.offering.serviceClass.spec.defaultProvisionParameters,
            result.offering.plan.spec.defaultProvisionParameters,
          ]
        : [];
    return parametersOf(spec, name => secrets.get(name), defaults);
  }

  async #send(
    call: InstanceCall,
    instance: ServiceInstance,
    about: { readonly offering: Offering; readonly parameters: Parameters },
  ): Promise<number | undefined> {
    const { store, limits, now, timeoutMs } = this.#context;
    const { offering } = about;
    const made = await clientOf(offering.broker, store, timeoutMs);
    if (made.kind === 'wrong') {
      return carryOutUnasked(this.#context, RESOURCE, instance, {
        status: statusOf(instance),
        because: made.because,
      });
    }
    const asking = { ...about, client: made.client, call };
    const answered = await this.#ask(instance, asking);
    const outcome = answered({ offering, limits, now: now() });
    return carryOutAnswer(this.#context, RESOURCE, instance, outcome);
  }

  /** @returns what follows from the broker's answer */
  async #ask(
    instance: ServiceInstance,
    { offering, parameters, client, call }: Asking,
  ): Promise<(context: OutcomeContext) => Result> {
    const status = statusOf(instance);
    const { metadata } = instance;
    const serviceId = offering.serviceClass.spec.externalID;
    const wantedPlan = offering.plan.spec.externalID;
    const known = status.externalProperties ?? status.inProgressProperties;
    // The broker is told the plan that it knows, until it has taken over another one.
    const planId = planIdOf(known) ?? wantedPlan;
    const instanceId = brokerIdOf(instance);
    const identity = identityOf(this.#context, instance);
    const about = { instanceId, serviceId, identity };
    switch (call) {
      case 'provision': {
        const spaceGuid =
          (await this.#context.store.namespaceUid(metadata?.namespace ?? '')) ??
          '';
        const answer = await client.provision({
          ...about,
          planId: wantedPlan,
          context: this.#platform(instance),
          organizationGuid: this.#context.clusterId,
          spaceGuid,
          parameters: parameters.sent,
        });
        return context => afterProvision(status, answer, context);
      }
      case 'update': {
        const before = status.externalProperties;
        const isSame = {
          plan: planIdOf(before) === wantedPlan,
          parameters: before?.parameterChecksum === parameters.checksum,
        };
        // What the broker has by now is not known, unless it cannot be another plan.
        const isOpen = status.isUpdateUnsettled === true;
        const mayHaveMoved = isOpen && isPlanUpdatable(offering, planId);
        const answer = await client.update({
          ...about,
          context: this.#platform(instance),
          planId: isSame.plan && !mayHaveMoved ? undefined : wantedPlan,
          parameters:
            isSame.parameters && !isOpen ? undefined : parameters.sent ?? {},
          previousPlanId: planId,
        });
        return context => afterUpdate(status, answer, context);
      }
      case 'deprovision': {
        const answer = await client.deprovision({ ...about, planId });
        return context => afterDeprovision(status, answer, context);
      }
      case 'poll': {
        const { lastOperation: operation } = status;
        const answer = await client.lastOperation({
          ...about,
          planId,
          operation,
        });
        return context => afterPoll(status, answer, context);
      }
    }
  }

  /** What is told of the platform, as its profile has it. */
  #platform({ metadata }: ServiceInstance) {
    return {
      platform: 'kubernetes',
      namespace: metadata?.namespace,
      clusterid: this.#context.clusterId,
      instance_name: metadata?.name,
    };
  }
}

interface Asking {
  readonly offering: Offering;
  readonly parameters: Parameters;
  readonly client: BrokerClient;
  readonly call: InstanceCall;
}
