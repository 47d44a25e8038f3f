import type { CiServer } from '@pilothouse/plugin-platform-node';
import { eventually } from '@pilothouse/plugin-platform-node/testing';
import { StandIn } from './__testUtils__/StandIn';
import { jenkinsCiServer } from './JenkinsCiServer';

jest.setTimeout(240_000);

const stageNames = ['Analyze', 'Test', 'Push', 'Deploy'];

/** A pipeline of which one stage fails. */
function failingAt(failing: string): string {
  const stages = stageNames.map(
    name =>
      `    stage('${name}') { steps { sh '${
        name === failing ? 'echo broken; exit 3' : 'true'
      }' } }`,
  );
  return `pipeline {\n  agent any\n  stages {\n${stages.join('\n')}\n  }\n}\n`;
}

const bigLine = 'x'.repeat(99);
const bigLines = 530_000;

const failing = Object.fromEntries(
  stageNames.map(name => [
    `fails-${name.toLowerCase()}`,
    { Jenkinsfile: failingAt(name) },
  ]),
);

const branches = {
  ...failing,
  hangs: {
    Jenkinsfile: `pipeline {
  agent any
  stages {
    stage('Test') {
      options { timeout(time: 2, unit: 'SECONDS') }
      steps { sh 'echo testing; exec sleep 600' }
    }
  }
}
`,
  },
  unknown: {
    Jenkinsfile: `pipeline {
  agent any
  stages {
    stage('Scan') {
      steps {
        sonarqube 'shop'
      }
    }
  }
}
`,
  },
  big: {
    Jenkinsfile: `pipeline {
  agent any
  stages { stage('Talk') { steps { sh 'yes ${bigLine} | head -n ${bigLines}' } } }
}
`,
  },
};

const job = 'shop/web';

describe('runs that do not end well, at the stand-in of the embedded platform', () => {
  let standIn: StandIn;
  let ci: CiServer;
  beforeAll(async () => {
    standIn = await StandIn.start(branches);
    ci = jenkinsCiServer(standIn.config, 60);
    await ci.ensureFolder({ fullName: 'shop' });
    await ci.ensureMultibranchJob({
      fullName: job,
      sourceUrl: standIn.repository,
    });
    await eventually(
      () => ci.runs(job, { offset: 0, limit: 50 }),
      ({ runs }) =>
        runs.length === Object.keys(branches).length &&
        runs.every(({ state }) => state !== 'running'),
    );
  });
  afterAll(() => standIn.stop());

  const first = (branch: string) => ({ job: `${job}/${branch}`, number: 1 });
  async function endOf(branch: string): Promise<string> {
    const piece = { tailBytes: 4_096, maxBytes: 8_192 };
    return (await ci.log(first(branch), piece)).text;
  }

  it.each(stageNames)('names %s when it fails', async name => {
    const branch = `fails-${name.toLowerCase()}`;
    const { state, stages } = await ci.run(first(branch));
    expect(state).toBe('failed');
    const at = stageNames.indexOf(name);
    const told = (stages ?? []).filter(stage =>
      stageNames.includes(stage.name),
    );
    expect(told.map(stage => `${stage.name} ${stage.state}`)).toEqual(
      stageNames.map((each, index) => {
        if (index === at) return `${each} failed`;
        return `${each} ${index < at ? 'succeeded' : 'skipped'}`;
      }),
    );
    expect(await endOf(branch)).toMatch(/broken[^]*exit code 3/);
  });

  it('ends what hangs when its time is over', async () => {
    const { state, stages } = await ci.run(first('hangs'));
    expect(state).toBe('aborted');
    expect(stages?.find(({ name }) => name === 'Test')?.state).toBe('aborted');
    expect(await endOf('hangs')).toMatch(/Timeout has been exceeded/);
  });

  it('names the line of a Jenkinsfile that is not understood', async () => {
    const problem = { line: 6, unknownStep: 'sonarqube' };
    expect(await ci.run(first('unknown'))).toMatchObject({
      state: 'failed',
      jenkinsfile: problem,
    });
    await eventually(
      () => ci.runs(job, { offset: 0, limit: 50 }),
      ({ runs }) =>
        runs.some(
          ({ branch, jenkinsfile }) =>
            branch === 'unknown' && jenkinsfile?.line === problem.line,
        ),
    );
    expect(await endOf('unknown')).toMatch(/WorkflowScript: 6: .*sonarqube/);
  });

  it('tells a log of 50 MB in pieces, and its end without the rest', async () => {
    const run = first('big');
    const maxBytes = 4 * 1024 * 1024;
    let read = 0;
    let lines = 0;
    for (let more = 'now'; more === 'now'; ) {
      const piece = await ci.log(run, { start: read, maxBytes });
      expect(Buffer.byteLength(piece.text)).toBeLessThanOrEqual(maxBytes);
      lines += piece.text.split(`${bigLine}\n`).length - 1;
      read = piece.to;
      more = piece.more;
    }
    expect(read).toBeGreaterThan(50 * 1024 * 1024);
    // A line that two pieces share is counted in neither.
    expect(bigLines - lines).toBeLessThanOrEqual(read / maxBytes + 1);
    const end = await ci.log(run, { tailBytes: 1_000, maxBytes });
    expect(end).toMatchObject({ to: read, more: 'no' });
    expect(end.text).toMatch(/Finished: SUCCESS\n$/);
  });
});

describe('a CI server that is killed', () => {
  it('is told of as such, and as soon as it is back what became of its run', async () => {
    const standIn = await StandIn.start({
      main: {
        Jenkinsfile:
          "pipeline { agent any; stages { stage('Wait') { steps { sh 'exec sleep 600' } } } }",
      },
    });
    try {
      const ci = jenkinsCiServer(standIn.config, 60);
      const main = { job: `${job}/main`, number: 1 };
      await ci.ensureFolder({ fullName: 'shop' });
      const order = { fullName: job, sourceUrl: standIn.repository };
      await ci.ensureMultibranchJob(order);
      const stateOf = async () =>
        (await ci.runs(job, { offset: 0, limit: 1 })).runs[0]?.state;
      await eventually(stateOf, state => state === 'running');

      await standIn.kill();
      await expect(ci.run(main)).rejects.toMatchObject({
        name: 'ServiceUnavailableError',
        problem: 'unreachable',
      });
      await expect(ci.ensureMultibranchJob(order)).rejects.toMatchObject({
        problem: 'unreachable',
      });

      await standIn.startAgain();
      expect(await ci.run(main)).toMatchObject({ state: 'aborted' });
      const { text } = await ci.log(main, { maxBytes: 8_192 });
      expect(text).toMatch(/could not go on with it/);
      expect(await ci.ensureMultibranchJob(order)).toMatchObject({
        created: false,
      });
    } finally {
      await standIn.stop();
    }
  });
});
