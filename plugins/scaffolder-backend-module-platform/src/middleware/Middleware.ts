import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import {
  AuthenticationError,
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ResponseError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  bindingPreviewSchema,
  instanceAnswerSchema,
  platformPluginId,
  type BindingOrder,
  type BindingPreview,
  type BindingRequest,
  type InstanceAnswer,
  type InstanceRef,
  type OrderRequest,
} from '@pilothouse/plugin-platform-common';
import { reach } from '../http/remote';

const marketplace = 'The marketplace';

const classes = [
  AuthenticationError,
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
] as const;

/** Port to the marketplace, asked as the person for whom a run works. */
export interface Middleware {
  instance(
    who: BackstageCredentials,
    ref: InstanceRef,
    signal?: AbortSignal,
  ): Promise<InstanceAnswer>;
  /** @throws ConflictError when there is one of that name */
  order(
    who: BackstageCredentials,
    order: OrderRequest,
    signal?: AbortSignal,
  ): Promise<void>;
  previewBinding(
    who: BackstageCredentials,
    request: BindingRequest,
    signal?: AbortSignal,
  ): Promise<BindingPreview>;
  bind(
    who: BackstageCredentials,
    order: BindingOrder,
    signal?: AbortSignal,
  ): Promise<void>;
}

/** The marketplace of this portal: its rights, its records and its errors hold for runs, too. */
export class PortalMiddleware implements Middleware {
  constructor(
    private readonly options: {
      readonly auth: AuthService;
      readonly discovery: DiscoveryService;
    },
  ) {}

  async instance(
    who: BackstageCredentials,
    ref: InstanceRef,
    signal?: AbortSignal,
  ) {
    const { item, cluster, namespace, name } = ref;
    const query = new URLSearchParams({ item, cluster, namespace, name });
    return instanceAnswerSchema.parse(
      await this.#ask(who, `/marketplace/instance?${query}`, { signal }),
    );
  }

  async order(
    who: BackstageCredentials,
    order: OrderRequest,
    signal?: AbortSignal,
  ) {
    await this.#ask(who, '/marketplace/order', { body: order, signal });
  }

  async previewBinding(
    who: BackstageCredentials,
    request: BindingRequest,
    signal?: AbortSignal,
  ) {
    return bindingPreviewSchema.parse(
      await this.#ask(who, '/marketplace/bindings/preview', {
        body: request,
        signal,
      }),
    );
  }

  async bind(
    who: BackstageCredentials,
    order: BindingOrder,
    signal?: AbortSignal,
  ) {
    await this.#ask(who, '/marketplace/bindings/apply', {
      body: order,
      signal,
    });
  }

  async #ask(
    who: BackstageCredentials,
    path: string,
    { body, signal }: { body?: object; signal?: AbortSignal },
  ): Promise<unknown> {
    const { auth, discovery } = this.options;
    const [{ token }, url] = await Promise.all([
      auth.getPluginRequestToken({
        onBehalfOf: who,
        targetPluginId: platformPluginId,
      }),
      discovery.getBaseUrl(platformPluginId),
    ]);
    const headers = {
      authorization: `Bearer ${token}`,
      ...(body && { 'content-type': 'application/json' }),
    };
    const answer = await reach(
      { name: marketplace, headers },
      `${url}${path}`,
      {
        signal,
        ...(body && { method: 'POST', body: JSON.stringify(body) }),
      },
    );
    if (!answer.ok) throw saidBy(await ResponseError.fromResponse(answer));
    return answer.json();
  }
}

/** What the marketplace says, as an error of the same class. */
function saidBy({ cause, statusCode }: ResponseError): Error {
  const Told = classes.find(each => each.name === cause.name);
  return Told
    ? new Told(cause.message)
    : new ServiceUnavailableError(
        `${marketplace} could not do it (${statusCode}): ${cause.message}`,
      );
}
