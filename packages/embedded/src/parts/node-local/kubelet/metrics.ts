import type {
  ContainerView,
  NodeDirectory,
  PodView,
  Usage,
} from './directory.ts';

interface Sample {
  readonly labels: Readonly<Record<string, string>>;
  readonly value: number;
  readonly at?: Date;
}

const NANO = 1e9;

/**
 * The kubelet's `/metrics/resource` in Prometheus' text format: processor time and
 * memory of the node, of each pod and of each running container.
 */
export function resourceMetrics(directory: NodeDirectory): string {
  const pods = directory.pods();
  const containers = pods.flatMap(pod => runningContainers(pod));
  const node = directory.nodeUsage();
  const measuredPods = pods.flatMap(pod => podSample(pod));
  const family = metricFamily;
  return [
    family('container_cpu_usage_seconds_total', 'counter', containers.map(cpu)),
    family(
      'container_memory_working_set_bytes',
      'gauge',
      containers.map(memory),
    ),
    family('container_start_time_seconds', 'gauge', containers.map(start)),
    family('node_cpu_usage_seconds_total', 'counter', nodeSample(node, cpu)),
    family('node_memory_working_set_bytes', 'gauge', nodeSample(node, memory)),
    family('pod_cpu_usage_seconds_total', 'counter', measuredPods.map(cpu)),
    family('pod_memory_working_set_bytes', 'gauge', measuredPods.map(memory)),
    family('resource_scrape_error', 'gauge', [
      { labels: {}, value: node ? 0 : 1 },
    ]),
  ].join('');
}

/** What a pod uses: the sum of its measured containers, as old as the oldest of them. */
export function podUsage(pod: PodView): Usage | undefined {
  const usages = pod.containers.flatMap(container => container.usage ?? []);
  if (usages.length === 0) return undefined;
  const times = (pick: (usage: Usage) => Date) =>
    usages.map(usage => +pick(usage));
  return {
    cpuNanoseconds: usages.reduce(
      (sum, usage) => sum + usage.cpuNanoseconds,
      0,
    ),
    workingSetBytes: usages.reduce(
      (sum, usage) => sum + usage.workingSetBytes,
      0,
    ),
    startedAt: new Date(Math.min(...times(usage => usage.startedAt))),
    sampledAt: new Date(Math.min(...times(usage => usage.sampledAt))),
  };
}

interface Measured {
  readonly labels: Readonly<Record<string, string>>;
  readonly usage: Usage;
}

function runningContainers(pod: PodView): Measured[] {
  return pod.containers.flatMap((container: ContainerView) =>
    container.usage
      ? {
          labels: { container: container.name, ...podLabels(pod) },
          usage: container.usage,
        }
      : [],
  );
}

function podSample(pod: PodView): Measured[] {
  const usage = podUsage(pod);
  return usage ? [{ labels: podLabels(pod), usage }] : [];
}

function nodeSample(
  usage: Usage | undefined,
  pick: (measured: Measured) => Sample,
): Sample[] {
  return usage ? [pick({ labels: {}, usage })] : [];
}

function podLabels(pod: PodView): Record<string, string> {
  const { namespace = '', name = '' } = pod.object.metadata ?? {};
  return { namespace, pod: name };
}

function cpu({ labels, usage }: Measured): Sample {
  return { labels, value: usage.cpuNanoseconds / NANO, at: usage.sampledAt };
}

function memory({ labels, usage }: Measured): Sample {
  return { labels, value: usage.workingSetBytes, at: usage.sampledAt };
}

function start({ labels, usage }: Measured): Sample {
  return { labels, value: usage.startedAt.getTime() / 1000 };
}

function metricFamily(
  name: string,
  type: string,
  samples: readonly Sample[],
): string {
  const lines = samples.map(({ labels, value, at }) => {
    const pairs = Object.entries(labels).map(
      ([key, text]) => `${key}="${escape(text)}"`,
    );
    const set = pairs.length > 0 ? `{${pairs.join(',')}}` : '';
    return `${name}${set} ${value}${at ? ` ${at.getTime()}` : ''}\n`;
  });
  return `# TYPE ${name} ${type}\n${lines.join('')}`;
}

function escape(text: string): string {
  return text.replace(/\\/g, '\\\\').replace(/"/g, '\\"').replace(/\n/g, '\\n');
}
