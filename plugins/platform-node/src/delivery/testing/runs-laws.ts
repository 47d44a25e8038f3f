import assert from 'node:assert/strict';
import type { LogPiece, RunRef } from '@pilothouse/plugin-platform-common';
import { eventually, type RunsBench } from './ci-server-bench';

/** Something that every CI server keeps to when it tells of runs and is told what to do. */
export interface CiRunsLaw {
  readonly title: string;
  check(bench: RunsBench): Promise<void>;
}

const all = { offset: 0, limit: 50 };
const main = ({ job }: RunsBench): RunRef => ({
  job: `${job}/main`,
  number: 1,
});
const ask = ({ job }: RunsBench): RunRef => ({ job: `${job}/ask`, number: 1 });
const long = ({ job }: RunsBench): RunRef => ({
  job: `${job}/long`,
  number: 1,
});

/** Laws of runs, for `it.each`. */
export const ciRunsLaws: readonly CiRunsLaw[] = [
  {
    title: 'tells the runs of all branches, the latest first',
    async check({ ci, job }) {
      const page = await ci.runs(job, all);
      assert.deepEqual(
        page.runs
          .map(({ branch, number, state }) => [branch, number, state])
          .sort(),
        [
          ['ask', 1, 'waiting-for-input'],
          ['long', 1, 'running'],
          ['main', 1, 'unstable'],
        ],
      );
      const times = page.runs.map(({ startedAt }) => Date.parse(startedAt));
      assert.deepEqual(
        times,
        [...times].sort((a, b) => b - a),
      );
      assert.equal(page.more, false);
    },
  },
  {
    title: 'tells them in pages that leave out none',
    async check({ ci, job }) {
      const pages = [0, 1, 2].map(offset => ci.runs(job, { offset, limit: 1 }));
      const told = await Promise.all(pages);
      assert.deepEqual(
        told.map(({ more }) => more),
        [true, true, false],
      );
      const branches = told.flatMap(({ runs }) => runs.map(run => run.branch));
      assert.deepEqual(branches.sort(), ['ask', 'long', 'main']);
    },
  },
  {
    title: 'tells the runs of one branch by the name of its job',
    async check({ ci, job }) {
      const { runs } = await ci.runs(`${job}/main`, all);
      assert.deepEqual(
        runs.map(run => [run.job, run.number]),
        [[`${job}/main`, 1]],
      );
    },
  },
  {
    title: 'tells of one run its stages, tests, files and image',
    async check(bench) {
      const run = await bench.ci.run(main(bench));
      assert.ok(run.stages?.some(({ name }) => name === 'Test'));
      assert.deepEqual(run.tests, { passed: 1, failed: 1, skipped: 0 });
      const [failed, ...others] = run.failedTests;
      assert.equal(failed?.name, 'adds');
      assert.match(failed?.message ?? '', /expected 2/);
      assert.deepEqual([others, run.failedTestsCut], [[], false]);
      assert.deepEqual(
        run.artifacts.map(({ path }) => path),
        ['image.txt'],
      );
      assert.deepEqual(run.image, bench.image);
      assert.deepEqual(run.missing, []);
    },
  },
  {
    title: 'refuses, by the class of the error, what is not there',
    async check(bench) {
      const { ci, job } = bench;
      const absent = { name: 'NotFoundError' };
      const run = { job: `${job}/main`, number: 99 };
      await assert.rejects(ci.runs(`${job}-not-there`, all), absent);
      await assert.rejects(ci.run(run), absent);
      await assert.rejects(ci.log(run, { maxBytes: 1024 }), absent);
      await assert.rejects(ci.abort(run), absent);
      await assert.rejects(ci.runAgain(run), absent);
    },
  },
  {
    title: 'goes on when its question is answered, once',
    async check(bench) {
      const { ci } = bench;
      const run = ask(bench);
      const [input] = (await ci.run(run)).inputs;
      assert.deepEqual(
        [input?.id, input?.message, input?.parameters.map(({ name }) => name)],
        ['Go', 'Release it?', ['WHERE']],
      );
      assert.deepEqual(input?.parameters[0]?.choices, ['dev', 'test']);
      const proceed = (parameters: Record<string, string>) =>
        ci.answerInput(run, 'Go', { kind: 'proceed', parameters });
      await assert.rejects(proceed({ COLOR: 'red' }), { name: 'InputError' });
      await proceed({ WHERE: 'test' });
      await eventually(
        () => ci.run(run),
        ({ state }) => state !== 'waiting-for-input',
      );
      await assert.rejects(proceed({}), { name: 'NotFoundError' });
    },
  },
  {
    title: 'ends when its question is answered with no',
    async check(bench) {
      const { ci } = bench;
      await ci.answerInput(ask(bench), 'Go', { kind: 'abort' });
      await eventually(
        () => ci.run(ask(bench)),
        ({ state }) => state === 'aborted',
      );
    },
  },
  {
    title: 'ends when it is aborted, and stays so',
    async check(bench) {
      const { ci } = bench;
      const run = long(bench);
      await ci.abort(run);
      await eventually(
        () => ci.run(run),
        ({ state }) => state === 'aborted',
      );
      await ci.abort(run);
      assert.equal((await ci.run(run)).state, 'aborted');
    },
  },
  {
    title: 'runs once more',
    async check(bench) {
      const { ci, job } = bench;
      await ci.runAgain(main(bench));
      await eventually(
        () => ci.runs(`${job}/main`, all),
        ({ runs }) => runs.some(({ number }) => number === 2),
      );
    },
  },
  {
    title: 'tells its log in pieces that join without a seam',
    async check(bench) {
      const { ci, saidByMain } = bench;
      const run = main(bench);
      const whole = await ci.log(run, { maxBytes: 1024 * 1024 });
      assert.ok(whole.text.includes(saidByMain));
      assert.equal(whole.more, 'no');
      const pieces: LogPiece[] = [];
      let next = 0;
      for (;;) {
        const piece = await ci.log(run, { start: next, maxBytes: 1024 });
        assert.equal(piece.from, next);
        assert.equal(piece.to, next + Buffer.byteLength(piece.text));
        pieces.push(piece);
        next = piece.to;
        if (piece.more !== 'now') break;
      }
      assert.equal(pieces.map(({ text }) => text).join(''), whole.text);
      assert.ok(pieces.length > 1);
    },
  },
  {
    title: 'tells the end of its log, from the beginning of a line',
    async check(bench) {
      const { ci } = bench;
      const { text } = await ci.log(main(bench), { maxBytes: 1024 * 1024 });
      const tail = await ci.log(main(bench), {
        tailBytes: 200,
        maxBytes: 1024,
      });
      assert.ok(tail.text.length > 0 && text.endsWith(`\n${tail.text}`));
      assert.equal(
        tail.from,
        Buffer.byteLength(text) - Buffer.byteLength(tail.text),
      );
      assert.equal(tail.more, 'no');
    },
  },
  {
    title: 'says that more of a log is to come while the run goes on',
    async check(bench) {
      const { more } = await bench.ci.log(long(bench), {
        maxBytes: 1024 * 1024,
      });
      assert.equal(more, 'later');
    },
  },
];
