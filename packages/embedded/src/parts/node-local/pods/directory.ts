import type {
  ContainerRun,
  ContainerView,
  NodeDirectory,
  PodView,
} from '../kubelet/directory.ts';
import type { V1Pod } from '@kubernetes/client-node';
import type { UsageSampler } from '../usage/sampler.ts';
import type { ContainerKeeper } from './container-keeper.ts';
import { viewOf, type Run } from './runs.ts';
import type { PodWorker } from './worker.ts';

/**
 * How the kubelet's API sees this node.
 *
 * @param workers - the pods that are here at the moment of the call
 */
export function nodeDirectory(
  nodeName: string,
  workers: () => Iterable<PodWorker>,
  usage: UsageSampler,
): NodeDirectory {
  const view = (worker: PodWorker): PodView => ({
    object: objectOf(worker),
    loopbackAddress: worker.address,
    containers: [...worker.keepers].map(([name, keeper]) =>
      containerView(name, keeper, usage),
    ),
  });
  return {
    nodeName,
    pods: () => [...workers()].map(view),
    pod(namespace, name) {
      const found = [...workers()].findLast(
        ({ pod }) =>
          pod.metadata?.namespace === namespace && pod.metadata.name === name,
      );
      return found && view(found);
    },
    nodeUsage: () => usage.node(),
  };
}

/** The kubelet's API hands the object on as JSON, where times are text on both sides. */
function objectOf(worker: PodWorker): V1Pod {
  const object: V1Pod = JSON.parse(
    JSON.stringify({
      ...worker.pod,
      status: { ...worker.pod.status, ...worker.status() },
    }),
  );
  return object;
}

function containerView(
  name: string,
  keeper: ContainerKeeper,
  usage: UsageSampler,
): ContainerView {
  const [current, previous] = keeper.runs;
  const inside = keeper.inside();
  return {
    name,
    current: current && containerRun(current),
    previous: previous && containerRun(previous),
    pids: usage.pids(keeper.usageKey),
    environment: inside?.environment ?? {},
    workingDirectory: inside?.workingDirectory ?? '/',
    namespacePid: inside?.namespacePid,
    stdinPipe: current?.record.stdinPipe,
    usage: inside && usage.usage(keeper.usageKey),
  };
}

function containerRun(run: Run): ContainerRun {
  const { restart, startedAt, finishedAt } = viewOf(run, Date.now());
  return {
    restart,
    startedAt: new Date(startedAt ?? run.record.launchedAt),
    finishedAt: finishedAt === undefined ? undefined : new Date(finishedAt),
    logFile: run.logFile,
  };
}
