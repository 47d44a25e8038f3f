import { FakeJenkins, sendJson } from './__testUtils__/FakeJenkins';
import { jenkinsCiServer } from './JenkinsCiServer';

const job = 'http://ci.example.com/job/shop/job/web/job/main/';
const remote = 'https://git.example.com/shop/web.git';
const sha = '9f3c1e0b7a2d4c6e8f1a3b5c7d9e0f2a4b6c8d0e';
const build = {
  number: 1,
  url: `${job}1/`,
  result: null,
  building: true,
  timestamp: 1_900_000_000_000,
  actions: [{ lastBuiltRevision: { SHA1: sha }, remoteUrls: [remote] }],
  artifacts: [{ relativePath: 'out/report.html' }],
};
const stages = {
  id: '1',
  name: '#1',
  status: 'PAUSED_PENDING_INPUT',
  startTimeMillis: 1_900_000_000_000,
  stages: [],
};

function answerOf(url: string): unknown {
  if (url.includes('pendingInputActions'))
    return [{ id: 'Go', message: 'Release it?', inputs: [] }];
  if (url.includes('/wfapi/')) return stages;
  if (url.includes('/1/api/json')) return build;
  return { fullName: 'shop/web/main', url: job, allBuilds: [build] };
}

/** All addresses that the portal tells of a job and its run. */
async function linksOf(hasPages?: boolean) {
  const fake = await FakeJenkins.start(({ url = '' }, response) =>
    sendJson(response, answerOf(url)),
  );
  const { baseUrl } = fake;
  const account = { username: 'portal', apiToken: 'x' };
  const ci = jenkinsCiServer({ baseUrl, ...account, hasPages });
  const name = 'shop/web/main';
  const page = await ci.runs(name, { offset: 0, limit: 5 });
  const run = await ci.run({ job: name, number: 1 });
  await fake.stop();
  return {
    job: page.url,
    rows: page.runs.map(({ url }) => url),
    run: run.url,
    inputs: run.inputs.map(({ url }) => url),
    artifacts: run.artifacts.map(({ path, url }) => [path, url]),
    commit: run.commit?.url,
  };
}

const commit = `https://git.example.com/shop/web/commit/${sha}`;

it.each([undefined, true])(
  'leads to the pages of Jenkins where people can open them: %s',
  async hasPages => {
    expect(await linksOf(hasPages)).toEqual({
      job,
      rows: [build.url],
      run: build.url,
      inputs: [`${build.url}input/`],
      artifacts: [['out/report.html', `${build.url}artifact/out/report.html`]],
      commit,
    });
  },
);

it('leads nobody to pages that they cannot open, and tells all else', async () => {
  expect(await linksOf(false)).toEqual({
    job: undefined,
    rows: [undefined],
    run: undefined,
    inputs: [undefined],
    artifacts: [['out/report.html', undefined]],
    commit,
  });
});
