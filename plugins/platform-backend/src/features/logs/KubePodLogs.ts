import {
  ConflictError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type {
  ContainerRef,
  LogReader,
  LogSelection,
  LogText,
  PodLogs,
} from '@pilothouse/plugin-platform-node';
import { impersonationHeaders } from '../../kube/access';
import type { KubeService, KubeStream } from '../../kube/KubeService';

const maxRefusalBytes = 16 * 1024;

/** Logs as the API servers of the clusters tell them, read as the person. */
export class KubePodLogs implements PodLogs {
  readonly #kube: Pick<KubeService, 'stream'>;

  constructor(kube: Pick<KubeService, 'stream'>) {
    this.#kube = kube;
  }

  async open(
    container: ContainerRef,
    selection: LogSelection,
    reader: LogReader,
    signal: AbortSignal,
  ): Promise<LogText> {
    const stream = await this.#kube.stream(container.cluster, {
      path: pathOf(container),
      query: { container: container.container, timestamps: true, ...selection },
      headers: impersonationHeaders(reader),
      signal,
    });
    if (!stream.ok) {
      throw refusal(stream.status, await refusalText(stream), container);
    }
    return chunksOf(stream, signal);
  }
}

function pathOf({ namespace, pod }: ContainerRef): string {
  const part = encodeURIComponent;
  return `/api/v1/namespaces/${part(namespace)}/pods/${part(pod)}/log`;
}

async function* chunksOf({ body }: KubeStream, signal: AbortSignal): LogText {
  try {
    for await (const chunk of body) {
      yield chunk;
    }
  } catch (error) {
    if (!signal.aborted) {
      throw error;
    }
  } finally {
    body.destroy();
  }
}

async function refusalText({ body }: KubeStream): Promise<string> {
  let text = '';
  for await (const chunk of body) {
    text += String(chunk);
    if (text.length > maxRefusalBytes) {
      body.destroy();
      break;
    }
  }
  return messageIn(text);
}

/** The message of a `Status`; an answer that is none is told as it stands. */
function messageIn(text: string): string {
  try {
    const status: unknown = JSON.parse(text);
    return typeof status === 'object' && status !== null && 'message' in status
      ? String(status.message)
      : text;
  } catch {
    return text;
  }
}

function refusal(
  status: number,
  message: string,
  { cluster, namespace, pod }: ContainerRef,
): Error {
  switch (status) {
    case 400:
      return new ConflictError(message);
    // The person is named only once the portal itself was let in.
    case 401:
      return new ServiceUnavailableError(
        `Cluster "${cluster}" refuses the portal's credentials, or they have expired; a platform engineer has to renew them`,
      );
    case 403:
      return new NotAllowedError(
        `Cluster "${cluster}" does not let you read logs in namespace "${namespace}"; ask a team lead for a role there that includes "get pods/log"`,
      );
    case 404:
      return new NotFoundError(
        `There is no pod "${pod}" in namespace "${namespace}" of cluster "${cluster}"`,
      );
    default:
      return new ServiceUnavailableError(
        message || `Cluster "${cluster}" answered with status ${status}`,
      );
  }
}
