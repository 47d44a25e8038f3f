import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CiServer } from '@pilothouse/plugin-platform-node';
import { FakeJenkins, sendJson } from './__testUtils__/FakeJenkins';
import { jenkinsCiServer } from './JenkinsCiServer';

const all = { offset: 0, limit: 10 };
const run = { job: 'shop/web/main', number: 1 };

async function answering(
  answer: (request: IncomingMessage, response: ServerResponse) => void,
  ask: (ci: CiServer, fake: FakeJenkins) => Promise<unknown>,
  seconds = 60,
) {
  const fake = await FakeJenkins.start(answer);
  const account = { username: 'portal', apiToken: 'a-secret' };
  const ci = jenkinsCiServer({ ...account, baseUrl: fake.baseUrl }, seconds);
  try {
    return await ask(ci, fake);
  } finally {
    await fake.stop();
  }
}

const status =
  (code: number, headers: Record<string, string> = {}, body = '') =>
  (_: IncomingMessage, response: ServerResponse) =>
    response.writeHead(code, headers).end(body);

const failures: [string, Parameters<typeof answering>[0], object][] = [
  [
    'a token that is not accepted',
    status(401),
    { problem: 'unauthenticated', message: /API token of portal/ },
  ],
  [
    'a permission that is missing, named in a header',
    status(403, { 'X-Required-Permission': 'hudson.model.Item.Read' }),
    { problem: 'forbidden', message: /permission Item\.Read/ },
  ],
  [
    'a permission that is missing, named in the page',
    status(403, {}, '<p>portal is missing the Overall/Read permission</p>'),
    { problem: 'forbidden', message: /permission Overall\/Read/ },
  ],
  [
    'a refusal without a reason',
    status(403),
    { problem: 'forbidden', message: /look at its permissions/ },
  ],
  [
    'a start that goes on',
    status(503),
    { problem: 'failed', message: /starting/ },
  ],
  [
    'an inner failure',
    status(500),
    { problem: 'failed', message: /its log says more/ },
  ],
  [
    'a page that wants people to sign in',
    status(302, { Location: 'https://sso.example.com/auth?client=x' }),
    { problem: 'failed', message: /asks to sign in/ },
  ],
  [
    'an answer that is no JSON',
    status(200, {}, '<html>'),
    { problem: 'failed', message: /not understood/ },
  ],
  [
    'an answer that is another one',
    (_, response) => sendJson(response, { fullName: 'x', url: 7 }),
    { problem: 'failed', message: /url/ },
  ],
  [
    'an answer that stops in its middle',
    (_, response) => {
      response.writeHead(200, { 'Content-Length': '100' });
      response.write('{', () => response.destroy());
    },
    { problem: 'unreachable' },
  ],
];

describe('what Jenkins does not answer is told with what to do', () => {
  it.each(failures)('%s', async (_, answer, expected) => {
    const error = await answering(answer, ci =>
      ci.runs('shop/web', all).catch(e => e),
    );
    const { message, ...rest } = { message: /./, ...expected } as {
      message: RegExp;
    };
    expect(error).toMatchObject({ name: 'ServiceUnavailableError', ...rest });
    expect((error as Error).message).toMatch(message);
    expect((error as Error).message).not.toContain('a-secret');
  });

  it('no answer in time', async () => {
    const silent = () => undefined;
    const asked = answering(silent, ci => ci.runs('shop/web', all), 1);
    await expect(asked).rejects.toMatchObject({
      name: 'ServiceUnavailableError',
      problem: 'slow',
      message: expect.stringContaining('within 1 s'),
    });
  });

  it('nobody who listens', async () => {
    const fake = await FakeJenkins.start(() => undefined);
    const { baseUrl } = fake;
    await fake.stop();
    const config = { baseUrl, username: 'portal', apiToken: 'x' };
    await expect(jenkinsCiServer(config).run(run)).rejects.toMatchObject({
      problem: 'unreachable',
      message: expect.stringContaining('ECONNREFUSED'),
    });
  });

  it('a job that is not there', async () => {
    const error = await answering(status(404), ci =>
      ci.runs('shop/web', all).catch(e => e),
    );
    expect(error).toMatchObject({
      name: 'NotFoundError',
      message: 'Jenkins has no job shop/web',
    });
  });
});

const build = {
  number: 1,
  url: 'http://ci.example.com/job/shop/job/web/job/main/1/',
  result: 'ODD',
  building: false,
  timestamp: 1_900_000_000_000,
  duration: 5,
  actions: [{}, null],
};

describe('what is not known', () => {
  it('is told beside the rest of a run', async () => {
    const told = await answering(
      ({ url }, response) => {
        if (url?.includes('/1/api/json')) sendJson(response, build);
        else response.writeHead(404).end();
      },
      ci => ci.run(run),
    );
    expect(told).toMatchObject({
      state: 'unknown',
      branch: 'main',
      stages: undefined,
      missing: [
        {
          part: 'stages',
          because: { kind: 'no-plugin', plugin: 'pipeline-rest-api' },
        },
      ],
    });
  });

  it('of a stage is unknown, and stops no other', async () => {
    const stages = [
      { id: '1', name: 'Build', status: 'SUCCESS', startTimeMillis: 1 },
      { id: '2', name: 'Odd', status: 'DREAMING', startTimeMillis: 1 },
    ];
    const told = await answering(
      ({ url }, response) => {
        const described = { id: '1', status: 'DREAMING', stages };
        sendJson(response, url?.includes('wfapi') ? described : build);
      },
      ci => ci.run(run),
    );
    expect(told).toMatchObject({
      stages: [{ state: 'succeeded' }, { state: 'unknown' }],
    });
  });
});

describe('with a password', () => {
  it('a crumb is fetched when it is wanted, and sent with its session', async () => {
    const asked = await answering(
      ({ method, url, headers }, response) => {
        if (url === '/crumbIssuer/api/json') {
          response.setHeader('Set-Cookie', 'JSESSIONID.x=1; Path=/');
          const crumbRequestField = 'Jenkins-Crumb';
          sendJson(response, { crumb: 'c', crumbRequestField });
        } else if (
          method === 'POST' &&
          (headers['jenkins-crumb'] !== 'c' ||
            headers.cookie !== 'JSESSIONID.x=1')
        ) {
          const text = 'No valid crumb was included in the request';
          response.writeHead(403).end(text);
        } else {
          response.writeHead(302, { Location: '/job/shop' }).end();
        }
      },
      async (ci, fake) => {
        await ci.abort(run);
        await ci.abort(run);
        return fake.asked;
      },
    );
    const stop = 'POST /job/shop/job/web/job/main/1/stop';
    const crumb = 'GET /crumbIssuer/api/json';
    expect(asked).toEqual([stop, crumb, stop, stop]);
  });
});
