import { tailRequestSchema } from '@pilothouse/plugin-platform-common';
import { target, TailBench, time } from './__testUtils__/TailBench';
import type { ToldOf } from './events';
import { Intake } from './Intake';

const pods = 60;
const linesOfPod = 60;
const text = 'x'.repeat(10_000);
const lineWeight = text.length + 200;

function intakeOf({ kube, logs }: TailBench): Intake {
  const reader = { user: 'lin', groups: [] };
  return new Intake(
    { kube, logs, reader },
    tailRequestSchema.parse({ target, tailLines: linesOfPod }),
  );
}

const isEnd = ({ told }: ToldOf) => told.kind === 'ended';

/** Waits until nothing is read any longer. */
async function atRest({ merge }: Intake): Promise<void> {
  for (let weight = -1, calm = 0; calm < 100; ) {
    await new Promise(resolve => setImmediate(resolve));
    calm = merge.weight === weight ? calm + 1 : 0;
    weight = merge.weight;
  }
}

describe('Intake', () => {
  it('keeps nothing of pods that came and went', async () => {
    const bench = new TailBench();
    bench.pod('web-0').write(time(1), text);
    const intake = intakeOf(bench);
    for (let pod = 1; pod <= pods; pod += 1) {
      const run = bench.pod(`web-${pod}`);
      run.write(time(pod), text);
      const told: ToldOf[] = [];
      while (!told.some(isEnd)) {
        await intake.news.wait(100);
        told.push(...intake.take(Date.now(), 256 * 1024));
        if (run.readers > 0) bench.removePod(`web-${pod}`);
      }
    }
    await atRest(intake);
    expect(intake.merge.sources).toBe(1);
    intake.close();
  });

  it('keeps no more of many pods than of a few, and tells all in order', async () => {
    const bench = new TailBench();
    for (let pod = 0; pod < pods; pod += 1) {
      const run = bench.pod(`web-${pod}`);
      for (let n = 0; n < linesOfPod; n += 1) {
        run.write(time(n * pods + pod), text);
      }
      run.end();
    }
    const intake = intakeOf(bench);
    const times: string[] = [];
    while (times.length < pods * linesOfPod) {
      await atRest(intake);
      expect(intake.merge.weight).toBeLessThan(
        16 * 1024 * 1024 + pods * lineWeight,
      );
      intake.take(Date.now(), 256 * 1024).forEach(({ told }) => {
        times.push(told.kind === 'line' ? told.at : '');
      });
    }
    intake.close();
    expect(times).toEqual(times.toSorted());
  });
});
