import type { CiServer } from '@pilothouse/plugin-platform-node';
import { FakeJenkins, sendJson } from '../__testUtils__/FakeJenkins';
import { jenkinsCiServer } from '../JenkinsCiServer';

const run = { job: 'shop/web/main', number: 1 };
const own = '/job/shop/job/web/job/main';
const input = { id: 'Go', message: 'Release it?', proceedText: 'Yes' };

/** A run that asks, with what the object API tells of it. */
async function asking<T>(
  told: { build?: object; job?: object },
  ask: (ci: CiServer) => Promise<T>,
) {
  const fake = await FakeJenkins.start(({ method, url = '' }, response) => {
    const { pathname } = new URL(url, 'http://x');
    if (method === 'POST') response.writeHead(201).end();
    else if (pathname.endsWith('/pendingInputActions')) {
      sendJson(response, [input]);
    } else if (pathname === `${own}/api/json`) {
      sendJson(response, { buildable: true, ...told.job });
    } else if (pathname === `${own}/1/api/json`) {
      const url1 = `http://ci.example.com${own}/1/`;
      const build = { number: 1, url: url1, timestamp: 1_900_000_000_000 };
      sendJson(response, { ...build, building: true, ...told.build });
    } else {
      const status = 'PAUSED_PENDING_INPUT';
      sendJson(response, { id: '1', status, stages: [] });
    }
  });
  const account = { username: 'portal', apiToken: 'x' };
  const ci = jenkinsCiServer({ ...account, baseUrl: fake.baseUrl }, 60);
  try {
    const answer = await ask(ci).catch(error => error);
    return { answer, posts: fake.asked.filter(each => /^POST/.test(each)) };
  } finally {
    await fake.stop();
  }
}

const askedOf = (submitter: string | null) => ({
  build: {
    actions: [{}, null, { executions: [{ id: 'Go', input: { submitter } }] }],
  },
});

describe('a question', () => {
  it.each([
    ['of nobody alone', askedOf(null), undefined],
    ['of which it is not told', {}, undefined],
    ['of some alone', askedOf('ana,ops'), 'ana,ops'],
  ])('%s is told so', async (_, told, restrictedTo) => {
    const { answer } = await asking(told, ci => ci.run(run));
    expect(answer).toMatchObject({ inputs: [{ id: 'Go' }] });
    expect(answer.inputs[0].restrictedTo).toBe(restrictedTo);
  });

  it.each(['proceed', 'abort'] as const)(
    'that others alone may answer is not answered by %s',
    async kind => {
      const { answer, posts } = await asking(askedOf('ops'), ci =>
        ci.answerInput(run, 'Go', { kind, parameters: {} }),
      );
      expect(answer).toMatchObject({
        name: 'NotAllowedError',
        message: expect.stringContaining('only ops'),
      });
      expect(posts).toEqual([]);
    },
  );

  it('of everybody is answered', async () => {
    const { posts } = await asking(askedOf(null), ci =>
      ci.answerInput(run, 'Go', { kind: 'abort' }),
    );
    expect(posts).toEqual([`POST ${own}/1/input/Go/abort`]);
  });
});

const takes = (...definitions: object[]) => ({
  job: { property: [{}, { parameterDefinitions: definitions }] },
});
const given = (...parameters: object[]) => ({
  build: { actions: [{ parameters }] },
});
const site = { name: 'SITE', type: 'ChoiceParameterDefinition' };
const token = { name: 'TOKEN', type: 'PasswordParameterDefinition' };

describe('running again', () => {
  it('gives the same parameters', async () => {
    const { posts } = await asking(
      { ...takes(site, token), ...given({ name: 'SITE', value: 'east' }) },
      ci => ci.runAgain(run),
    );
    expect(posts).toEqual([`POST ${own}/buildWithParameters`]);
  });

  it.each([
    ['is not told', { name: 'TOKEN' }, token],
    ['is masked', { name: 'TOKEN', value: '****' }, token],
    ['is no text', { name: 'FILE' }, { name: 'FILE' }],
  ])('is refused where a value %s', async (_, value, definition) => {
    const { answer, posts } = await asking(
      { ...takes(site, definition), ...given(value) },
      ci => ci.runAgain(run),
    );
    expect(answer).toMatchObject({
      name: 'InputError',
      message: expect.stringContaining(`was given ${value.name}`),
    });
    expect(posts).toEqual([]);
  });
});
