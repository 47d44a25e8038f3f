import type { RequestOptions } from 'node:https';
import { createSecureContext } from 'node:tls';
import { KubeConfig } from '@kubernetes/client-node';
import { ANNOTATION_KUBERNETES_AUTH_PROVIDER } from '@backstage/plugin-kubernetes-common';
import type {
  ClusterDetails,
  KubernetesCredential,
} from '@backstage/plugin-kubernetes-node';
import { credentialFrom } from './credential';
import type { ChosenContext } from './kubeconfig';

/** Name of the strategy, in `authProvider` of a cluster. */
export const AUTH_PROVIDER = 'kubeconfig';

const ANSWER_WITHIN_MS = 10_000;

/** One context: the cluster as the stock plugin describes it, and who the portal is there. */
export class Connection {
  readonly details: ClusterDetails;
  /** Of its own, as a `KubeConfig` remembers only one user's token. */
  readonly #config = new KubeConfig();
  readonly #userName: string;
  readonly #answerWithinMs: number;
  #pending: Promise<KubernetesCredential> | undefined;

  /** @param answerWithinMs - how long a credential may take */
  constructor(
    { context, cluster, user }: ChosenContext,
    answerWithinMs = ANSWER_WITHIN_MS,
  ) {
    this.#answerWithinMs = answerWithinMs;
    this.#config.loadFromOptions({
      clusters: [cluster],
      users: [user],
      contexts: [context],
      currentContext: context.name,
    });
    this.#userName = user.name;
    this.details = {
      name: context.name,
      url: cluster.server,
      authMetadata: { [ANNOTATION_KUBERNETES_AUTH_PROVIDER]: AUTH_PROVIDER },
      skipTLSVerify: cluster.skipTLSVerify,
      caFile: cluster.caFile,
      caData: cluster.caData,
    };
  }

  /**
   * Whether a cluster is this one. Others may describe a cluster of the same name
   * elsewhere; it must not be sent this one's credential.
   */
  describes({ url, caFile, caData, skipTLSVerify }: ClusterDetails): boolean {
    const own = this.details;
    return (
      url === own.url &&
      caFile === own.caFile &&
      caData === own.caData &&
      (skipTLSVerify ?? false) === own.skipTLSVerify
    );
  }

  /**
   * The user's credential: new when the last one has expired. A credential plugin runs
   * once for all who ask meanwhile; one that hangs is run again for who asks after the
   * time is out.
   *
   * @throws Error that says why there is none; a sentence without a subject
   */
  async credential(): Promise<KubernetesCredential> {
    this.#pending ??= this.#obtainInTime();
    return this.#pending;
  }

  async #obtainInTime(): Promise<KubernetesCredential> {
    try {
      return await within(this.#answerWithinMs, this.#obtain());
    } finally {
      this.#pending = undefined;
    }
  }

  async #obtain(): Promise<KubernetesCredential> {
    const options: RequestOptions = { headers: {} };
    await this.#config.applyToHTTPSOptions(options);
    const { ca, cert, key } = options;
    // The stock plugin would let one cluster's malformed certificate fail all clusters.
    if (ca || cert) createSecureContext({ ca, cert, key });
    const credential = credentialFrom(options);
    if (!credential) {
      throw new Error(
        `user ${this.#userName} has no client certificate and no valid token`,
      );
    }
    return credential;
  }
}

async function within<T>(ms: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined;
  const deadline = new Promise<never>((_, reject) => {
    timer = setTimeout(
      () => reject(new Error(`no credential came within ${ms / 1000} s`)),
      ms,
    );
  });
  try {
    return await Promise.race([work, deadline]);
  } finally {
    clearTimeout(timer);
  }
}
