import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { fixture, judged, type Objects } from './__testUtils__/scene';

/**
 * The same after its controller has begun the deadline anew, as it does when a pod becomes
 * ready: after a restart of the API server, say.
 */
function withNewDeadline(objects: Objects): Objects {
  return {
    ...objects,
    deployments: objects.deployments?.map(deployment => ({
      ...deployment,
      status: {
        ...deployment.status,
        conditions: deployment.status?.conditions?.map(condition =>
          condition.reason === 'ProgressDeadlineExceeded'
            ? { ...condition, status: 'True', reason: 'ReplicaSetUpdated' }
            : condition,
        ),
      },
    })),
  };
}

const names = readdirSync(join(__dirname, 'causes', 'fixtures'))
  .map(file => file.replace('.json', ''))
  .filter(name => {
    const objects = fixture(name);
    return JSON.stringify(withNewDeadline(objects)) !== JSON.stringify(objects);
  });

it('is missed in some of what real clusters said', () => {
  expect(names).toEqual(
    expect.arrayContaining(['half-rolled-out', 'readiness-probe']),
  );
});

describe.each(names)('a deadline that %s missed', name => {
  it('makes it no better to be begun anew', () => {
    const { status, since, causes } = judged(fixture(name));
    const again = judged(withNewDeadline(fixture(name)));
    expect(again).toMatchObject({ status, since });
    const isDeadline = (cause: unknown) =>
      JSON.stringify(cause).includes('deadline-exceeded');
    expect(again.causes).toEqual(causes.filter(each => !isDeadline(each)));
  });
});
