import { randomBytes } from 'node:crypto';
import type { z } from 'zod';
import { referenceOf } from '../../middleware/image/middleware-image.ts';
import { askRedis } from '../../middleware/redis/redis-client.ts';
import { ImageKeeper, type ImageState } from '../../platform/image-keeper.ts';
import { messageOf } from '../node-local/change-log.ts';
import { CATALOG, PLANS, SERVICE_ID, type Plan } from './catalog.ts';
import {
  accountsOf,
  ADMIN,
  isSettled,
  objectName,
  orderOf,
  PORT,
  rulesOf,
  secretOf,
  serviceOf,
  statefulSetOf,
  userOf,
  type Account,
  type Order,
} from './instance.ts';
import { redisImage } from './redis-image.ts';
import { bindSchema, provisionSchema, updateSchema } from './requests.ts';
import type { InstanceStore } from './store.ts';

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

/**
 * A broker of the Open Service Broker API 2.17 that gives Redis. All that it knows is in the
 * objects of its instances, which lie in the namespace of whoever ordered.
 */
export class Broker {
  readonly #store: InstanceStore;
  readonly #images: ImageKeeper;
  readonly #log: (message: string) => void;

  constructor({ store, makeImage, log }: BrokerOptions) {
    this.#store = store;
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
    const found = await this.#store.find(instanceId);
    if (found && JSON.stringify(found.order) !== JSON.stringify(order)) {
      return refusal(409, 'There is an instance of that id that is otherwise.');
    }
    if (found && isSettled(found.server)) return answer(200);
    this.#images.want();
    await this.#put(order, plan);
    return answer(202, { operation: 'provision' });
  }

  async update(instanceId: string, body: unknown): Promise<Answer> {
    const read = updateSchema.safeParse(body);
    if (!read.success) return badRequest(read.error);
    const found = await this.#store.find(instanceId);
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
    if (JSON.stringify(order) === JSON.stringify(found.order)) {
      return answer(200);
    }
    await this.#put(order, plan);
    return answer(202, { operation: 'update' });
  }

  async deprovision(instanceId: string): Promise<Answer> {
    const found = await this.#store.find(instanceId);
    if (!found) return refusal(410, 'There is no such instance.');
    await this.#store.remove(found.order);
    return answer(202, { operation: 'deprovision' });
  }

  async fetchInstance(instanceId: string): Promise<Answer> {
    const found = await this.#store.find(instanceId);
    if (!found || !isSettled(found.server)) return NO_INSTANCE;
    const { planId, parameters } = found.order;
    return answer(200, { service_id: SERVICE_ID, plan_id: planId, parameters });
  }

  async lastOperation(instanceId: string, operation: string): Promise<Answer> {
    const found = await this.#store.find(instanceId);
    if (!found) {
      return operation === 'deprovision'
        ? refusal(410, 'There is no such instance.')
        : answer(200, {
            state: 'failed',
            description: 'The server of the instance was removed.',
          });
    }
    if (operation === 'deprovision') {
      return answer(200, {
        state: 'in progress',
        description: 'Stopping the server',
      });
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
    const found = await this.#store.find(instanceId);
    if (!found) return NO_INSTANCE;
    const { order, server } = found;
    if (!isSettled(server)) return BUSY;
    const accounts = await this.#accounts(order);
    const known = accounts[bindingId];
    const { readOnly } = read.data.parameters;
    if (known && known.readOnly !== readOnly) {
      return refusal(409, 'There is a binding of that id that is otherwise.');
    }
    const account = known ?? { password: newPassword(), readOnly };
    await this.#store.apply(
      'secrets',
      secretOf(order, { ...accounts, [bindingId]: account }),
    );
    await this.#tell(order, [
      [
        'ACL',
        'SETUSER',
        userOf(bindingId),
        'reset',
        ...rulesOf(bindingId, account),
      ],
    ]);
    const credentials = credentialsOf(order, bindingId, account);
    return answer(known ? 200 : 201, { credentials });
  }

  async fetchBinding(instanceId: string, bindingId: string): Promise<Answer> {
    const found = await this.#store.find(instanceId);
    const accounts = found ? await this.#accounts(found.order) : {};
    const account = accounts[bindingId];
    if (!found || !account) return refusal(404, 'There is no such binding.');
    const credentials = credentialsOf(found.order, bindingId, account);
    const parameters = { readOnly: account.readOnly };
    return answer(200, { credentials, parameters });
  }

  async unbind(instanceId: string, bindingId: string): Promise<Answer> {
    const found = await this.#store.find(instanceId);
    if (!found) return NO_BINDING;
    const { [bindingId]: account, ...others } = await this.#accounts(
      found.order,
    );
    if (!account) return NO_BINDING;
    if (!isSettled(found.server)) return BUSY;
    await this.#store.apply('secrets', secretOf(found.order, others));
    await this.#tell(found.order, [['ACL', 'DELUSER', userOf(bindingId)]]);
    return answer(200);
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
    for (const server of await this.#store.all()) {
      const order = orderOf(server);
      const plan = order && planOf(order.planId);
      const isWaiting = server.spec?.replicas === 0;
      if (isWaiting && plan) await this.#put(order, plan);
    }
  }

  /** The server is first, since by it the instance is known; its pod waits for the Secret. */
  async #put(order: Order, plan: Plan): Promise<void> {
    const replicas = this.#images.state.kind === 'ready' ? 1 : 0;
    const about = { image: referenceOf(redisImage), replicas };
    await this.#store.apply('statefulsets', statefulSetOf(order, plan, about));
    await this.#store.apply('services', serviceOf(order));
    await this.#store.apply(
      'secrets',
      secretOf(order, await this.#accounts(order)),
    );
  }

  async #accounts(order: Order): Promise<ReturnType<typeof accountsOf>> {
    const secret = await this.#store.secret(order);
    const accounts = secret ? accountsOf(secret) : {};
    return accounts[ADMIN]
      ? accounts
      : { ...accounts, [ADMIN]: { password: newPassword(), readOnly: false } };
  }

  async #tell(
    order: Order,
    commands: readonly (readonly string[])[],
  ): Promise<void> {
    const accounts = await this.#accounts(order);
    const host = await this.#store.address(order);
    const password = accounts[ADMIN]?.password ?? '';
    if (!host) throw new Error('The Service of the instance is not there.');
    const user = { name: ADMIN, password };
    await askRedis({ host, port: PORT, user }, commands);
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

/** Of letters and digits, so that it stands in an address as it is. */
function newPassword(): string {
  return randomBytes(24).toString('hex');
}

function badRequest({ issues: [issue] }: z.ZodError): Answer {
  const where = issue?.path.map(String).join('.');
  return refusal(400, `${where ? `${where}: ` : ''}${issue?.message}`);
}
