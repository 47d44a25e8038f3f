import { keeps } from '../../laws/keeps';
import { ciProblemOf, isNotConfigured } from '../errors';
import { noCiServer } from '../no-ci-server';
import type { CiServerBench, RunsBench } from './ci-server-bench';
import { InMemoryCiServer } from './InMemoryCiServer';
import { ciRunsLaws } from './runs-laws';
import { ciSetupLaws } from './setup-laws';

const image = {
  repository: 'registry.example.com/shop/web',
  tag: '1a2b3c4-1',
  digest: `sha256:${'ab'.repeat(32)}`,
};
const saidByMain = 'a é 研 𠮷\n'.repeat(200);

async function bench(): Promise<CiServerBench & { ci: InMemoryCiServer }> {
  return {
    ci: new InMemoryCiServer(),
    folder: 'team',
    sourceUrl: 'https://git.example.com/shop/web.git',
    close: async () => undefined,
  };
}

async function runsBench(): Promise<RunsBench> {
  const made = await bench();
  const { ci, folder, sourceUrl } = made;
  const job = `${folder}/web`;
  await ci.ensureFolder({ fullName: folder });
  await ci.ensureMultibranchJob({ fullName: job, sourceUrl });
  ci.put({
    job: `${job}/main`,
    number: 1,
    state: 'unstable',
    stages: [{ id: '1', name: 'Test', state: 'unstable' }],
    tests: { passed: 1, failed: 1, skipped: 0 },
    failedTests: [{ name: 'adds', message: 'expected 2, not 3' }],
    artifacts: [{ path: 'image.txt', url: 'https://ci.example.com' }],
    image,
  });
  ci.say({ job: `${job}/main`, number: 1 }, saidByMain);
  ci.put({
    job: `${job}/ask`,
    number: 1,
    state: 'waiting-for-input',
    inputs: [
      {
        id: 'Go',
        message: 'Release it?',
        proceed: 'Proceed',
        parameters: [
          { name: 'WHERE', kind: 'choice', choices: ['dev', 'test'] },
        ],
      },
    ],
  });
  ci.put({ job: `${job}/long`, number: 1 });
  return { ...made, job, saidByMain, image };
}

describe('InMemoryCiServer', () => {
  it.each(ciSetupLaws)('$title', async law => {
    expect(await keeps(law, bench)).toBe(true);
  });

  it.each(ciRunsLaws)('of a run: $title', async law => {
    expect(await keeps(law, runsBench)).toBe(true);
  });

  it('fails as it is told to', async () => {
    const { ci } = await bench();
    const message = 'The CI server does not answer';
    ci.setFailure({ kind: 'unreachable', message });
    const error = await ci.run({ job: 'a', number: 1 }).catch(e => e);
    expect(error.name).toBe('ServiceUnavailableError');
    expect(ciProblemOf(error)).toEqual({ kind: 'unreachable', message });
  });
});

describe('without a CI server', () => {
  it('nothing can be asked', async () => {
    const error = await noCiServer.findJob('shop').catch(e => e);
    expect(isNotConfigured(error)).toBe(true);
    expect(isNotConfigured(new Error('x'))).toBe(false);
  });
});
