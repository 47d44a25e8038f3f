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
import { createORPCClient } from '@orpc/client';
import type { ContractRouterClient } from '@orpc/contract';
import { OpenAPILink } from '@orpc/openapi-client/fetch';
import {
  answerLost,
  halfMade,
  platformContract,
  platformPluginId,
  type BindingErrand,
  type BindingOrder,
  type BindingPreview,
  type BindingRequest,
  type ErrandOutcome,
  type ErrandRef,
  type GrantForm,
  type GrantRequest,
  type InstanceAnswer,
  type InstanceRef,
  type Marketplace,
  type OrderedAnswer,
  type OrderedRef,
  type OrderForm,
  type OrderPreview,
  type OrderRequest,
  type PlatformContract,
} from '@pilothouse/plugin-platform-common';
import { OutcomeError } from '../actions/plainly';
import { reach } from '../http/remote';

const marketplaceName = 'The marketplace';

const classes = [
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
] as const;

/**
 * Port to the marketplace, asked as the person for whom a run works. All but
 * {@link Middleware.carryOut} and {@link Middleware.ordered} throw an AuthenticationError once
 * their session has ended.
 */
export interface Middleware {
  /**
   * What there is to order of an item in a cluster.
   *
   * @throws NotFoundError for an item that the person cannot have there
   */
  form(
    who: BackstageCredentials,
    what: { readonly item: string; readonly cluster: string },
    signal?: AbortSignal,
  ): Promise<OrderForm>;
  instance(
    who: BackstageCredentials,
    ref: InstanceRef,
    signal?: AbortSignal,
  ): Promise<InstanceAnswer>;
  /** All instances that the person sees. */
  list(
    who: BackstageCredentials,
    signal?: AbortSignal,
  ): Promise<Pick<Marketplace, 'instances'>>;
  /** How an instance is that a run has ordered, however long ago. */
  ordered(ref: OrderedRef, signal?: AbortSignal): Promise<OrderedAnswer>;
  /**
   * What an order would do.
   *
   * @throws ConflictError when there is one of that name
   */
  preview(
    who: BackstageCredentials,
    order: OrderRequest,
    signal?: AbortSignal,
  ): Promise<OrderPreview>;
  /**
   * @throws ConflictError when there is one of that name
   * @throws OutcomeError when only a part of it was made
   */
  order(
    who: BackstageCredentials,
    order: OrderRequest,
    signal?: AbortSignal,
  ): Promise<void>;
  /** @throws InputError where credentials are not had by asking */
  grantForm(
    who: BackstageCredentials,
    ref: InstanceRef,
    signal?: AbortSignal,
  ): Promise<GrantForm>;
  /** @throws ConflictError when there are credentials of that name */
  grant(
    who: BackstageCredentials,
    request: GrantRequest,
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
  /** Has the marketplace keep what a run is to bind, for {@link Middleware.carryOut}. */
  entrust(
    who: BackstageCredentials,
    errand: BindingErrand,
    signal?: AbortSignal,
  ): Promise<void>;
  /** Binds what a run was entrusted with, as who did so, also when their session has ended. */
  carryOut(ref: ErrandRef, signal?: AbortSignal): Promise<ErrandOutcome>;
}

/** The marketplace of this portal: its rights, its records and its errors hold for runs, too. */
export class PortalMiddleware implements Middleware {
  constructor(
    private readonly options: {
      readonly auth: AuthService;
      readonly discovery: DiscoveryService;
    },
  ) {}

  async form(
    who: BackstageCredentials,
    { item, cluster }: { readonly item: string; readonly cluster: string },
    signal?: AbortSignal,
  ) {
    return this.#clientOf(who).marketplace.form({ item, cluster }, { signal });
  }

  async grantForm(
    who: BackstageCredentials,
    ref: InstanceRef,
    signal?: AbortSignal,
  ) {
    return this.#clientOf(who).marketplace.grantForm(ref, { signal });
  }

  async grant(
    who: BackstageCredentials,
    request: GrantRequest,
    signal?: AbortSignal,
  ) {
    await this.#clientOf(who).marketplace.grant(request, { signal });
  }

  async instance(
    who: BackstageCredentials,
    ref: InstanceRef,
    signal?: AbortSignal,
  ) {
    const { item, cluster, namespace, name } = ref;
    const { marketplace } = this.#clientOf(who);
    return marketplace.instance({ item, cluster, namespace, name }, { signal });
  }

  async list(who: BackstageCredentials, signal?: AbortSignal) {
    return this.#clientOf(who).marketplace.list(undefined, { signal });
  }

  async ordered(
    { task, item, cluster, namespace, name }: OrderedRef,
    signal?: AbortSignal,
  ) {
    const own = await this.options.auth.getOwnServiceCredentials();
    const { marketplace } = this.#clientOf(own);
    const ref = { task, item, cluster, namespace, name };
    return marketplace.ordered(ref, { signal });
  }

  async preview(
    who: BackstageCredentials,
    order: OrderRequest,
    signal?: AbortSignal,
  ) {
    return this.#clientOf(who).marketplace.preview(order, { signal });
  }

  async order(
    who: BackstageCredentials,
    order: OrderRequest,
    signal?: AbortSignal,
  ) {
    await this.#clientOf(who).marketplace.order(order, { signal });
  }

  async previewBinding(
    who: BackstageCredentials,
    request: BindingRequest,
    signal?: AbortSignal,
  ) {
    const { bindings } = this.#clientOf(who).marketplace;
    return bindings.preview(request, { signal });
  }

  async bind(
    who: BackstageCredentials,
    order: BindingOrder,
    signal?: AbortSignal,
  ) {
    const { bindings } = this.#clientOf(who).marketplace;
    await bindings.apply(order, { signal });
  }

  async entrust(
    who: BackstageCredentials,
    errand: BindingErrand,
    signal?: AbortSignal,
  ) {
    const { bindings } = this.#clientOf(who).marketplace;
    await bindings.entrust(errand, { signal });
  }

  async carryOut(ref: ErrandRef, signal?: AbortSignal) {
    const own = await this.options.auth.getOwnServiceCredentials();
    const { bindings } = this.#clientOf(own).marketplace;
    return bindings.carryOut(ref, { signal });
  }

  #clientOf(who: BackstageCredentials): ContractRouterClient<PlatformContract> {
    const { auth, discovery } = this.options;
    const link = new OpenAPILink(platformContract, {
      url: () => discovery.getBaseUrl(platformPluginId),
      fetch: async (request, init) => {
        const { token } = await auth.getPluginRequestToken({
          onBehalfOf: who,
          targetPluginId: platformPluginId,
        });
        const remote = {
          name: marketplaceName,
          headers: {
            ...Object.fromEntries(request.headers),
            authorization: `Bearer ${token}`,
          },
        };
        const answer = await reach(remote, request.url, {
          ...init,
          method: request.method,
          signal: request.signal,
          ...(request.method !== 'GET' && { body: await request.text() }),
        });
        if (!answer.ok) throw saidBy(await ResponseError.fromResponse(answer));
        return answer;
      },
    });
    return createORPCClient(link);
  }
}

/** What the marketplace says, as an error of the same class. */
function saidBy({ cause, statusCode }: ResponseError): Error {
  // Done again, it would find what was made and take it for whole.
  if (cause.name === halfMade) return new OutcomeError(cause.message);
  if (cause.name === answerLost) {
    return new ServiceUnavailableError(cause.message);
  }
  if (cause.name === AuthenticationError.name) {
    return new AuthenticationError(
      `${marketplaceName} does no more for this run, as the session in which it was started has ended: ${cause.message}`,
    );
  }
  const Told = classes.find(each => each.name === cause.name);
  return Told
    ? new Told(cause.message)
    : new ServiceUnavailableError(
        `${marketplaceName} could not do it (${statusCode}): ${cause.message}`,
      );
}
