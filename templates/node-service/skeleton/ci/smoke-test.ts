/**
 * Asks a service that was just deployed whether it is the new build and does its work:
 * node ci/smoke-test.ts <base address> <version>
 */
import { get } from 'node:http';
import { get as getOverTls } from 'node:https';
import { setTimeout } from 'node:timers/promises';
import { smokeTest, type Answer } from './smoke.ts';

const [base = '', version = ''] = process.argv.slice(2);

function ask(path: string): Promise<Answer> {
  const url = new URL(path, base);
  // Names below localhost are this machine (RFC 6761), which not every resolver knows.
  const local = url.hostname.endsWith('.localhost');
  const options = {
    headers: { host: url.host },
    signal: AbortSignal.timeout(5000),
    ...(local && { hostname: '127.0.0.1' }),
  };
  const request = url.protocol === 'https:' ? getOverTls : get;
  return new Promise((resolve, reject) => {
    request(url, options, response => {
      let body = '';
      response.setEncoding('utf8');
      response.on('data', (chunk: string) => (body += chunk));
      response.on('error', reject);
      response.on('end', () => {
        resolve({ status: response.statusCode ?? 0, body });
      });
    }).on('error', reject);
  });
}

try {
  await smokeTest(ask, version, {
    patienceMs: 90_000,
    pause: () => setTimeout(1000),
    now: Date.now,
  });
  console.log(`${base} runs ${version} and does its work`);
} catch (error) {
  console.error(
    `${base}: ${error instanceof Error ? error.message : 'failed'}`,
  );
  process.exitCode = 1;
}
