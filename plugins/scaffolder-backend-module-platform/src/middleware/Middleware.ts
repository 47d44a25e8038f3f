import type {
  AuthService,
  BackstageCredentials,
  DiscoveryService,
} from '@backstage/backend-plugin-api';
import { ResponseError } from '@backstage/errors';
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

/** Port to the marketplace, asked as the person for whom a run works. */
export interface Middleware {
  instance(
    who: BackstageCredentials,
    ref: InstanceRef,
  ): Promise<InstanceAnswer>;
  order(who: BackstageCredentials, order: OrderRequest): Promise<void>;
  previewBinding(
    who: BackstageCredentials,
    request: BindingRequest,
  ): Promise<BindingPreview>;
  bind(who: BackstageCredentials, order: BindingOrder): Promise<void>;
}

/** The marketplace of this portal: its rights, its records and its errors hold for runs, too. */
export class PortalMiddleware implements Middleware {
  constructor(
    private readonly options: {
      readonly auth: AuthService;
      readonly discovery: DiscoveryService;
    },
  ) {}

  async instance(who: BackstageCredentials, ref: InstanceRef) {
    const { item, cluster, namespace, name } = ref;
    const query = new URLSearchParams({ item, cluster, namespace, name });
    return instanceAnswerSchema.parse(
      await this.#ask(who, `/marketplace/instance?${query}`),
    );
  }

  async order(who: BackstageCredentials, order: OrderRequest) {
    await this.#ask(who, '/marketplace/order', order);
  }

  async previewBinding(who: BackstageCredentials, request: BindingRequest) {
    return bindingPreviewSchema.parse(
      await this.#ask(who, '/marketplace/bindings/preview', request),
    );
  }

  async bind(who: BackstageCredentials, order: BindingOrder) {
    await this.#ask(who, '/marketplace/bindings/apply', order);
  }

  async #ask(
    who: BackstageCredentials,
    path: string,
    body?: object,
  ): Promise<unknown> {
    const { auth, discovery } = this.options;
    const [{ token }, url] = await Promise.all([
      auth.getPluginRequestToken({
        onBehalfOf: who,
        targetPluginId: platformPluginId,
      }),
      discovery.getBaseUrl(platformPluginId),
    ]);
    const answer = await fetch(`${url}${path}`, {
      headers: {
        authorization: `Bearer ${token}`,
        ...(body && { 'content-type': 'application/json' }),
      },
      ...(body && { method: 'POST', body: JSON.stringify(body) }),
    });
    if (!answer.ok) throw await ResponseError.fromResponse(answer);
    return answer.json();
  }
}
