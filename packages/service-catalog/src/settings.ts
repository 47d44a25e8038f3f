import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { RequestOptions } from 'node:https';
import { kubeAccess } from '@pilothouse/embedded/kube/load';
import type { KubeAccess } from '@pilothouse/embedded/kube/rest';
import { z } from 'zod';
import { durationMs, type Limits } from './pace.ts';

const SERVICE_ACCOUNT = '/var/run/secrets/kubernetes.io/serviceaccount';

const duration = z
  .string()
  .transform((text, context) => {
    const ms = durationMs(text);
    if (ms !== undefined) return ms;
    context.addIssue({
      code: 'custom',
      message: 'must be a duration such as 90s or 15m',
    });
    return z.NEVER;
  })
  .optional();

const environmentSchema = z.object({
  KUBECONFIG: z.string().min(1).optional(),
  KUBERNETES_SERVICE_HOST: z.string().min(1).optional(),
  KUBERNETES_SERVICE_PORT: z.string().default('443'),
  BROKER_TIMEOUT: duration,
  RELIST_INTERVAL: duration,
  RETRY_DURATION: duration,
  POLLING_DURATION: duration,
  TRUST_USER_INFO: z.enum(['true', 'false']).default('false'),
});

/** What the controller is told by its environment. */
export interface Settings {
  readonly access: KubeAccess;
  readonly timeoutMs?: number;
  readonly limits: Partial<Limits>;
  readonly trustsUserInfo: boolean;
}

/**
 * Reads the settings.
 *
 * @throws an error that names a variable which is wrong, or says how to reach a cluster
 */
export function readSettings(
  environment: Readonly<Record<string, string | undefined>>,
): Settings {
  const read = environmentSchema.safeParse(environment);
  if (!read.success) {
    const [issue] = read.error.issues;
    throw new Error(`${issue?.path.join('.')}: ${issue?.message}`);
  }
  const told = read.data;
  const limits = {
    relistMs: told.RELIST_INTERVAL,
    retryDurationMs: told.RETRY_DURATION,
    pollingDurationMs: told.POLLING_DURATION,
  };
  return {
    access: accessBy(told),
    timeoutMs: told.BROKER_TIMEOUT,
    trustsUserInfo: told.TRUST_USER_INFO === 'true',
    limits: Object.fromEntries(
      Object.entries(limits).filter(([, ms]) => ms !== undefined),
    ),
  };
}

function accessBy(told: z.infer<typeof environmentSchema>): KubeAccess {
  if (told.KUBECONFIG) return kubeAccess(told.KUBECONFIG);
  if (told.KUBERNETES_SERVICE_HOST) {
    const host = told.KUBERNETES_SERVICE_HOST;
    const isIpv6 = host.includes(':');
    const address = isIpv6 ? `[${host}]` : host;
    return inCluster(`https://${address}:${told.KUBERNETES_SERVICE_PORT}`);
  }
  throw new Error(
    'There is no cluster: run in one, or name a kubeconfig with a client certificate in KUBECONFIG.',
  );
}

/** As a pod's service account. Its token is renewed while the pod runs. */
function inCluster(server: string): KubeAccess {
  const read = (name: string) => readFileSync(join(SERVICE_ACCOUNT, name));
  return {
    getCurrentCluster: () => ({
      name: 'in-cluster',
      server,
      skipTLSVerify: false,
    }),
    async applyToHTTPSOptions(options: RequestOptions) {
      options.ca = read('ca.crt');
      options.headers = {
        get Authorization() {
          return `Bearer ${read('token').toString().trim()}`;
        },
      };
    },
  };
}
