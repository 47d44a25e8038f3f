import type { KubeRest } from '../../../kube/rest.ts';
import type { Pod } from '../pods/pod.ts';

interface TokenAnswer {
  readonly status: {
    readonly token: string;
    readonly expirationTimestamp: string;
  };
}

interface Held {
  readonly token: string;
  readonly renewAt: number;
}

/** Service account tokens bound to pods, renewed when four fifths of their time are over. */
export class ServiceAccountTokens {
  readonly #rest: KubeRest;
  readonly #held = new Map<string, Held>();

  constructor(rest: KubeRest) {
    this.#rest = rest;
  }

  /**
   * @param audience - undefined for the API server's own
   * @param seconds - wanted life time; the API server may give another
   */
  async token(
    pod: Pod,
    audience: string | undefined,
    seconds: number,
  ): Promise<string> {
    const uid = pod.metadata?.uid ?? '';
    const key = `${uid} ${audience ?? ''} ${seconds}`;
    const held = this.#held.get(key);
    if (held && held.renewAt > Date.now()) {
      return held.token;
    }
    const namespace = pod.metadata?.namespace ?? '';
    const account = pod.spec?.serviceAccountName ?? 'default';
    const answer = await this.#rest.json<TokenAnswer>(
      `/api/v1/namespaces/${namespace}/serviceaccounts/${account}/token`,
      {
        method: 'POST',
        body: {
          apiVersion: 'authentication.k8s.io/v1',
          kind: 'TokenRequest',
          spec: {
            audiences: audience ? [audience] : [],
            expirationSeconds: seconds,
            boundObjectRef: {
              apiVersion: 'v1',
              kind: 'Pod',
              name: pod.metadata?.name,
              uid,
            },
          },
        },
      },
    );
    const { token, expirationTimestamp } = answer.status;
    const lifeMs = Date.parse(expirationTimestamp) - Date.now();
    this.#held.set(key, { token, renewAt: Date.now() + lifeMs * 0.8 });
    return token;
  }

  /** Drops the tokens of a pod that is gone. */
  forget(uid: string): void {
    for (const key of this.#held.keys()) {
      if (key.startsWith(`${uid} `)) {
        this.#held.delete(key);
      }
    }
  }
}
