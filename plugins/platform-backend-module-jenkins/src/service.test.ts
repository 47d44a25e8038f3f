import {
  mockServices,
  ServiceFactoryTester,
} from '@backstage/backend-test-utils';
import { FakeJenkins, sendJson } from './__testUtils__/FakeJenkins';
import { jenkinsServiceFactory } from './service';

function subject(data: object) {
  const config = mockServices.rootConfig.factory({ data: data as never });
  return ServiceFactoryTester.from(jenkinsServiceFactory, {
    dependencies: [config],
  }).getSubject('scaffolder');
}

describe('the service', () => {
  it('refuses all without configuration', async () => {
    const ci = await subject({});
    await expect(ci.findJob('shop')).rejects.toMatchObject({
      problem: 'not-configured',
      message: expect.stringContaining('pilothouse.jenkins'),
    });
  });

  it('asks the Jenkins that is configured, with the account', async () => {
    let authorization: string | undefined;
    const fake = await FakeJenkins.start(({ headers }, response) => {
      authorization = headers.authorization;
      const _class = 'com.cloudbees.hudson.plugins.folder.Folder';
      const url = 'https://ci.example.com/job/shop/';
      sendJson(response, { _class, url, fullName: 'shop', jobs: [] });
    });
    const account = { username: 'portal', apiToken: 'x' };
    const jenkins = { baseUrl: fake.baseUrl, ...account };
    const ci = await subject({ pilothouse: { jenkins } });
    expect(await ci.findJob('shop')).toEqual({
      fullName: 'shop',
      kind: 'folder',
      url: 'https://ci.example.com/job/shop/',
      description: '',
      children: [],
    });
    await fake.stop();
    const basic = Buffer.from('portal:x').toString('base64');
    expect(authorization).toBe(`Basic ${basic}`);
  });
});
