import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TestContext } from 'node:test';
import { openDelivery } from '@pilothouse/embedded/testing/delivery';
import { askThroughIngress } from '@pilothouse/embedded/testing/ingress';
import { openNamespace } from '@pilothouse/embedded/testing/namespace';
import { begin } from '@pilothouse/embedded/testing/pipeline';
import { run } from './run.ts';
import { startScaffolder, writeRendering } from './scaffolder.ts';
import { fileOfTemplate, ORDERS } from './service-templates.ts';

/** A service that a template made and its own pipeline has deployed. */
export interface Deployed {
  readonly name: string;
  /** The pipeline's log, and a file of its workspace. */
  readonly log: string;
  file(path: string): Promise<string>;
  /** Runs kubectl in the service's namespace. */
  kubectl(...args: string[]): Promise<string>;
  /** Asks the service through the ingress. */
  ask(path: string): Promise<{ readonly code: number; readonly body: string }>;
}

/**
 * Fills a template in and runs its pipeline with the real programs, on the platform under
 * test: static analysis, unit tests, image, push, deployment, smoke test.
 */
export async function deploy(
  context: TestContext,
  template: string,
): Promise<Deployed> {
  const delivery = openDelivery();
  const name = `t-${randomBytes(4).toString('hex')}`;
  const folder = await mkdtemp(join(tmpdir(), 'pilothouse-deployed-'));
  context.after(() => rm(folder, { recursive: true, force: true }));
  const workspace = join(folder, 'workspace');
  const script = await fill(template, name, delivery.parameters, workspace);
  const ns = await openNamespace(name);
  context.after(() => ns.remove());
  const build = await begin(context, script, {
    known: await delivery.credentials(name, 'dev', ns.name),
    folders: {
      workspace,
      artifacts: join(folder, 'artifacts'),
      scratch: join(folder, 'scratch'),
    },
    environment: {
      ...(await delivery.environment(folder)),
      BRANCH_NAME: 'main',
    },
  });
  const { result } = await build.finish();
  assert.equal(result, 'SUCCESS', build.log());
  const host = `${name}-dev.${delivery.parameters.serviceUrlSuffix}`;
  const ask = askThroughIngress(Number(new URL(`http://${host}`).port));
  return {
    name,
    log: build.log(),
    file: path => readFile(join(workspace, path), 'utf8'),
    kubectl: ns.run,
    ask: path => ask(host, path),
  };
}

/** @returns the Jenkinsfile of what was written into the workspace */
async function fill(
  template: string,
  name: string,
  parameters: Readonly<Record<string, string>>,
  workspace: string,
): Promise<string> {
  const scaffolder = await startScaffolder(
    fileOfTemplate(template),
    parameters,
  );
  try {
    const rendering = await scaffolder.render({ ...ORDERS, name });
    await mkdir(workspace, { recursive: true });
    await writeRendering(rendering, workspace);
    const git = (...args: string[]) => run(workspace, 'git', args);
    await git('init', '--quiet');
    await git('add', '.');
    const person = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
    await git(...person, 'commit', '--quiet', '--message', 'first');
    return rendering.files.get('Jenkinsfile') ?? '';
  } finally {
    await scaffolder.stop();
  }
}
