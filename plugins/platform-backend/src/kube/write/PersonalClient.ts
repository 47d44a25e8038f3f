import { NotFoundError } from '@backstage/errors';
import { impersonationHeaders, type Viewer } from '../access';
import { AnswerLostError, isTrial, mayChange } from '../AnswerLostError';
import type { KubeRequest, KubeResponse, KubeService } from '../KubeService';
import { errorOf, leavesOpen, saidIn } from './status';

/**
 * How long a question may take that changes nothing: its person waits, and can ask again.
 * A trial may pass webhooks of admission, which have 10 s themselves.
 */
const readMs = 10_000;
const trialMs = 15_000;

/** Asks one cluster as a person: its rights and its audit log know them, not the portal. */
export class PersonalClient {
  readonly cluster: string;
  readonly #kube: Pick<KubeService, 'request'>;
  readonly #headers: Record<string, string | readonly string[]>;

  /** @throws NotAllowedError when nobody may act as such a person */
  constructor(
    kube: Pick<KubeService, 'request'>,
    cluster: string,
    viewer: Pick<Viewer, 'kubernetes'>,
  ) {
    this.cluster = cluster;
    this.#kube = kube;
    this.#headers = impersonationHeaders(viewer.kubernetes);
  }

  /**
   * An answer of any status, unless it says that it is not known what came of a change.
   *
   * @throws AnswerLostError when that is so
   */
  async send(request: KubeRequest): Promise<KubeResponse> {
    const headers = { ...request.headers, ...this.#headers };
    const asked = { timeoutMs: patienceWith(request), ...request, headers };
    const response = await this.#kube.request(this.cluster, asked);
    if (!response.ok && mayChange(request) && leavesOpen(response)) {
      throw new AnswerLostError(this.cluster, saidIn(response));
    }
    return response;
  }

  /**
   * @param missing - what to say when there is no such object
   * @throws the error that fits what the API server said
   */
  async read<T>(path: string, missing?: string): Promise<T> {
    const response = await this.send({ path });
    if (response.status === 404 && missing !== undefined) {
      throw new NotFoundError(missing);
    }
    if (!response.ok) {
      throw errorOf(this.cluster, response);
    }
    return response.json<T>();
  }
}

/** How long to wait for it; undefined for as long as for any request. */
function patienceWith(request: KubeRequest): number | undefined {
  if (mayChange(request)) return undefined;
  return isTrial(request) ? trialMs : readMs;
}
