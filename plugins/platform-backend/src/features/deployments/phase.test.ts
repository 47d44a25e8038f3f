import type { Pod } from 'kubernetes-types/core/v1';
import { fixture } from './__testUtils__/scene';
import { phaseOf } from './phase';

const podOf = (name: string, at = 0) => fixture(name).pods![at];
const changed = (
  name: string,
  change: Partial<Pod['status'] & object>,
): Pod => {
  const pod = podOf(name);
  return { ...pod, status: { ...pod.status, ...change } };
};
const init = (state: object, more: object = {}): Pod => ({
  spec: {
    initContainers: [{ name: 'prepare', ...more }],
    containers: [{ name: 'app' }],
  },
  status: {
    phase: 'Pending',
    initContainerStatuses: [
      {
        name: 'prepare',
        image: '',
        imageID: '',
        ready: false,
        restartCount: 0,
        state,
      },
    ],
  },
});

it.each([
  ['CrashLoopBackOff', podOf('crash-loop')],
  ['ImagePullBackOff', podOf('image-pull')],
  ['CreateContainerConfigError', podOf('no-key')],
  ['ContainerCreating', podOf('no-secret-to-mount')],
  ['Pending', podOf('no-node-with-cpu')],
  ['Running', podOf('readiness-probe')],
  [
    'Terminating',
    fixture('held-by-finalizer').pods!.find(
      pod => pod.metadata?.deletionTimestamp,
    )!,
  ],
  [
    'Evicted',
    changed('no-node-with-cpu', { phase: 'Failed', reason: 'Evicted' }),
  ],
  ['Init:0/1', init({ running: {} })],
  ['Init:ImagePullBackOff', init({ waiting: { reason: 'ImagePullBackOff' } })],
  ['Init:Error', init({ terminated: { exitCode: 1, reason: 'Error' } })],
  ['Init:ExitCode:2', init({ terminated: { exitCode: 2 } })],
  ['Pending', init({ terminated: { exitCode: 0 } })],
])('%s as kubectl says it', (word, pod) => {
  expect(phaseOf(pod)).toBe(word);
});
