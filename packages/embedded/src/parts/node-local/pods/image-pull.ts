import {
  parseReference,
  type Image,
  type ImageSource,
  type PullWish,
} from '../images/source.ts';
import { ConfigError } from './config-error.ts';
import { imageRefusal, type MachineTraits } from './refusals.ts';

/** @throws ConfigError with the reason that stands in the container's status */
export async function pullImage(
  text: string,
  wish: PullWish,
  images: ImageSource,
  machine: MachineTraits,
): Promise<Image> {
  const reference = parseReference(text);
  if (!reference) {
    throw new ConfigError(
      `"${text}" is not an image reference. Write [registry/]repository[:tag][@sha256:digest], the repository in lower case.`,
      'InvalidImageName',
    );
  }
  const image = await images.pull(reference, wish).catch((error: unknown) => {
    const because = error instanceof Error ? error.message : String(error);
    throw new ConfigError(because, 'ErrImagePull');
  });
  if (!image) {
    const known = (await images.known()).join(', ');
    throw new ConfigError(
      `Image "${text}" is not among the images of this node, which pulls from no registry but this platform's own. What it can run: ${known}`,
      wish.policy === 'Never' ? 'ErrImageNeverPull' : 'ErrImagePull',
    );
  }
  const because = imageRefusal(text, image.config.architecture, machine);
  if (because) {
    throw new ConfigError(because, 'ErrImagePull');
  }
  return image;
}

/** Reason that is shown while a failed pull waits for its next try. */
export function waitingReason(reason: string): string {
  return reason === 'ErrImagePull' ? 'ImagePullBackOff' : reason;
}
