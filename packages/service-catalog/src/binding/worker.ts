import { brokerIdOf, otherHolderOf } from '../holder.ts';
import { clientOf } from '../kube/brokers.ts';
import type { OutcomeContext } from '../instance/context.ts';
import { resolve, type Offering } from '../instance/references.ts';
import { planIdOf } from '../instance/status.ts';
import type { Json, ServiceBinding, ServiceInstance } from '../model.ts';
import type { BrokerClient } from '../osb/client.ts';
import type { Outcome } from '../outcome.ts';
import { parametersOf, secretsNamed } from '../parameters.ts';
import {
  carryOut,
  carryOutAnswer,
  carryOutUnasked,
  identityOf,
  isAskedFor,
  keyOf,
  type WorkContext,
} from '../work.ts';
import {
  decideBinding,
  type BindingCall,
  type BindingStep,
  type Target,
} from './decide.ts';
import {
  afterBind,
  afterFetch,
  afterPoll,
  afterUnbind,
  bound,
  notInjected,
  type BindingResult,
} from './outcome.ts';
import { isSecretOf, secretData, secretNameOf, secretOf } from './secret.ts';
import { statusOf } from './status.ts';

const RESOURCE = 'servicebindings';

/** How often it is looked whether the Secret of a binding is still there. */
const LOOK_AGAIN_MS = 5 * 60_000;

interface Asking {
  readonly instance: ServiceInstance;
  readonly offering: Offering;
  readonly client: BrokerClient;
  readonly call: BindingCall;
  readonly parameters?: Json;
}

/** Brings bindings, and the Secrets of their credentials, to what is wanted of them. */
export class BindingWorker {
  readonly #context: WorkContext;

  constructor(context: WorkContext) {
    this.#context = context;
  }

  /** @returns milliseconds until the binding is to be looked at again */
  async work(key: {
    readonly namespace: string;
    readonly name: string;
  }): Promise<number | undefined> {
    const { store, objects, pace, now } = this.#context;
    const binding = await store.read<ServiceBinding>(RESOURCE, key);
    if (!binding) {
      pace.forget(keyOf(RESOURCE, { metadata: key }));
      return undefined;
    }
    const { metadata = {}, spec } = binding;
    const sources = await store.secrets(key.namespace, secretsNamed(spec));
    const parameters = parametersOf(spec, name => sources.get(name));
    const own = await store.secret(key.namespace, secretNameOf(binding));
    const step = decideBinding({
      binding,
      target: this.#targetOf(binding),
      holder: otherHolderOf(
        binding,
        objects.servicebindings.list(),
        ({ status }) => isAskedFor(status?.unbindStatus),
      ),
      parameters,
      hasSecret: own !== undefined && isSecretOf(own, binding),
      waitMs: pace.left(keyOf(RESOURCE, binding), metadata.generation ?? 0),
      now: now(),
    });
    return this.#take(
      step,
      binding,
      parameters.kind === 'parameters' ? parameters.parameters.sent : undefined,
    );
  }

  #targetOf({ metadata, spec }: ServiceBinding): Target | undefined {
    const { objects } = this.#context;
    const { namespace = '' } = metadata ?? {};
    const { name } = spec.instanceRef;
    const instance = objects.serviceinstances.get(namespace, name);
    return (
      instance && { instance, offering: resolve(instance, objects.offered()) }
    );
  }

  async #take(
    step: BindingStep,
    binding: ServiceBinding,
    parameters: Json | undefined,
  ): Promise<number | undefined> {
    const { store } = this.#context;
    switch (step.kind) {
      case 'rest':
        return step.wakeInMs ?? LOOK_AGAIN_MS;
      case 'prepare':
        await store.patch(RESOURCE, binding, {
          metadata: { finalizers: step.finalizers },
          spec: step.spec,
        });
        return undefined;
      case 'status':
        return carryOut(this.#context, RESOURCE, binding, step);
      case 'release':
        await store.release(RESOURCE, binding);
        return undefined;
      case 'send':
        return this.#send(binding, { ...step, parameters });
    }
  }

  async #send(
    binding: ServiceBinding,
    about: Omit<Asking, 'client'>,
  ): Promise<number | undefined> {
    const { store, limits, now, timeoutMs } = this.#context;
    const { offering, call } = about;
    const made = await clientOf(offering.broker, store, timeoutMs);
    if (made.kind === 'wrong') {
      return carryOutUnasked(this.#context, RESOURCE, binding, {
        status: statusOf(binding),
        because: made.because,
      });
    }
    if (call === 'unbind') await this.#eject(binding);
    const asking = { ...about, client: made.client };
    const context: OutcomeContext = { offering, limits, now: now() };
    let result = await this.#ask(binding, asking, context);
    if (result.kind === 'fetch') {
      result = await this.#fetch(binding, asking, context);
    }
    const outcome = await this.#settle(binding, result, context);
    return carryOutAnswer(this.#context, RESOURCE, binding, outcome);
  }

  /** Credentials go into their Secret before anybody is told that they are there. */
  async #settle(
    binding: ServiceBinding,
    result: BindingResult,
    context: OutcomeContext,
  ): Promise<Outcome<ReturnType<typeof statusOf>>> {
    const status = statusOf(binding);
    if (result.kind === 'status') return result;
    if (result.kind === 'fetch') return { status, wait: { for: 'poll' } };
    try {
      await this.#inject(binding, result.credentials);
    } catch (error) {
      const because = error instanceof Error ? error.message : String(error);
      return notInjected(status, because, context);
    }
    const generation = binding.metadata?.generation ?? 0;
    return bound(status, generation, context.now);
  }

  async #ask(
    binding: ServiceBinding,
    asking: Asking,
    context: OutcomeContext,
  ): Promise<BindingResult> {
    const { client, call, parameters } = asking;
    const status = statusOf(binding);
    const about = this.#about(binding, asking);
    switch (call) {
      case 'bind': {
        const { namespace = '' } = binding.metadata ?? {};
        const answer = await client.bind({
          ...about,
          context: {
            platform: 'kubernetes',
            namespace,
            clusterid: this.#context.clusterId,
          },
          appGuid: (await this.#context.store.namespaceUid(namespace)) ?? '',
          parameters,
        });
        return afterBind(status, answer, context);
      }
      case 'fetch':
        return { kind: 'fetch' };
      case 'unbind':
        return afterUnbind(status, await client.unbind(about), context);
      case 'poll': {
        const { lastOperation: operation } = status;
        const answer = await client.lastOperation({ ...about, operation });
        return afterPoll(status, answer, context);
      }
    }
  }

  async #fetch(
    binding: ServiceBinding,
    asking: Asking,
    context: OutcomeContext,
  ): Promise<BindingResult> {
    const answer = await asking.client.fetchBinding(
      this.#about(binding, asking),
    );
    return afterFetch(statusOf(binding), answer, context);
  }

  /** @throws an error for a Secret of that name which is another's */
  async #inject(binding: ServiceBinding, given?: Json): Promise<void> {
    const { store } = this.#context;
    const { namespace } = binding.metadata ?? {};
    const name = secretNameOf(binding);
    const before = await store.secret(namespace, name);
    // The controller may have ended when they were there and nobody was told yet.
    if (!given && before && isSecretOf(before, binding)) return;
    const credentials = given ?? {};
    const transforms = binding.spec.secretTransforms ?? [];
    const names = transforms.flatMap(
      ({ addKeysFrom }) => addKeysFrom?.secretRef?.name ?? [],
    );
    const added = await store.secrets(namespace, names);
    const made = secretData(credentials, transforms, each => added.get(each));
    if (made.kind === 'wrong') throw new Error(made.because);
    if (!before) {
      await store.createSecret(secretOf(binding, made.data));
      return;
    }
    if (!isSecretOf(before, binding)) {
      throw new Error(
        `The Secret ${name} is there already and is not of this binding; name another one in spec.secretName.`,
      );
    }
    await store.replaceSecretData(before, made.data);
  }

  #about(binding: ServiceBinding, asking: Asking) {
    const identity = identityOf(this.#context, binding);
    return { ...idsOf(binding, asking), identity };
  }

  /** Credentials that will be worth nothing are taken away first. */
  async #eject(binding: ServiceBinding): Promise<void> {
    const { store } = this.#context;
    const { namespace } = binding.metadata ?? {};
    const secret = await store.secret(namespace, secretNameOf(binding));
    if (secret && isSecretOf(secret, binding)) await store.removeSecret(secret);
  }
}

function idsOf(binding: ServiceBinding, { instance, offering }: Asking) {
  return {
    instanceId: brokerIdOf(instance),
    bindingId: brokerIdOf(binding),
    serviceId: offering.serviceClass.spec.externalID,
    planId:
      planIdOf(instance.status?.externalProperties) ??
      offering.plan.spec.externalID,
  };
}
