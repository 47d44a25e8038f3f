import { FakeJenkins, sendJson } from '../__testUtils__/FakeJenkins';
import { jenkinsCiServer } from '../JenkinsCiServer';

const branches = 10;
const builds = 200;
const began = 1_900_000_000_000;

/** Jenkins lists the newest once more. */
const buildsOf = <B>(all: B[]) => ({
  allBuilds: all,
  builds: all.slice(0, 20),
});

/** A multibranch job with 2,000 runs, of which one branch runs now. */
function treeWith({ running, newer }: { running: boolean; newer: number }) {
  const jobs = Array.from({ length: branches }, (_, branch) => ({
    _class: 'org.jenkinsci.plugins.workflow.job.WorkflowJob',
    fullName: `shop/web/b${branch}`,
    url: `http://ci.example.com/job/shop/job/web/job/b${branch}/`,
    ...buildsOf(
      Array.from({ length: builds + newer }, (__, index) => {
        const number = builds + newer - index;
        const building = running && branch === 0 && index === 0;
        return {
          number,
          url: `http://ci.example.com/b${branch}/${number}/`,
          result: building ? null : 'SUCCESS',
          building,
          timestamp: began + number * 1_000 - branch,
          duration: 10,
          artifacts: index === 0 ? [{ relativePath: 'out/image.txt' }] : [],
        };
      }),
    ),
  }));
  const url = 'http://ci.example.com/job/shop/job/web/';
  return { fullName: 'shop/web', url, jobs };
}

async function reading(
  running: boolean,
  silent: (url: string, time: number) => boolean = () => false,
  grown = { by: 0 },
) {
  const times = new Map<string, number>();
  const fake = await FakeJenkins.start(({ url = '' }, response) => {
    const [, branch] = /job\/(b\d+)\/wfapi/.exec(url) ?? [];
    const stages = [{ id: '1', name: 'Build', status: 'SUCCESS' }];
    const described = Array.from({ length: 10 }, (_, index) => {
      const paused = running && branch === 'b0' && index === 0;
      const status = paused ? 'PAUSED_PENDING_INPUT' : 'SUCCESS';
      return { id: String(builds - index), status, stages };
    });
    const time = (times.get(url) ?? 0) + 1;
    times.set(url, time);
    if (silent(url, time)) {
      response.writeHead(500).end();
    } else if (url.endsWith('/artifact/out/image.txt')) {
      response.end(`r.example.com/shop/web@sha256:${'0'.repeat(64)}`);
    } else {
      const tree = treeWith({ running, newer: grown.by });
      sendJson(response, branch ? described : tree);
    }
  });
  const { baseUrl } = fake;
  const config = { baseUrl, username: 'portal', apiToken: 'x' };
  return { fake, ci: jenkinsCiServer(config, 60) };
}

describe('a page of 500 of 2,000 runs', () => {
  it('costs two requests, and tells the newest of all branches', async () => {
    const { ci, fake } = await reading(false);
    const page = await ci.runs('shop/web', { offset: 100, limit: 500 });
    await fake.stop();
    expect(fake.asked.length).toBeLessThanOrEqual(2);
    expect(decodeURIComponent(fake.asked[0] ?? '')).toContain('{0,601}');
    expect(page.runs).toHaveLength(500);
    expect(page.more).toBe(true);
    expect(page.runs[0]).toMatchObject({ branch: 'b0', number: 190 });
  });

  it('asks in full only for what is new, and tells the same', async () => {
    const { ci, fake } = await reading(false);
    const first = { offset: 0, limit: 500 };
    const told = await ci.runs('shop/web', first);
    const again = await ci.runs('shop/web', first);
    await fake.stop();
    const trees = fake.asked
      .filter(url => url.includes('tree='))
      .map(url => decodeURIComponent(url));
    expect(trees).toEqual([
      expect.not.stringContaining('],builds['),
      expect.stringMatching(
        /,builds\[number.*\]{0,20},allBuilds\[[^[\]]+\]{0,501}/,
      ),
    ]);
    const plain = ({ runs }: typeof told) =>
      runs.map(({ stages: _, ...run }) => run);
    expect(plain(again)).toEqual(plain(told));
  });

  it.each([
    ['what is new, where that is little', 5],
    ['the whole page, where more is new than was told', 25],
  ])('costs two requests again, and tells %s', async (_, newer) => {
    const grown = { by: 0 };
    const { ci, fake } = await reading(false, undefined, grown);
    const first = { offset: 0, limit: 500 };
    await ci.runs('shop/web', first);
    const asked = fake.asked.length;
    grown.by = newer;
    const { runs } = await ci.runs('shop/web', first);
    await fake.stop();
    expect(fake.asked.length - asked).toBeLessThanOrEqual(2);
    expect(runs).toHaveLength(500);
    expect(runs[0]).toMatchObject({ branch: 'b0', number: builds + newer });
    expect(
      new Set(runs.map(({ branch, number }) => `${branch} ${number}`)).size,
    ).toBe(500);
  });

  it('asks for the stages of another branch each time, until all are known', async () => {
    const { ci, fake } = await reading(false);
    const first = { offset: 0, limit: 500 };
    for (let time = 0; time < branches; time += 1) {
      await ci.runs('shop/web', first);
    }
    const known = await ci.runs('shop/web', first);
    await fake.stop();
    expect(fake.asked).toHaveLength(2 * branches + 2);
    const described = known.runs.filter(({ stages }) => stages);
    expect(described).toHaveLength(10 * branches);
  });

  it('asks for an image each time when all stages are known', async () => {
    const { ci, fake } = await reading(false);
    const first = { offset: 0, limit: 500 };
    for (let time = 0; time < 2 * branches; time += 1) {
      await ci.runs('shop/web', first);
    }
    const asked = fake.asked.length;
    const known = await ci.runs('shop/web', first);
    await fake.stop();
    expect(fake.asked).toHaveLength(asked + 1);
    const images = known.runs.filter(({ image }) => image);
    expect(images.map(({ number }) => number)).toEqual(
      Array.from({ length: branches }, () => builds),
    );
  });

  it.each<[string, (url: string, time: number) => boolean]>([
    [
      'the stages of a branch are never told',
      url => url.includes('/b3/wfapi/'),
    ],
    [
      'an image cannot be read the first time',
      (url, time) => url.includes('image.txt') && time === 1,
    ],
  ])('learns all that can be known though %s', async (_, silent) => {
    const { ci, fake } = await reading(false, silent);
    const first = { offset: 0, limit: 500 };
    for (let time = 0; time < 4 * branches; time += 1) {
      await ci.runs('shop/web', first);
    }
    const { runs } = await ci.runs('shop/web', first);
    await fake.stop();
    const neverTold = silent('/b3/wfapi/', 1);
    expect(runs.filter(({ image }) => image)).toHaveLength(branches);
    expect(runs.filter(({ stages }) => stages)).toHaveLength(
      10 * (neverTold ? branches - 1 : branches),
    );
  });

  it('tells of a run that goes on that it waits for an answer', async () => {
    const { ci, fake } = await reading(true);
    const { runs } = await ci.runs('shop/web', { offset: 0, limit: 500 });
    await fake.stop();
    expect(fake.asked).toHaveLength(2);
    expect(runs[0]).toMatchObject({
      branch: 'b0',
      number: builds,
      state: 'waiting-for-input',
    });
  });

  it('learns of the others though one branch always runs', async () => {
    const { ci, fake } = await reading(true);
    const first = { offset: 0, limit: 500 };
    for (let time = 0; time < 3 * 2 * branches; time += 1) {
      await ci.runs('shop/web', first);
    }
    const { runs } = await ci.runs('shop/web', first);
    await fake.stop();
    expect(runs.filter(({ stages }) => stages)).toHaveLength(10 * branches);
    expect(runs.filter(({ image }) => image)).toHaveLength(branches - 1);
  }, 120_000);
});
