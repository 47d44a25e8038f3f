import { randomUUID } from 'node:crypto';
import type { RequestOptions } from 'node:https';
import { problemOf, readAnswer, type Answer, type Received } from './answer.ts';
import { exchange, type Unheard } from './exchange.ts';
import { API_VERSION, catalogSchema, type Catalog } from './messages.ts';

/** How one authenticates with a broker. */
export type BrokerAuth =
  | {
      readonly kind: 'basic';
      readonly username: string;
      readonly password: string;
    }
  | { readonly kind: 'bearer'; readonly token: string };

/** Where a broker is, and how it is spoken to. */
export interface BrokerAccess {
  readonly url: string;
  readonly auth?: BrokerAuth;
  /** Authorities in PEM by which its certificate is judged, instead of the usual ones. */
  readonly ca?: string;
  readonly insecureSkipTlsVerify?: boolean;
  readonly timeoutMs: number;
}

/** What a person has begun; sent so that the broker knows whom it serves. */
export interface Identity {
  readonly username: string;
  readonly uid?: string;
  readonly groups?: readonly string[];
  readonly extra?: Readonly<Record<string, readonly string[]>>;
}

/** What all requests about an instance name. */
interface Offered {
  readonly serviceId: string;
  readonly planId: string;
}

interface Asked {
  /** Who caused it; none where the platform itself did. */
  readonly identity?: Identity;
}

type Json = Readonly<Record<string, unknown>>;

export interface ProvisionRequest extends Offered, Asked {
  readonly instanceId: string;
  readonly context: Json;
  readonly organizationGuid: string;
  readonly spaceGuid: string;
  readonly parameters?: Json;
}

export interface UpdateRequest extends Asked {
  readonly instanceId: string;
  readonly context: Json;
  readonly serviceId: string;
  /** Only where it is to become another one. */
  readonly planId?: string;
  /** Only where they are to become others. */
  readonly parameters?: Json;
  readonly previousPlanId: string;
}

export interface DeprovisionRequest extends Offered, Asked {
  readonly instanceId: string;
}

export interface BindRequest extends Offered, Asked {
  readonly instanceId: string;
  readonly bindingId: string;
  readonly context: Json;
  readonly appGuid: string;
  readonly parameters?: Json;
}

export interface UnbindRequest extends Offered, Asked {
  readonly instanceId: string;
  readonly bindingId: string;
}

export interface PollRequest extends Asked {
  readonly instanceId: string;
  readonly bindingId?: string;
  readonly serviceId?: string;
  readonly planId?: string;
  /** What the broker gave when it began. */
  readonly operation?: string;
}

/** A broker's catalog, or why there is none. */
export type CatalogAnswer =
  | { readonly kind: 'catalog'; readonly catalog: Catalog }
  | { readonly kind: 'failed'; readonly because: string };

const ASYNC = { accepts_incomplete: 'true' };

/** Speaks with one broker by the Open Service Broker API 2.17. */
export class BrokerClient {
  readonly #access: BrokerAccess;

  constructor(access: BrokerAccess) {
    this.#access = access;
  }

  async catalog(): Promise<CatalogAnswer> {
    const got = await this.#send('GET', ['catalog']);
    if (!('text' in got)) return { kind: 'failed', because: unheard(got) };
    if (got.status !== 200) {
      const answer = readAnswer('fetchBinding', got, new Date());
      const said = answer.kind === 'refused' ? answer.description : undefined;
      const because = `Status: ${got.status}${said ? `; ${said}` : ''}`;
      return { kind: 'failed', because };
    }
    return readCatalog(got.text);
  }

  provision(r: ProvisionRequest): Promise<Answer<'provision'>> {
    const body = {
      service_id: r.serviceId,
      plan_id: r.planId,
      context: r.context,
      organization_guid: r.organizationGuid,
      space_guid: r.spaceGuid,
      parameters: r.parameters,
    };
    const path = instancePath(r);
    return this.#call('provision', 'PUT', path, { ...r, query: ASYNC, body });
  }

  update(r: UpdateRequest): Promise<Answer<'update'>> {
    const body = {
      context: r.context,
      service_id: r.serviceId,
      plan_id: r.planId,
      parameters: r.parameters,
      previous_values: { service_id: r.serviceId, plan_id: r.previousPlanId },
    };
    const path = instancePath(r);
    return this.#call('update', 'PATCH', path, { ...r, query: ASYNC, body });
  }

  deprovision(r: DeprovisionRequest): Promise<Answer<'deprovision'>> {
    const query = { ...offeredQuery(r), ...ASYNC };
    return this.#call('deprovision', 'DELETE', instancePath(r), {
      ...r,
      query,
    });
  }

  bind(r: BindRequest): Promise<Answer<'bind'>> {
    const body = {
      context: r.context,
      service_id: r.serviceId,
      plan_id: r.planId,
      bind_resource: { app_guid: r.appGuid },
      parameters: r.parameters,
    };
    const path = bindingPath(r);
    return this.#call('bind', 'PUT', path, { ...r, query: ASYNC, body });
  }

  unbind(r: UnbindRequest): Promise<Answer<'unbind'>> {
    const query = { ...offeredQuery(r), ...ASYNC };
    return this.#call('unbind', 'DELETE', bindingPath(r), { ...r, query });
  }

  /** How far an operation is, of the instance or of the binding if one is named. */
  lastOperation(r: PollRequest): Promise<Answer<'lastOperation'>> {
    const { bindingId, operation } = r;
    const path =
      bindingId === undefined
        ? instancePath(r)
        : bindingPath({ ...r, bindingId });
    const query = { ...offeredQuery(r), operation };
    return this.#call('lastOperation', 'GET', [...path, 'last_operation'], {
      ...r,
      query,
    });
  }

  fetchBinding(r: UnbindRequest): Promise<Answer<'fetchBinding'>> {
    const query = offeredQuery(r);
    return this.#call('fetchBinding', 'GET', bindingPath(r), { ...r, query });
  }

  async #call<C extends Parameters<typeof readAnswer>[0]>(
    call: C,
    method: string,
    path: readonly string[],
    how: How,
  ): Promise<Answer<C>> {
    const got = await this.#send(method, path, how);
    return 'text' in got ? readAnswer(call, got, new Date()) : got;
  }

  #send(
    method: string,
    path: readonly string[],
    { query = {}, body, identity }: How = {},
  ): Promise<Received | Unheard> {
    const { url, timeoutMs } = this.#access;
    const target = new URL(
      `${url.replace(/\/+$/, '')}/v2/${path.map(encodeURIComponent).join('/')}`,
    );
    for (const [name, value] of Object.entries(query)) {
      if (value !== undefined) target.searchParams.set(name, value);
    }
    const text = body === undefined ? undefined : JSON.stringify(body);
    const headers: Record<string, string> = {
      Accept: 'application/json',
      'X-Broker-API-Version': API_VERSION,
      'X-Broker-API-Request-Identity': randomUUID(),
      ...authorization(this.#access.auth),
      ...(identity && originatingIdentity(identity)),
      ...(text !== undefined && {
        'Content-Type': 'application/json',
        'Content-Length': String(Buffer.byteLength(text)),
      }),
    };
    return exchange(
      target,
      { ...this.#tls(), method, headers },
      text,
      timeoutMs,
    );
  }

  #tls(): RequestOptions {
    const { ca, insecureSkipTlsVerify } = this.#access;
    // A kept connection that the broker has closed meanwhile would look like a lost request.
    return { ca, rejectUnauthorized: !insecureSkipTlsVerify, agent: false };
  }
}

interface How extends Asked {
  readonly query?: Readonly<Record<string, string | undefined>>;
  readonly body?: Json;
}

/** Reads a catalog by the section "Catalog Management". */
export function readCatalog(text: string): CatalogAnswer {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    return { kind: 'failed', because: 'The catalog is no JSON.' };
  }
  const read = catalogSchema.safeParse(json);
  return read.success
    ? { kind: 'catalog', catalog: read.data }
    : { kind: 'failed', because: problemOf(read.error) };
}

function unheard(got: Unheard): string {
  return got.kind === 'timeout'
    ? `It did not answer within ${got.afterMs / 1000} s.`
    : got.because;
}

function instancePath({ instanceId }: { readonly instanceId: string }) {
  return ['service_instances', instanceId];
}

function bindingPath(r: {
  readonly instanceId: string;
  readonly bindingId: string;
}) {
  return [...instancePath(r), 'service_bindings', r.bindingId];
}

function offeredQuery({ serviceId, planId }: Partial<Offered>) {
  return { service_id: serviceId, plan_id: planId };
}

function authorization(
  auth: BrokerAuth | undefined,
): Readonly<Record<string, string>> {
  if (!auth) return {};
  if (auth.kind === 'bearer') return { Authorization: `Bearer ${auth.token}` };
  const pair = `${auth.username}:${auth.password}`;
  return { Authorization: `Basic ${Buffer.from(pair).toString('base64')}` };
}

/** As the section "Originating Identity" and the profile of Kubernetes have it. */
function originatingIdentity(
  identity: Identity,
): Readonly<Record<string, string>> {
  const { username, uid = '', groups = [], extra = {} } = identity;
  const value = JSON.stringify({ username, uid, groups, extra });
  const encoded = Buffer.from(value).toString('base64');
  return { 'X-Broker-API-Originating-Identity': `kubernetes ${encoded}` };
}
