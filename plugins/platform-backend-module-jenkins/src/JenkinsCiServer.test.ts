import type { CiServer } from '@pilothouse/plugin-platform-node';
import {
  ciRunsLaws,
  ciSetupLaws,
  eventually,
  keeps,
  type CiServerBench,
  type RunsBench,
} from '@pilothouse/plugin-platform-node/testing';
import { StandIn } from './__testUtils__/StandIn';
import { jenkinsCiServer } from './JenkinsCiServer';

jest.setTimeout(240_000);

const image = {
  repository: 'registry.example.com:5000/shop/web',
  tag: '1a2b3c4-1',
  digest: `sha256:${'ab'.repeat(32)}`,
};
const saidByMain = 'a é 研 𠮷\n'.repeat(200);

const report = `<testsuite name="sums" tests="2" failures="1">
  <testcase classname="sums" name="subtracts" time="0.1"/>
  <testcase classname="sums" name="adds" time="0.2"><failure message="expected 2, not 3">at sums.js</failure></testcase>
</testsuite>`;

const pipeline = (stages: string) =>
  `pipeline {\n  agent any\n  stages {\n${stages}\n  }\n}\n`;

const branches = {
  main: {
    Jenkinsfile: pipeline(`    stage('Test') {
      steps {
        sh 'cat said.txt'
        junit 'report.xml'
        archiveArtifacts 'image.txt'
      }
    }`),
    'said.txt': saidByMain,
    'report.xml': report,
    'image.txt': `${image.repository}:${image.tag}@${image.digest}\n`,
  },
  ask: {
    Jenkinsfile: pipeline(`    stage('Ask') {
      input {
        message 'Release it?'
        id 'Go'
        parameters { choice(name: 'WHERE', choices: ['dev', 'test']) }
      }
      steps { sh 'echo released to $WHERE' }
    }`),
  },
  long: {
    Jenkinsfile: pipeline(
      `    stage('Wait') { steps { sh 'exec sleep 600' } }`,
    ),
  },
};

/** Deletes a folder with all that is in it, job by job. */
async function clear(ci: CiServer, fullName: string): Promise<void> {
  const found = await ci.findJob(fullName);
  if (found?.kind !== 'folder') {
    await ci.deleteJob(fullName);
    return;
  }
  for (const child of found.children) await clear(ci, child);
  await ci.deleteFolderIfEmpty(fullName);
}

describe('Jenkins, as the stand-in of the embedded platform', () => {
  let standIn: StandIn;
  let ci: CiServer;
  let made = 0;
  beforeAll(async () => {
    standIn = await StandIn.start(branches);
    ci = jenkinsCiServer(standIn.config, 60);
  });
  afterAll(() => standIn.stop());

  async function bench(): Promise<CiServerBench> {
    made += 1;
    const folder = `team-${made}`;
    return {
      ci,
      folder,
      sourceUrl: standIn.repository,
      close: async () => {
        await clear(ci, folder);
      },
    };
  }

  async function runsBench(): Promise<RunsBench> {
    const own = await bench();
    const job = `${own.folder}/web`;
    await ci.ensureFolder({ fullName: own.folder });
    await ci.ensureMultibranchJob({ fullName: job, sourceUrl: own.sourceUrl });
    const wanted = 'ask waiting-for-input,long running,main unstable';
    await eventually(
      async () => {
        const { runs } = await ci.runs(job, { offset: 0, limit: 9 });
        const states = runs.map(({ branch, state }) => `${branch} ${state}`);
        return states.sort().join();
      },
      states => states === wanted,
    );
    return { ...own, job, saidByMain, image };
  }

  it.each(ciSetupLaws)('$title', async law => {
    expect(await keeps(law, bench)).toBe(true);
  });

  it.each(ciRunsLaws)('of a run: $title', async law => {
    expect(await keeps(law, runsBench)).toBe(true);
  });

  it('tells who committed what, by which cause', async () => {
    const { job, close } = await runsBench();
    const { runs } = await ci.runs(`${job}/main`, { offset: 0, limit: 1 });
    await close();
    expect(runs).toMatchObject([
      {
        commit: { sha: expect.stringMatching(/^[0-9a-f]{40}$/) },
        causes: [{ kind: 'push' }],
        stages: expect.arrayContaining([
          expect.objectContaining({ name: 'Test', state: 'unstable' }),
        ]),
        url: expect.stringContaining(`/job/main/1/`),
      },
    ]);
  });

  it('makes one job of those that two people order at once', async () => {
    const { folder, sourceUrl, close } = await bench();
    await ci.ensureFolder({ fullName: folder });
    const order = { fullName: `${folder}/web`, sourceUrl };
    const told = await Promise.all([
      ci.ensureMultibranchJob(order),
      ci.ensureMultibranchJob(order),
    ]);
    await close();
    expect(told.map(({ created }) => created).sort()).toEqual([false, true]);
  });

  it('is content with a password', async () => {
    const { folder, close } = await bench();
    const { config, password } = standIn;
    const byPassword = jenkinsCiServer({ ...config, apiToken: password }, 60);
    const order = { fullName: folder };
    expect(await byPassword.ensureFolder(order)).toEqual({ created: true });
    await close();
  });

  it('tells which programs builds find', async () => {
    const [tools] = await ci.executors();
    expect(tools?.get('git')).toMatch(/^\d+\.\d+/);
  });

  it('says what to do about a token that is not accepted', async () => {
    const wrong = jenkinsCiServer({ ...standIn.config, apiToken: 'x' }, 60);
    await expect(wrong.findJob('team')).rejects.toMatchObject({
      problem: 'unauthenticated',
    });
  });
});
