import type { PodTemplateSpec } from 'kubernetes-types/core/v1';

const VERSION = 'app.kubernetes.io/version';
const ALGORITHM = 'sha256:';
/** As many characters as people are used to of commits, after the name of the algorithm. */
const SHORT_DIGEST = [ALGORITHM.length, ALGORITHM.length + 7] as const;
const MAIN_CONTAINER = 'kubectl.kubernetes.io/default-container';

/** The tag of an image reference; none where there is only a digest. */
export function tagOf(image: string): string | undefined {
  const [name] = image.split('@');
  const last = name.slice(name.lastIndexOf('/') + 1);
  const colon = last.indexOf(':');
  return colon < 0 ? undefined : last.slice(colon + 1);
}

/** The container that the workload is about. */
export function mainContainerOf({ metadata, spec }: PodTemplateSpec) {
  const named = metadata?.annotations?.[MAIN_CONTAINER];
  const containers = spec?.containers ?? [];
  return containers.find(({ name }) => name === named) ?? containers[0];
}

/**
 * The version that a pod template is of: its label, else the tag of its image. `kubectl
 * set image` leaves the label as it was, so that an image that is not named after the label
 * is told with it.
 */
export function versionOf(template: PodTemplateSpec): string | undefined {
  const label = template.metadata?.labels?.[VERSION];
  const image = mainContainerOf(template)?.image ?? '';
  const tag = tagOf(image);
  if (!label) return tag;
  const build = tag ?? digestOf(image)?.slice(...SHORT_DIGEST);
  if (!build || withoutPrefix(build) === withoutPrefix(label)) return label;
  return withoutPrefix(build).startsWith(`${withoutPrefix(label)}-`)
    ? build
    : `${label} (${build})`;
}

function withoutPrefix(version: string): string {
  return version.replace(/^v(?=\d)/, '');
}

/** `sha256:…` of what a node says that it runs. */
export function digestOf(imageId: string | undefined): string | undefined {
  return /sha256:[0-9a-f]{64}/.exec(imageId ?? '')?.[0];
}
