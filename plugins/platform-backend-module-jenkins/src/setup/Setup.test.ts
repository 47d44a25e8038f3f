import type { IncomingMessage, ServerResponse } from 'node:http';
import type { CiServer } from '@pilothouse/plugin-platform-node';
import { FakeJenkins, sendJson } from '../__testUtils__/FakeJenkins';
import { jenkinsCiServer } from '../JenkinsCiServer';
import { multibranchXml } from './xml';

type Answer = (request: IncomingMessage, response: ServerResponse) => void;

async function asking<T>(answer: Answer, ask: (ci: CiServer) => Promise<T>) {
  const fake = await FakeJenkins.start(answer);
  const account = { username: 'portal', apiToken: 'x' };
  const ci = jenkinsCiServer({ ...account, baseUrl: fake.baseUrl }, 60);
  try {
    return { told: await ask(ci).catch(error => error), asked: fake.asked };
  } finally {
    await fake.stop();
  }
}

const job = { fullName: 'shop/web', sourceUrl: 'https://git.example.com/web' };
const content = { kind: 'secret-text', secret: 's' } as const;

/** Answers as Jenkins does about what is there and the account may not see. */
const hiding: Answer = ({ url = '' }, response) => {
  if (url.includes('/createItem')) {
    const said = 'A job already exists with the name';
    response.writeHead(400, { 'X-Error': said }).end();
  } else if (url.endsWith('/createCredentials')) {
    response.writeHead(409).end();
  } else {
    response.writeHead(404).end();
  }
};

describe('what is there and may not be seen', () => {
  it.each<[string, (ci: CiServer) => Promise<unknown>, RegExp]>([
    ['a folder', ci => ci.ensureFolder({ fullName: 'shop' }), /Job\/Read/],
    ['a job', ci => ci.ensureMultibranchJob(job), /Job\/Read/],
    [
      'a credential',
      ci => ci.putCredential({ folder: 'shop', id: 'git', content }),
      /Credentials\/View/,
    ],
  ])('is told of %s, with the permission', async (_, ask, permission) => {
    const { told, asked } = await asking(hiding, ask);
    expect(told).toMatchObject({
      problem: 'forbidden',
      message: expect.stringMatching(permission),
    });
    expect(asked).toHaveLength(3);
  });
});

describe('branches of a job that is there', () => {
  it.each([
    ['are looked for where it has none', [], 1],
    ['are left to Jenkins where it has some', ['shop/web/main'], 0],
  ])('%s', async (_, children, scans) => {
    const { told, asked } = await asking(
      ({ url = '' }, response) => {
        if (url.endsWith('/config.xml')) response.end(multibranchXml(job));
        else if (url.includes('/build')) response.writeHead(201).end();
        else {
          sendJson(response, {
            _class:
              'org.jenkinsci.plugins.workflow.multibranch.WorkflowMultiBranchProject',
            fullName: job.fullName,
            url: 'http://ci.example.com/job/shop/job/web/',
            jobs: children.map(fullName => ({ fullName })),
          });
        }
      },
      ci => ci.ensureMultibranchJob(job),
    );
    expect(told).toMatchObject({ created: false });
    const scan = 'POST /job/shop/job/web/build?delay=0';
    expect(asked.filter(each => each === scan)).toHaveLength(scans);
  });
});
