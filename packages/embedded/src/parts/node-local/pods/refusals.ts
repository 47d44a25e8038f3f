import { containersOf, type Container, type Pod } from './pod.ts';

/** What of the machine matters for the question whether a pod can be run. */
export interface MachineTraits {
  /** Go's name of the processor, for example `amd64`. */
  readonly architecture: string;
}

/**
 * Why this node cannot run a pod at all, in one sentence, or undefined when it can. What a
 * process without privileges cannot give is refused, never silently left out.
 */
export function refusal(pod: Pod): string | undefined {
  const spec = pod.spec;
  const hostPath = spec?.volumes?.find(volume => volume.hostPath);
  const unknown = spec?.volumes?.find(volume => !hasKnownSource(volume));
  if (spec?.hostNetwork) {
    return 'This node runs pods as plain processes and cannot give hostNetwork.';
  }
  if (spec?.hostPID || spec?.hostIPC) {
    return 'This node runs pods as plain processes and cannot give hostPID or hostIPC.';
  }
  if (spec?.os?.name === 'windows') {
    return 'This node runs Linux programs, and the pod asks for Windows.';
  }
  if (hostPath) {
    return `Volume "${hostPath.name}" asks for hostPath, which this node does not give; use emptyDir, a PersistentVolumeClaim, ConfigMap or Secret.`;
  }
  if (unknown) {
    return `Volume "${unknown.name}" has a source that this node does not know; it knows emptyDir, configMap, secret, projected, downwardAPI, ephemeral and persistentVolumeClaim.`;
  }
  return containersOf(pod)
    .map(({ container }) => containerRefusal(container))
    .find(because => because !== undefined);
}

type Volume = NonNullable<NonNullable<Pod['spec']>['volumes']>[number];

function hasKnownSource(volume: Volume): boolean {
  return Boolean(
    volume.emptyDir ||
      volume.configMap ||
      volume.secret ||
      volume.projected ||
      volume.downwardAPI ||
      volume.persistentVolumeClaim ||
      volume.ephemeral ||
      volume.hostPath,
  );
}

function containerRefusal(container: Container): string | undefined {
  const security = container.securityContext;
  const added = (security?.capabilities?.add ?? []).filter(
    capability => capability !== 'NET_BIND_SERVICE',
  );
  const grpc = [
    container.livenessProbe,
    container.readinessProbe,
    container.startupProbe,
  ].some(probe => probe?.grpc);
  const name = `Container "${container.name}"`;
  if (security?.privileged) {
    return `${name} asks for privileged, which a node of plain processes cannot give.`;
  }
  if (added.length > 0) {
    return `${name} asks for the capabilities ${added.join(
      ', ',
    )}, which a node of plain processes cannot give.`;
  }
  if (container.volumeDevices?.length) {
    return `${name} asks for a block device, which this node does not have.`;
  }
  if (grpc) {
    return `${name} has a gRPC probe, which this node cannot make; use httpGet, tcpSocket or exec.`;
  }
  return undefined;
}

/** Why an image cannot run on this machine, or undefined when it can. */
export function imageRefusal(
  reference: string,
  architecture: string | undefined,
  machine: MachineTraits,
): string | undefined {
  if (!architecture || architecture === machine.architecture) {
    return undefined;
  }
  return `Image "${reference}" is built for ${architecture}, and this machine is ${machine.architecture}.`;
}
