import { judged, around, fixture } from '../__testUtils__/scene';
import type { Objects } from '../__testUtils__/scene';
import { findImagePulls } from './image-pull';

/** The same pod on a node that says something else. */
function saying(reason: string, message?: string, event?: string): Objects {
  const objects = fixture('image-pull');
  const [pod] = objects.pods ?? [];
  const [status] = pod.status?.containerStatuses ?? [];
  const waiting = { reason, message };
  const [failed] = (objects.events ?? []).filter(
    one => one.reason === 'Failed',
  );
  return {
    ...objects,
    events: event ? [{ ...failed, message: event }] : [],
    pods: [
      {
        ...pod,
        status: {
          ...pod.status,
          containerStatuses: [{ ...status, state: { waiting } }],
        },
      },
    ],
  };
}

const back = 'Back-off pulling image "shop/web:9.9.9"';
const unpack =
  'rpc error: code = NotFound desc = failed to pull and unpack image "registry.example/shop/web:9.9.9": failed to resolve reference "registry.example/shop/web:9.9.9": ';
const notFound = 'registry.example/shop/web:9.9.9: not found';

describe('an image that cannot be pulled', () => {
  it('is told with the words of the node and before the deadline', () => {
    expect(judged(fixture('image-pull'))).toEqual({
      status: 'failed',
      since: '2026-11-22T03:14:10Z',
      causes: [
        [
          'failed',
          1,
          {
            kind: 'image-pull',
            pod: 'pullfail-857847d995-gztb8',
            container: 'app',
            image: 'shop/web:9.9.9',
            said: expect.stringMatching(
              /^Image "shop\/web:9.9.9" is not among the images of this node/,
            ),
          },
        ],
        ['failed', 1, { kind: 'deadline-exceeded', deadlineSeconds: 60 }],
      ],
    });
  });

  it.each([
    [
      'ImagePullBackOff',
      `${back}: ErrImagePull: ${unpack}${notFound}`,
      undefined,
      notFound,
    ],
    ['ErrImagePull', `${unpack}${notFound}`, undefined, notFound],
    [
      'ImagePullBackOff',
      back,
      `Failed to pull image "shop/web:9.9.9": ${unpack}${notFound}`,
      notFound,
    ],
    ['ImagePullBackOff', back, 'Error: ImagePullBackOff', undefined],
    ['ImagePullBackOff', back, undefined, undefined],
    [
      'ErrImageNeverPull',
      'Container image "shop/web:9.9.9" is not present with pull policy of Never',
      undefined,
      'Container image "shop/web:9.9.9" is not present with pull policy of Never',
    ],
    ['InvalidImageName', 'InvalidImageName', undefined, 'InvalidImageName'],
    [
      'InvalidImageName',
      'Failed to apply default image tag "UP:1": couldn\'t parse image name "UP:1": invalid reference format',
      undefined,
      'Failed to apply default image tag "UP:1": couldn\'t parse image name "UP:1": invalid reference format',
    ],
  ])('%s: %s', (reason, message, event, said) => {
    const [finding] = findImagePulls(around(saying(reason, message, event)));
    expect(finding.facts).toMatchObject({ kind: 'image-pull', said });
  });
});
