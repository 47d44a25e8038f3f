import { isDeepStrictEqual } from 'node:util';
import type { z } from 'zod';
import { referenceOf } from '../../middleware/image/middleware-image.ts';
import { isKubeError } from '../../kube/rest.ts';
import { ImageKeeper, type ImageState } from '../../platform/image-keeper.ts';
import { messageOf } from '../node-local/change-log.ts';
import { AccountBook, type AskServer } from './accounts.ts';
import { CATALOG, PLANS, SERVICE_ID, type Plan } from './catalog.ts';
import {
  isSettled,
  objectName,
  PORT,
  serviceOf,
  statefulSetOf,
  userOf,
  type Account,
  type Order,
} from './instance.ts';
import { redisImage } from './redis-image.ts';
import { bindSchema, provisionSchema, updateSchema } from './requests.ts';
import type { Found, InstanceStore } from './store.ts';
import { Turns } from './turns.ts';

/** What a platform is answered. */
export interface Answer {
  readonly status: number;
  readonly body: object;
}

/** What the broker needs of its surroundings. */
export interface BrokerOptions {
  readonly store: InstanceStore;
  /** Makes the image that servers run. */
  readonly makeImage: (tell: (step: string) => void) => Promise<void>;
  /** Tells servers something. */
  readonly ask?: AskServer;
  log(message: string): void;
}

const answer = (status: number, body: object = {}): Answer => ({
  status,
  body,
});
const refusal = (status: number, description: string, error?: string) =>
  answer(status, { ...(error && { error }), description });
const BUSY = refusal(
  422,
  'Another operation for this service instance is in progress.',
  'ConcurrencyError',
);
const NO_BINDING = refusal(410, 'There is no such binding.');
const NO_INSTANCE = refusal(404, 'There is no such instance.');
const GONE = refusal(410, 'There is no such instance.');

/**
 * A broker of the Open Service Broker API 2.17 that gives Redis. All that it knows is in the
 * cluster: the orders in a namespace of its own, and the objects of its instances in the
 * namespace of whoever ordered. What concerns an instance is done one after another.
 */
export class Broker {
  readonly #store: InstanceStore;
  readonly #accounts: AccountBook;
  readonly #turns = new Turns();
  readonly #images: ImageKeeper;
  readonly #log: (message: string) => void;

  constructor({ store, makeImage, ask, log }: BrokerOptions) {
    this.#store = store;
    this.#accounts = new AccountBook(store, ask);
    this.#log = log;
    this.#images = new ImageKeeper(makeImage, () => this.#imageChanged());
  }

  /** Has the image made before anybody orders. */
  prepare(): void {
    this.#images.want();
  }

  catalog(): Answer {
    return answer(200, CATALOG);
  }

  async provision(instanceId: string, body: unknown): Promise<Answer> {
    const read = provisionSchema.safeParse(body);
    if (!read.success) return badRequest(read.error);
    const { plan_id: planId, context, parameters } = read.data;
    const plan = planOf(planId);
    if (!plan) return refusal(400, `There is no plan ${planId}.`);
    const order: Order = {
      instanceId,
      namespace: context.namespace,
      name: context.instance_name,
      planId,
      parameters,
    };
    return this.#inTurn(instanceId, async found => {
      if (found?.server && !isSame(found.order, order)) {
        return refusal(
          409,
          'There is an instance of that id that is otherwise.',
        );
      }
      if (isSettled(found?.server)) return answer(200);
      this.#images.want();
      await this.#put(order, plan);
      return answer(202, { operation: 'provision' });
    });
  }

  async update(instanceId: string, body: unknown): Promise<Answer> {
    const read = updateSchema.safeParse(body);
    if (!read.success) return badRequest(read.error);
    return this.#inTurn(instanceId, async found => {
      if (!found) return NO_INSTANCE;
      if (!isSettled(found.server)) return BUSY;
      const { plan_id: planId = found.order.planId, parameters } = read.data;
      const plan = planOf(planId);
      if (!plan) return refusal(400, `There is no plan ${planId}.`);
      const order: Order = {
        ...found.order,
        planId,
        parameters: { ...found.order.parameters, ...parameters },
      };
      if (isSame(order, found.order)) return answer(200);
      await this.#put(order, plan);
      return answer(202, { operation: 'update' });
    });
  }

  deprovision(instanceId: string): Promise<Answer> {
    return this.#inTurn(instanceId, async found => {
      if (!found) return GONE;
      await this.#store.remove(found.order);
      return answer(202, { operation: 'deprovision' });
    });
  }

  async fetchInstance(instanceId: string): Promise<Answer> {
    const found = await this.#store.find(instanceId);
    if (!found || !isSettled(found.server)) return NO_INSTANCE;
    const { planId, parameters } = found.order;
    return answer(200, { service_id: SERVICE_ID, plan_id: planId, parameters });
  }

  async lastOperation(instanceId: string, operation: string): Promise<Answer> {
    const found = await this.#store.find(instanceId);
    if (operation === 'deprovision') {
      if (found?.server) {
        const description = 'Stopping the server';
        return answer(200, { state: 'in progress', description });
      }
      if (found) await this.#store.forget(found.order);
      return GONE;
    }
    if (!found?.server) {
      const description = 'The server of the instance was removed.';
      return answer(200, { state: 'failed', description });
    }
    if (isSettled(found.server)) return answer(200, { state: 'succeeded' });
    this.#images.want();
    const description = describe(this.#images.state);
    return answer(200, { state: 'in progress', description });
  }

  async bind(
    instanceId: string,
    bindingId: string,
    body: unknown,
  ): Promise<Answer> {
    const read = bindSchema.safeParse(body);
    if (!read.success) return badRequest(read.error);
    const { readOnly } = read.data.parameters;
    return this.#inTurn(instanceId, async found => {
      if (!found) return NO_INSTANCE;
      const { order, server } = found;
      if (!isSettled(server)) return BUSY;
      const known = (await this.#accounts.read(order)).accounts[bindingId];
      if (known && known.readOnly !== readOnly) {
        return refusal(409, 'There is a binding of that id that is otherwise.');
      }
      const account = await this.#accounts.keep(order, bindingId, readOnly);
      const credentials = credentialsOf(order, bindingId, account);
      return answer(known ? 200 : 201, { credentials });
    });
  }

  async fetchBinding(instanceId: string, bindingId: string): Promise<Answer> {
    const found = await this.#store.find(instanceId);
    const account =
      found && (await this.#accounts.read(found.order)).accounts[bindingId];
    if (!found || !account) return refusal(404, 'There is no such binding.');
    const credentials = credentialsOf(found.order, bindingId, account);
    const parameters = { readOnly: account.readOnly };
    return answer(200, { credentials, parameters });
  }

  unbind(instanceId: string, bindingId: string): Promise<Answer> {
    return this.#inTurn(instanceId, async found => {
      if (!found) return NO_BINDING;
      const { accounts } = await this.#accounts.read(found.order);
      if (!accounts[bindingId]) return NO_BINDING;
      if (!isSettled(found.server)) return BUSY;
      await this.#accounts.remove(found.order, bindingId);
      return answer(200);
    });
  }

  /** Somebody else may change what is read before it is written: whoever asked asks again. */
  #inTurn(
    instanceId: string,
    work: (found: Found | undefined) => Promise<Answer>,
  ): Promise<Answer> {
    return this.#turns.take(instanceId, async () => {
      try {
        return await work(await this.#store.find(instanceId));
      } catch (error) {
        if (isKubeError(error, 409)) return BUSY;
        throw error;
      }
    });
  }

  #imageChanged(): void {
    const { state } = this.#images;
    if (state.kind === 'failed') {
      this.#log(state.because);
      this.#images.want();
    }
    if (state.kind === 'ready') {
      this.#startWaiting().catch((error: unknown) =>
        this.#log(`starting servers: ${messageOf(error)}`),
      );
    }
  }

  /** Starts the servers that waited for their image. */
  async #startWaiting(): Promise<void> {
    for (const { instanceId } of await this.#store.orders()) {
      await this.#turns.take(instanceId, async () => {
        const found = await this.#store.find(instanceId);
        const plan = found && planOf(found.order.planId);
        const isWaiting = found?.server?.spec?.replicas === 0;
        if (isWaiting && plan) await this.#put(found.order, plan);
      });
    }
  }

  /** The order is first, since by it the instance is known; its pod waits for the Secret. */
  async #put(order: Order, plan: Plan): Promise<void> {
    const replicas = this.#images.state.kind === 'ready' ? 1 : 0;
    const about = { image: referenceOf(redisImage), replicas };
    await this.#store.remember(order);
    await this.#store.apply('statefulsets', statefulSetOf(order, plan, about));
    await this.#store.apply('services', serviceOf(order));
    await this.#accounts.begin(order);
  }
}

function planOf(id: string): Plan | undefined {
  return PLANS.find(plan => plan.id === id);
}

function describe(image: ImageState): string {
  switch (image.kind) {
    case 'fetching':
      return image.step;
    case 'failed':
      return image.because;
    default:
      return 'Starting the server';
  }
}

function credentialsOf(order: Order, bindingId: string, account: Account) {
  const host = `${objectName(order.instanceId)}.${order.namespace}.svc`;
  const username = userOf(bindingId);
  const { password } = account;
  const uri = `redis://${username}:${password}@${host}:${PORT}`;
  return { host, port: PORT, username, password, uri };
}

/** As both are written. */
function isSame(one: Order, other: Order): boolean {
  const [a, b] = [one, other].map(
    order => JSON.parse(JSON.stringify(order)) as unknown,
  );
  return isDeepStrictEqual(a, b);
}

function badRequest({ issues: [issue] }: z.ZodError): Answer {
  const where = issue?.path.map(String).join('.');
  return refusal(400, `${where ? `${where}: ` : ''}${issue?.message}`);
}
