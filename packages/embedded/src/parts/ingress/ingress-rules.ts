import type { V1Ingress, V1IngressBackend } from '@kubernetes/client-node';
import { keyOf, type PortReference } from '../../kube/endpoints.ts';
import type { Wire } from '../../kube/wire.ts';
import { isCanary } from './canary.ts';

export type IngressObject = Wire<V1Ingress>;

/** Name of the class of Ingresses that are served here. */
export const INGRESS_CLASS = 'pilothouse';

/** A port of a Service. */
export interface Backend {
  readonly namespace: string;
  readonly service: string;
  readonly port: PortReference;
}

/** How long an upstream may take, milliseconds. */
export interface Timeouts {
  readonly connectMs: number;
  readonly readMs: number;
}

/** One path of one Ingress. */
export interface IngressRule {
  /** `namespace/name`. */
  readonly ingress: string;
  /** In lower case; empty for every host; may begin with `*.`. */
  readonly host: string;
  readonly path: string;
  readonly exact: boolean;
  readonly backend: Backend;
  readonly timeouts: Timeouts;
}

export interface IngressRules {
  readonly key: string;
  readonly canary: boolean;
  readonly annotations: Readonly<Record<string, string>>;
  readonly rules: readonly IngressRule[];
  /** For what no rule matches. */
  readonly defaultBackend?: Backend;
  readonly timeouts: Timeouts;
  readonly problems: readonly string[];
}

/** Key of an Ingress, `namespace/name`. */
export function ingressKey({ metadata }: IngressObject): string {
  return keyOf(metadata?.namespace ?? '', metadata?.name ?? '');
}

/** Whether an Ingress is to be served here: of our class, or of none. */
export function isOurs({ metadata, spec }: IngressObject): boolean {
  const named =
    spec?.ingressClassName ??
    metadata?.annotations?.['kubernetes.io/ingress.class'];
  return named === undefined || named === INGRESS_CLASS;
}

/** The oldest first; where two Ingresses claim the same path, the older one has it. */
export function byAge(one: IngressObject, other: IngressObject): number {
  const age = ({ metadata }: IngressObject) =>
    metadata?.creationTimestamp ?? '';
  return (
    age(one).localeCompare(age(other)) ||
    ingressKey(one).localeCompare(ingressKey(other))
  );
}

/** Flattens an Ingress into its paths. */
export function rulesOf(object: IngressObject): IngressRules {
  const annotations = object.metadata?.annotations ?? {};
  const namespace = object.metadata?.namespace ?? '';
  const key = ingressKey(object);
  const problems: string[] = [];
  const timeouts = timeoutsOf(annotations);
  const backendOf = (backend: Wire<V1IngressBackend>) => {
    const found = readBackend(namespace, backend);
    if (!found) problems.push('a backend is no Service with a port');
    return found;
  };
  const rules = (object.spec?.rules ?? []).flatMap(({ host, http }) =>
    (http?.paths ?? []).flatMap(({ path = '/', pathType, backend }) => {
      const found = backendOf(backend);
      return found
        ? [
            {
              ingress: key,
              host: (host ?? '').toLowerCase(),
              path: path || '/',
              exact: pathType === 'Exact',
              backend: found,
              timeouts,
            },
          ]
        : [];
    }),
  );
  const { defaultBackend } = object.spec ?? {};
  return {
    key,
    canary: isCanary(annotations),
    annotations,
    rules,
    defaultBackend: defaultBackend && backendOf(defaultBackend),
    timeouts,
    problems,
  };
}

function readBackend(
  namespace: string,
  { service }: Wire<V1IngressBackend>,
): Backend | undefined {
  const port = service?.port?.number ?? service?.port?.name;
  if (!service || port === undefined) return undefined;
  return { namespace, service: service.name, port };
}

function timeoutsOf(annotations: Readonly<Record<string, string>>): Timeouts {
  const seconds = (name: string, missing: number) => {
    const text =
      annotations[`nginx.ingress.kubernetes.io/proxy-${name}-timeout`];
    return text && /^[1-9]\d*$/.test(text) ? Number(text) : missing;
  };
  return {
    connectMs: seconds('connect', 5) * 1000,
    readMs: seconds('read', 60) * 1000,
  };
}
