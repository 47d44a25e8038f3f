import { earliest, firstSeen } from '../moments';
import { eventsOf, inContainers, unreadySince } from './containers';

/** No registry was asked for it. */
const INVALID = 'InvalidImageName';

const REASONS = new Set([
  'ErrImagePull',
  'ImagePullBackOff',
  'ErrImageNeverPull',
  'ImageInspectError',
  INVALID,
  'RegistryUnavailable',
  'SignatureValidationFailed',
]);

/** What is put before the words of the registry on their way. */
const WRAPPING =
  /^(?:Error: |ErrImagePull: |Failed to pull image "[^"]*": |Back-off pulling image "[^"]*"(?:: )?|rpc error: code = \w+ desc = |failed to pull and unpack image "[^"]*": |failed to resolve (?:reference|image)(?: "[^"]*")?: )/;

/** Images that a node cannot have. */
export const findImagePulls = inContainers(
  ({ spec, state: { waiting } }, around) => {
    if (!REASONS.has(waiting?.reason ?? '')) return undefined;
    const image = spec.image ?? '';
    const failures = eventsOf(around, spec.name).filter(
      ({ reason }) => reason === 'Failed',
    );
    const words = [waiting?.message, ...failures.map(event => event.message)];
    return {
      facts: {
        kind: 'image-pull',
        container: spec.name,
        image,
        said:
          words.map(unwrap).find(said => said !== '') ??
          (waiting?.reason === INVALID ? INVALID : undefined),
      },
      blocking: true,
      since: earliest([...failures.map(firstSeen), unreadySince(around.pod)]),
      raw: words.find(said => said && unwrap(said) !== '') ?? waiting?.message,
    };
  },
);

function unwrap(said = ''): string {
  const bare = said.replace(WRAPPING, '').trim();
  if (bare !== said.trim()) return unwrap(bare);
  return REASONS.has(bare) ? '' : bare;
}
