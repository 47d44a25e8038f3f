import { NotAllowedError } from '@backstage/errors';
import type {
  ObjectRef,
  TailRequest,
} from '@pilothouse/plugin-platform-common';
import type { Access, ReviewCache, Viewer } from '../../kube/access';
import { noWorkload, notKnown } from './targets';

/** Whether a person still sees a place. */
export interface Sight {
  /** Fires when they no longer do, with the error that says why. */
  readonly lost: AbortSignal;
  /** Ends the looking. */
  close(): void;
}

/** What is asked about a person again. */
export interface SightOptions {
  readonly access: Pick<Access, 'scopeOf' | 'subscribe'>;
  readonly reviews: Pick<ReviewCache, 'ask'>;
  /** Whether the portal lets them read logs; rejects when that cannot be said. */
  readonly isAllowed: () => Promise<boolean>;
}

/**
 * Looks at what a person may read, and again whenever that may have changed, until it is
 * closed or they leave: a stream of which nobody has read the first event is never closed.
 */
export function keepInSight(
  options: SightOptions,
  viewer: Viewer,
  target: TailRequest['target'],
  leave: AbortSignal,
): Sight {
  const lost = new AbortController();
  const look = async () => {
    const because = await lossOf(options, viewer, target);
    if (because) {
      lost.abort(because);
    }
  };
  const unsubscribe = options.access.subscribe(() => {
    void look();
  });
  const close = () => {
    leave.removeEventListener('abort', close);
    unsubscribe();
  };
  leave.addEventListener('abort', close);
  if (leave.aborted) {
    close();
  }
  // It may have changed between the asking and the listening.
  void look();
  return { lost: lost.signal, close };
}

async function lossOf(
  { access, reviews, isAllowed }: SightOptions,
  viewer: Viewer,
  target: TailRequest['target'],
): Promise<Error | undefined> {
  const { cluster, namespace } = target;
  // What cannot be found out is no reason to go on.
  const scope = await access.scopeOf(viewer).catch(() => undefined);
  if (!scope?.sees(cluster, namespace)) {
    return scope?.unsure(cluster) ? notKnown(cluster) : noWorkload(target);
  }
  // Whoever cannot be asked would break the stream off for no reason.
  if (!(await isAllowed().catch(() => true))) {
    return mayNotRead();
  }
  const { kind } = await reviews.ask({
    ...{ cluster, namespace, subject: viewer.kubernetes },
    ...{ verb: 'get', group: '', resource: 'pods', subresource: 'log' },
  });
  return kind === 'denied' ? mayNotReadIn(target) : undefined;
}

/** What is told whom the portal lets read no logs. */
export function mayNotRead(): NotAllowedError {
  return new NotAllowedError(
    'Only members of a team may read logs; ask to be added to one',
  );
}

/** What is told whom a cluster lets read no logs in a namespace. */
export function mayNotReadIn({
  cluster,
  namespace,
}: Pick<ObjectRef, 'cluster' | 'namespace'>): NotAllowedError {
  return new NotAllowedError(
    `Cluster "${cluster}" does not let you read logs in namespace "${namespace}"; ask a team lead for a role there that includes "get pods/log"`,
  );
}
