import { isDeepStrictEqual } from 'node:util';
import type { Change, LiveOutput } from '@pilothouse/plugin-platform-common';
import { applyPatch, deepClone } from 'fast-json-patch';
import { until } from './kube/testing/until';
import { Wire } from './kube/testing/Wire';
import { Reading } from './__testUtils__/replica/Reading';
import { Replica } from './__testUtils__/replica/Replica';
import { Workshop } from './__testUtils__/replica/Workshop';

jest.setTimeout(300_000);

type Service = LiveOutput<'deployments.service'>;

const patienceMs = 120_000;
const asked = { entityRef: 'component:default/writer' };
const wait = <T>(ask: () => T | Promise<T>, holds?: (value: T) => boolean) =>
  until(ask, holds, patienceMs);

describe('two processes that share nothing but the cluster', () => {
  const workshop = new Workshop('replicas-test');
  const { target } = workshop;
  const replicas: Replica[] = [];

  const serviceOf = (replica: Replica): Promise<Service> =>
    replica.client.deployments.service(asked);
  const placementIn = ({ placements }: Service) => Object.values(placements)[0];
  const podsOf = async (replica: Replica) =>
    placementIn(await serviceOf(replica))?.pods ?? [];
  /** Every pod runs and none is left of what an earlier test took down. */
  const isSettled = async (replica: Replica) => {
    const pods = await podsOf(replica);
    const { spec } = await workshop.deployment();
    return pods.length === spec?.replicas && pods.every(({ ready }) => ready);
  };
  beforeAll(() => workshop.open());
  beforeEach(async () => {
    for (let at = 0; at < 2; at += 1) {
      if (!replicas[at]?.isRunning) {
        replicas[at] = await Replica.start(workshop.settings);
      }
    }
    for (const replica of replicas) {
      await wait(() => isSettled(replica));
    }
  });
  afterAll(async () => {
    for (const replica of replicas) await replica.kill();
    await workshop.close();
  });

  /** Without when each of them last heard the cluster. */
  const shownBy = async (replica: Replica) => {
    const { clusters, placements } = await serviceOf(replica);
    const known = clusters.map(({ name, knowledge: { kind } }) => [name, kind]);
    return { known, placements };
  };
  const change = async (replica: Replica, wanted: Change) => {
    const { precondition } = await replica.client.deployments.preview({
      target,
      change: wanted,
    });
    return replica.client.deployments.apply({
      target,
      change: wanted,
      precondition,
      takeOver: true,
    });
  };
  const otherCount = async () =>
    (await workshop.deployment()).spec?.replicas === 1 ? 2 : 1;

  /** What somebody sees who looks at the service, until they leave. */
  const look = (replica: Replica) => {
    const leave = new AbortController();
    const seen: { value?: Service; patches: number } = { patches: 0 };
    const follow = async () => {
      const views = [{ id: 'v', query: 'deployments.service', input: asked }];
      const { signal } = leave;
      const events = await replica.client.live.open({ views }, { signal });
      for await (const event of events) {
        if (event.kind === 'value') seen.value = event.value as Service;
        if (event.kind === 'patch') {
          const before = deepClone(seen.value);
          seen.value = applyPatch(before, [...event.operations]).newDocument;
          seen.patches += 1;
        }
      }
      return 'ended' as const;
    };
    const ended = follow().catch(() =>
      leave.signal.aborted ? ('left' as const) : ('broken' as const),
    );
    return { seen, ended, leave: () => leave.abort() };
  };
  const desiredIn = ({ value }: { value?: Service }) =>
    value && placementIn(value)?.replicas.desired;

  it('answer alike, see live what was written through the other, and go on alone', async () => {
    const [first, second] = replicas;
    await wait(async () =>
      isDeepStrictEqual(await shownBy(first), await shownBy(second)),
    );
    const { seen, leave } = look(second);
    await wait(() => desiredIn(seen) !== undefined);

    const wanted = await otherCount();
    await change(first, { kind: 'scale', replicas: wanted });
    await wait(() => desiredIn(seen) === wanted);
    expect(seen.patches).toBeGreaterThan(0);

    await first.kill();
    const again = await otherCount();
    await change(second, { kind: 'scale', replicas: again });
    await wait(() => desiredIn(seen) === again);
    leave();
  });

  it('show in a view that was open through an hour of churn what one opened anew shows', async () => {
    const { seen, leave } = look(replicas[0]);
    await wait(() => desiredIn(seen) !== undefined);
    for (let minute = 0; minute < 60; minute += 1) {
      const wanted = minute % 3 === 0 ? 2 : 1;
      await workshop.patch({
        metadata: { annotations: { 'churn-test/minute': `${minute}` } },
        spec: {
          replicas: wanted,
          ...(minute % 20 === 10 && {
            template: { metadata: { annotations: { minute: `${minute}` } } },
          }),
        },
      });
      // What comes close together is told as one, and could cancel out.
      await wait(() => desiredIn(seen) === wanted);
    }
    await workshop.patch({ spec: { replicas: 1 } });
    await wait(() => desiredIn(seen) === 1);
    for (const replica of replicas) {
      await wait(async () => {
        const { placements } = await serviceOf(replica);
        const rollout = placementIn({ placements } as Service)?.replicas;
        return (
          rollout?.ready === 1 &&
          isDeepStrictEqual(seen.value?.placements, placements)
        );
      });
    }
    expect(seen.patches).toBeGreaterThan(10);
    leave();
  });

  it('let a log be read on behind the last line after one was killed', async () => {
    const [first, second] = replicas;
    const reading = new Reading(target);
    const broken = reading.by(first);
    await wait(() => reading.count > 30);
    await first.kill();
    expect(await broken).toBe('broken');

    const before = reading.count;
    const left = reading.by(second);
    await wait(() => reading.count > before + 30);
    reading.leave();
    expect(await left).toBe('left');
    for (const [pod, lines] of reading.lines) {
      const log = await workshop.logOf(pod);
      const from = log.indexOf(lines[0]);
      expect(lines).toEqual(log.slice(from, from + lines.length));
    }
    expect(reading.gaps).toEqual([]);
  });

  it.each([
    { moment: 'was announced', outcomes: [true, false] },
    { moment: 'was seen in the cluster', outcomes: [true] },
  ])(
    'leave a change wholly made or not made, and to be seen, when one is killed as it $moment',
    async ({ moment, outcomes }) => {
      const [first, second] = replicas;
      const before = await workshop.deployment();
      const wanted = await otherCount();
      const { seen, leave } = look(second);
      await wait(() => desiredIn(seen) !== undefined);
      const announced = () =>
        first.log.split('\n').filter(line => line.includes('workload-change'));
      const earlier = announced().length;

      const ordered = change(first, { kind: 'scale', replicas: wanted }).then(
        () => 'answered',
        () => 'unanswered',
      );
      await wait(
        moment === 'was announced'
          ? () => announced().length > earlier
          : () => desiredIn(seen) === wanted,
      );
      await first.kill();
      await ordered;

      expect(announced().length).toBeGreaterThan(earlier);
      const after = await workshop.deployment();
      const made = after.spec?.replicas === wanted;
      // A template is never touched, and the generation tells of one change at most.
      expect(after.spec).toEqual({
        ...before.spec,
        replicas: made ? wanted : before.spec?.replicas,
      });
      expect(after.metadata?.generation).toBe(
        (before.metadata?.generation ?? 0) + (made ? 1 : 0),
      );
      expect(outcomes).toContain(made);

      // Whoever looks sees what came of it, by the other and by one that starts anew.
      replicas[0] = await Replica.start(workshop.settings);
      for (const replica of replicas) {
        await wait(
          async () =>
            placementIn(await serviceOf(replica))?.replicas.desired ===
            after.spec?.replicas,
        );
      }
      leave();
    },
  );

  it('finish a change that is under way when told to end, answer it, and end', async () => {
    const { cluster } = workshop.settings;
    const wire = await Wire.to(cluster.url);
    const apart = { ...cluster, url: wire.url };
    const ending = await Replica.start({
      ...workshop.settings,
      cluster: apart,
    });
    try {
      await wait(async () => (await podsOf(ending)).length > 0);
      const view = look(ending);
      await wait(() => desiredIn(view.seen) !== undefined);
      const wanted = await otherCount();
      const { precondition } = await ending.client.deployments.preview({
        target,
        change: { kind: 'scale', replicas: wanted },
      });

      wire.hold();
      let answered = false;
      const ordered = ending.client.deployments
        .apply({
          target,
          change: { kind: 'scale', replicas: wanted },
          precondition,
          takeOver: true,
        })
        .then(answer => {
          answered = true;
          return answer;
        });
      ordered.catch(() => {});
      await wait(() => ending.log.includes('workload-change'));
      ending.terminate();
      await wait(
        () => ending.probe('readiness'),
        status => status === 503,
      );
      const code = ending.finish();
      // It lets go of those who only look, and of nothing else.
      expect(await view.ended).toBe('ended');
      expect(answered).toBe(false);
      expect(ending.isRunning).toBe(true);

      wire.release();
      const { resourceVersion } = await ordered;
      expect(await code).toBe(0);
      const { metadata, spec } = await workshop.deployment();
      expect(resourceVersion).toBeDefined();
      expect(spec?.replicas).toBe(wanted);
      expect(metadata?.generation).toBeGreaterThan(1);
    } finally {
      await ending.kill();
      await wire.close();
    }
  });

  it('are not ready first when told to end, then tell readers to go on elsewhere, and end', async () => {
    const [first, second] = replicas;
    const view = look(first);
    const reading = new Reading(target);
    const tail = reading.by(first);
    await wait(() => desiredIn(view.seen) !== undefined && reading.count > 10);

    first.terminate();
    await wait(
      () => first.probe('readiness'),
      status => status === 503,
    );
    expect(await first.probe('liveness')).toBe(200);
    // It goes on for those who have not noticed.
    const before = reading.count;
    await wait(() => reading.count > before);
    expect(placementIn(await serviceOf(first))).toBeDefined();

    const code = first.finish();
    expect(await view.ended).toBe('ended');
    expect(await tail).toBe('ended');
    expect(await code).toBe(0);
    expect(await second.probe('readiness')).toBe(200);

    const told = reading.count;
    const left = reading.by(second);
    await wait(() => reading.count > told + 10);
    reading.leave();
    await left;
    expect(reading.gaps).toEqual([]);
  });
});
