import assert from 'node:assert/strict';
import type { TestContext } from 'node:test';
import { parse } from 'yaml';
import { deploy } from './deployed.ts';

interface LogLine {
  readonly message?: string;
  readonly level?: string;
  readonly trace_id?: string;
}

/**
 * Judges that a template's own pipeline ends with a service that does what every service
 * of the platform does.
 *
 * @param metric - a line of `/metrics` that begins so once the smoke test has asked
 */
export async function judgeDeployed(
  context: TestContext,
  template: string,
  metric: string,
): Promise<void> {
  const service = await deploy(context, template);
  const report = await service.file('image.txt');
  assert.match(
    report,
    /^localhost:\d+\/shop\/t-\w+:\w+-7@sha256:[0-9a-f]{64}\n$/,
  );
  assert.match(service.log, /Recording test results/);

  const deployment: { spec: { template: { spec: object } } } = parse(
    await service.kubectl('get', 'deployment', service.name, '-o', 'json'),
  );
  assert.ok(
    JSON.stringify(deployment.spec.template.spec).includes(report.trim()),
  );

  const metrics = await service.ask('/metrics');
  assert.equal(metrics.code, 200);
  const figure = metrics.body.split('\n').find(line => line.startsWith(metric));
  assert.ok(Number(figure?.split(' ').at(-1)) >= 1, metrics.body);

  const text = await service.kubectl('logs', `deployment/${service.name}`);
  const lines = text
    .trimEnd()
    .split('\n')
    .map(line => JSON.parse(line) as LogLine);
  const asked = lines.find(({ message }) => message?.startsWith('GET /'));
  assert.equal(asked?.level, 'info', text);
  assert.match(asked.trace_id ?? '', /^[0-9a-f]{32}$/);
}
