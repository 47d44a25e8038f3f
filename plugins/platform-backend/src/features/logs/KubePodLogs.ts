import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  ContainerRef,
  LogReader,
  LogSelection,
  LogText,
  PodLogs,
} from '@pilothouse/plugin-platform-node';
import { impersonationHeaders } from '../../kube/access';
import type { KubeService, KubeStream } from '../../kube/KubeService';
import { errorOf, type Refused } from '../../kube/write';
import { mayNotReadIn } from './sight';

const maxRefusalBytes = 256 * 1024;

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
      const { status } = stream;
      throw errorFor({ status, text: await textOf(stream) }, container);
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

/** One that is longer than any `Status` is no `Status`. */
async function textOf({ body }: KubeStream): Promise<string> {
  let text = '';
  for await (const chunk of body) {
    text += String(chunk);
    if (text.length > maxRefusalBytes) {
      body.destroy();
      return '';
    }
  }
  return text;
}

function errorFor(
  refused: Refused,
  { cluster, namespace, pod }: ContainerRef,
): Error {
  const error = errorOf(cluster, refused);
  switch (error.name) {
    // The container waits, or that run of it has no log.
    case 'InputError':
      return new ConflictError(error.message);
    case 'NotAllowedError':
      return mayNotReadIn({ cluster, namespace });
    case 'NotFoundError':
      return new NotFoundError(
        `There is no pod "${pod}" in namespace "${namespace}" of cluster "${cluster}"`,
      );
    default:
      return error;
  }
}
